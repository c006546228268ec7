// The inverse and the determinant of a square matrix by LU factors with partial pivoting, as LAPACK has them.
//
// The steps and their order are those of the reference LAPACK: getrf, then for the inverse trtri and getri; every
// operation is rounded as the element type rounds. The order shows in the signs of zero: the inverse of
// diag(1, 2, 3, 4) has −0 in its last column above the diagonal and +0 elsewhere.
import { transpose } from './matmul.ts'
import { matrix, type Matrix, type Numbers } from './matrix.ts'

/** Below this, LAPACK divides by the pivot, since its reciprocal would overflow. */
const SAFE_MINIMUM = 1.1754943508222875e-38

/** Which row was exchanged with row k. */
type Exchanges = Int32Array

// Of the matrix at hand, grown to the largest seen.
let latest: Exchanges = new Int32Array(16)
const exchangesFor = (n: number): Exchanges => {
  if (latest.length < n) latest = new Int32Array(n)
  return latest
}

let scratch: Matrix = { rows: 0, cols: 0, data: new Float32Array(0) }
/** Where elimination puts numbers aside, of the element type: grown to the largest matrix seen. */
const scratchFor = ({ rows, data }: Matrix, like: Numbers): Matrix => {
  if (scratch.data.length < data.length || scratch.data.BYTES_PER_ELEMENT !== like.BYTES_PER_ELEMENT)
    scratch = squareLike(like, rows)
  return scratch
}

const squareLike = (like: Numbers, n: number): Matrix =>
  matrix(n, n, like instanceof Float64Array ? 'double' : 'separate')

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

/** getrf, the step of pivot k. Answers 1 or, where rows were exchanged, −1; 0 if the pivot is zero. */
const factorAt = (lu: Numbers, n: number, k: number, exchanged: Exchanges, minus: MinusProduct): number => {
  const at = pivotRow(lu, n, k)
  if (lu[at * n + k] === 0) return 0
  exchanged[k] = at
  if (at !== k) exchangeRows(lu, n, k, at)
  eliminate(lu, n, k, minus)
  return at === k ? 1 : -1
}

/**
 * getrf: P·A = L·U in place, row exchanges in `exchanged`. Returns the sign of the permutation, or 0 if a pivot
 * is zero (the matrix is singular, and the factors are unfinished).
 */
const factor = (lu: Numbers, n: number, exchanged: Exchanges): number => {
  const minus = minusProductFor(lu)
  let sign = 1
  for (let k = 0; k < n && sign !== 0; k++) sign *= factorAt(lu, n, k, exchanged, minus)
  return sign
}

/** trtri: column j of the upper triangle becomes that of the inverse of U; from the left to the right. */
const invertUpperAt = (lu: Numbers, n: number, j: number, minus: MinusProduct): void => {
  lu[j * n + j] = 1 / lu[j * n + j]!
  // The column times the inverse so far (trmv). A sum that adds x·y subtracts (−x)·y, which rounds the same.
  for (let k = 0; k < j; k++) {
    const x = lu[k * n + j]!
    for (let i = 0; i < k; i++) lu[i * n + j] = minus(lu[i * n + j]!, -x, lu[i * n + k]!)
    lu[k * n + j] = x * lu[k * n + k]!
  }
  for (let i = 0; i < j; i++) lu[i * n + j] = lu[i * n + j]! * -lu[j * n + j]!
}

/** getri: column j of X in X·L = U⁻¹, from the last but one to the left; `column` keeps L's numbers meanwhile. */
const undoLowerAt = (lu: Numbers, n: number, j: number, column: Numbers, minus: MinusProduct): void => {
  for (let i = j + 1; i < n; i++) {
    column[i] = lu[i * n + j]!
    lu[i * n + j] = 0
  }
  for (let i = 0; i < n; i++) {
    const at = i * n
    for (let k = j + 1; k < n; k++) lu[at + j] = minus(lu[at + j]!, lu[at + k]!, column[k]!)
  }
}

/** The row exchanges of P, undone as exchanges of columns, the last one first. */
const undoExchanges = (lu: Numbers, n: number, exchanged: Exchanges): void => {
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
export const inverse = (out: Matrix, a: Matrix, scratch = scratchFor(a, out.data)): boolean => {
  const o = out.data
  const n = a.rows
  const exchanged = exchangesFor(n)
  o.set(a.data)
  if (factor(o, n, exchanged) === 0) return false
  const minus = minusProductFor(o)
  for (let j = 0; j < n; j++) invertUpperAt(o, n, j, minus)
  for (let j = n - 2; j >= 0; j--) undoLowerAt(o, n, j, scratch.data, minus)
  undoExchanges(o, n, exchanged)
  return true
}

/**
 * The same in the same order, with a rest after every column: answers each time how much of it is done. Others may
 * invert meanwhile, so what it puts aside is its own.
 */
export function* inverseInParts(out: Matrix, a: Matrix): Generator<number, boolean, void> {
  const o = out.data
  const column = o.slice(0, a.rows)
  const n = a.rows
  const exchanged = new Int32Array(n)
  const minus = minusProductFor(o)
  o.set(a.data)
  for (let k = 0; k < n; k++) {
    if (factorAt(o, n, k, exchanged, minus) === 0) return false
    yield k / (3 * n)
  }
  for (let j = 0; j < n; j++) {
    invertUpperAt(o, n, j, minus)
    yield (n + j) / (3 * n)
  }
  for (let j = n - 2; j >= 0; j--) {
    undoLowerAt(o, n, j, column, minus)
    yield (3 * n - j) / (3 * n)
  }
  undoExchanges(o, n, exchanged)
  return true
}

/**
 * out (1×1) ← the determinant of n×n a: the product of U's diagonal from the first to the last, times the sign
 * of the exchanges; 0 if a pivot is zero. `scratch` is n×n, of the element type of out. The factors are those
 * of aᵀ, as in PyTorch (whose LAPACK reads a row-major matrix as its transpose): so the bits agree.
 */
export const determinant = (out: Matrix, a: Matrix, scratch = scratchFor(a, out.data)): void => {
  const n = a.rows
  transpose(scratch, a)
  const sign = factor(scratch.data, n, exchangesFor(n))
  multiplyDiagonal(out.data, scratch.data, n, sign)
}

/** The same in the same order, with a rest after every column: answers each time how much of it is done. */
export function* determinantInParts(out: Matrix, a: Matrix): Generator<number, void, void> {
  const n = a.rows
  const scratch = squareLike(out.data, n)
  const lu = scratch.data
  const exchanged = new Int32Array(n)
  const minus = minusProductFor(lu)
  transpose(scratch, a)
  let sign = 1
  for (let k = 0; k < n && sign !== 0; k++) {
    sign *= factorAt(lu, n, k, exchanged, minus)
    yield k / n
  }
  multiplyDiagonal(out.data, lu, n, sign)
}

const multiplyDiagonal = (o: Numbers, lu: Numbers, n: number, sign: number): void => {
  o[0] = sign === 0 ? 0 : 1
  if (sign === 0) return
  for (let k = 0; k < n; k++) o[0] = o[0] * lu[k * n + k]!
  o[0] = o[0] * sign
}
