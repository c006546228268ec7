// The inverse and the determinant of a square matrix by LU factors with partial pivoting, as LAPACK has them.
//
// The steps and their order are those of the reference LAPACK: getrf, then for the inverse trtri and getri; every
// operation is rounded as the element type rounds. The order shows in the signs of zero: the inverse of
// diag(1, 2, 3, 4) has −0 in its last column above the diagonal and +0 elsewhere.
import { transpose } from './matmul.ts'
import type { Matrix, Numbers } from './matrix.ts'

/** Below this, LAPACK divides by the pivot, since its reciprocal would overflow. */
const SAFE_MINIMUM = 1.1754943508222875e-38

// Which row was exchanged with row k, grown to the largest matrix seen.
let exchanged = new Int32Array(16)

/** The row at or below k that holds the largest number of column k. */
const pivotRow = (lu: Numbers, n: number, k: number): number => {
  let at = k
  for (let i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]!) > Math.abs(lu[at * n + k]!)) at = i
  return at
}

const exchangeRows = (lu: Numbers, n: number, a: number, b: number): void => {
  for (let j = 0; j < n; j++) {
    const number = lu[a * n + j]!
    lu[a * n + j] = lu[b * n + j]!
    lu[b * n + j] = number
  }
}

/** x·y subtracted, both rounded as they are stored; the product lands in its own place first. */
const minusProduct =
  (round: (x: number) => number) =>
  (target: number, x: number, y: number): number =>
    round(target - round(x * y))

type MinusProduct = ReturnType<typeof minusProduct>
const single = minusProduct(Math.fround)
const double = minusProduct((x) => x)
const minusProductFor = (data: Numbers): MinusProduct => (data instanceof Float32Array ? single : double)

/** Column k below its pivot becomes L, and what it explains is taken from the rest. */
const eliminate = (lu: Numbers, n: number, k: number, minus: MinusProduct): void => {
  const pivot = lu[k * n + k]!
  const reciprocal = lu instanceof Float32Array ? Math.fround(1 / pivot) : 1 / pivot
  const safe = Math.abs(pivot) >= SAFE_MINIMUM
  for (let i = k + 1; i < n; i++) {
    const at = i * n
    lu[at + k] = safe ? lu[at + k]! * reciprocal : lu[at + k]! / pivot
    for (let j = k + 1; j < n; j++) lu[at + j] = minus(lu[at + j]!, lu[at + k]!, lu[k * n + j]!)
  }
}

/**
 * getrf: P·A = L·U in place, row exchanges in `exchanged`. Returns the sign of the permutation, or 0 if a pivot
 * is zero (the matrix is singular, and the factors are unfinished).
 */
const factor = (lu: Numbers, n: number): number => {
  if (exchanged.length < n) exchanged = new Int32Array(n)
  const minus = minusProductFor(lu)
  let sign = 1
  for (let k = 0; k < n; k++) {
    const at = pivotRow(lu, n, k)
    if (lu[at * n + k] === 0) return 0
    exchanged[k] = at
    if (at !== k) {
      exchangeRows(lu, n, k, at)
      sign = -sign
    }
    eliminate(lu, n, k, minus)
  }
  return sign
}

/** trtri: the upper triangle becomes the inverse of U, column by column from the left. */
const invertUpper = (lu: Numbers, n: number, minus: MinusProduct): void => {
  for (let j = 0; j < n; j++) {
    lu[j * n + j] = 1 / lu[j * n + j]!
    // The column times the inverse so far (trmv). A sum that adds x·y subtracts (−x)·y, which rounds the same.
    for (let k = 0; k < j; k++) {
      const x = lu[k * n + j]!
      for (let i = 0; i < k; i++) lu[i * n + j] = minus(lu[i * n + j]!, -x, lu[i * n + k]!)
      lu[k * n + j] = x * lu[k * n + k]!
    }
    for (let i = 0; i < j; i++) lu[i * n + j] = lu[i * n + j]! * -lu[j * n + j]!
  }
}

/** getri: solves X·L = U⁻¹ for X, column by column from the right; `column` keeps L's numbers meanwhile. */
const undoLower = (lu: Numbers, n: number, column: Numbers, minus: MinusProduct): void => {
  for (let j = n - 2; j >= 0; j--) {
    for (let i = j + 1; i < n; i++) {
      column[i] = lu[i * n + j]!
      lu[i * n + j] = 0
    }
    for (let i = 0; i < n; i++) {
      const at = i * n
      for (let k = j + 1; k < n; k++) lu[at + j] = minus(lu[at + j]!, lu[at + k]!, column[k]!)
    }
  }
}

/** The row exchanges of P, undone as exchanges of columns, the last one first. */
const undoExchanges = (lu: Numbers, n: number): void => {
  for (let j = n - 1; j >= 0; j--) {
    const other = exchanged[j]!
    if (other === j) continue
    for (let at = 0; at < n * n; at += n) {
      const number = lu[at + j]!
      lu[at + j] = lu[at + other]!
      lu[at + other] = number
    }
  }
}

/**
 * out ← a⁻¹ for n×n a. Returns false if a is singular (an exact zero pivot), and out is then meaningless.
 * Non-finite numbers in a come out as NaN. `scratch` is n×n, of the element type of out; out may be a.
 */
export const inverse = (out: Matrix, a: Matrix, scratch: Matrix): boolean => {
  const o = out.data
  o.set(a.data)
  if (factor(o, a.rows) === 0) return false
  const minus = minusProductFor(o)
  invertUpper(o, a.rows, minus)
  undoLower(o, a.rows, scratch.data, minus)
  undoExchanges(o, a.rows)
  return true
}

/**
 * out (1×1) ← the determinant of n×n a: the product of U's diagonal from the first to the last, times the sign
 * of the exchanges; 0 if a pivot is zero. `scratch` is n×n, of the element type of out. The factors are those
 * of aᵀ, as in PyTorch (whose LAPACK reads a row-major matrix as its transpose): so the bits agree.
 */
export const determinant = (out: Matrix, a: Matrix, scratch: Matrix): void => {
  const n = a.rows
  const lu = scratch.data
  transpose(scratch, a)
  const o = out.data
  const sign = factor(lu, n)
  o[0] = sign === 0 ? 0 : 1
  if (sign === 0) return
  for (let k = 0; k < n; k++) o[0] = o[0] * lu[k * n + k]!
  o[0] = o[0] * sign
}
