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

/** Column k below its pivot becomes L, and what it explains is taken from the rest: in these rows, all below k. */
const eliminate = (
  lu: Numbers,
  n: number,
  k: number,
  minus: MinusProduct,
  from: number,
  to: number,
): void => {
  const pivot = lu[k * n + k]!
  const reciprocal = lu instanceof Float32Array ? Math.fround(1 / pivot) : 1 / pivot
  const safe = Math.abs(pivot) >= SAFE_MINIMUM
  for (let i = from; i < to; i++) {
    const at = i * n
    lu[at + k] = safe ? lu[at + k]! * reciprocal : lu[at + k]! / pivot
    for (let j = k + 1; j < n; j++) lu[at + j] = minus(lu[at + j]!, lu[at + k]!, lu[k * n + j]!)
  }
}

/** Brings the pivot of column k into its row. Answers 1 or, where rows were exchanged, −1; 0 if the pivot is zero. */
const pivot = (lu: Numbers, n: number, k: number, exchanged: Exchanges): number => {
  const at = pivotRow(lu, n, k)
  if (lu[at * n + k] === 0) return 0
  exchanged[k] = at
  if (at !== k) exchangeRows(lu, n, k, at)
  return at === k ? 1 : -1
}

/**
 * getrf: P·A = L·U in place, row exchanges in `exchanged`. Returns the sign of the permutation, or 0 if a pivot
 * is zero (the matrix is singular, and the factors are unfinished).
 */
const factor = (lu: Numbers, n: number, exchanged: Exchanges): number => {
  const minus = minusProductFor(lu)
  let sign = 1
  for (let k = 0; k < n && sign !== 0; k++) {
    sign *= pivot(lu, n, k, exchanged)
    if (sign !== 0) eliminate(lu, n, k, minus, k + 1, n)
  }
  return sign
}

// trtri: the upper triangle becomes the inverse of U, column by column from the left.

/** Column j times the inverse so far (trmv), by these of its rows. A sum that adds x·y subtracts (−x)·y, which rounds the same. */
const multiplyColumn = (
  lu: Numbers,
  n: number,
  j: number,
  minus: MinusProduct,
  from: number,
  to: number,
): void => {
  for (let k = from; k < to; k++) {
    const x = lu[k * n + j]!
    for (let i = 0; i < k; i++) lu[i * n + j] = minus(lu[i * n + j]!, -x, lu[i * n + k]!)
    lu[k * n + j] = x * lu[k * n + k]!
  }
}

const invertDiagonal = (lu: Numbers, n: number, j: number): void => {
  lu[j * n + j] = 1 / lu[j * n + j]!
}

const scaleColumn = (lu: Numbers, n: number, j: number): void => {
  for (let i = 0; i < j; i++) lu[i * n + j] = lu[i * n + j]! * -lu[j * n + j]!
}

// getri: solves X·L = U⁻¹ for X, column by column from the right; `column` keeps L's numbers meanwhile.

const takeOut = (lu: Numbers, n: number, j: number, column: Numbers): void => {
  for (let i = j + 1; i < n; i++) {
    column[i] = lu[i * n + j]!
    lu[i * n + j] = 0
  }
}

const undoLower = (
  lu: Numbers,
  n: number,
  j: number,
  column: Numbers,
  minus: MinusProduct,
  from: number,
  to: number,
): void => {
  for (let i = from; i < to; i++) {
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
  for (let j = 0; j < n; j++) {
    invertDiagonal(o, n, j)
    multiplyColumn(o, n, j, minus, 0, j)
    scaleColumn(o, n, j)
  }
  for (let j = n - 2; j >= 0; j--) {
    takeOut(o, n, j, scratch.data)
    undoLower(o, n, j, scratch.data, minus, 0, n)
  }
  undoExchanges(o, n, exchanged)
  return true
}

/** Operations between two rests. */
const most = 1e6

/** Ranges of lines with `width` operations each, and a rest after each range. */
function* inRanges(
  from: number,
  to: number,
  width: number,
  done: number,
  work: (from: number, to: number) => void,
): Generator<number, void, void> {
  const lines = Math.max(1, Math.floor(most / Math.max(1, width)))
  for (let at = from; at < to; at += lines) {
    work(at, Math.min(to, at + lines))
    yield done
  }
}

function* factorInParts(
  lu: Numbers,
  n: number,
  exchanged: Exchanges,
  share: number,
): Generator<number, number, void> {
  const minus = minusProductFor(lu)
  let sign = 1
  for (let k = 0; k < n && sign !== 0; k++) {
    sign *= pivot(lu, n, k, exchanged)
    if (sign === 0) return 0
    yield* inRanges(k + 1, n, n - k, (share * k) / n, (from, to) => eliminate(lu, n, k, minus, from, to))
  }
  return sign
}

/**
 * The same in the same order, with rests: answers each time how much of it is done. Others may invert meanwhile, so
 * what it puts aside is its own.
 */
export function* inverseInParts(out: Matrix, a: Matrix): Generator<number, boolean, void> {
  const o = out.data
  const n = a.rows
  const column = o.slice(0, n)
  const exchanged = new Int32Array(n)
  const minus = minusProductFor(o)
  o.set(a.data)
  if ((yield* factorInParts(o, n, exchanged, 1 / 3)) === 0) return false
  for (let j = 0; j < n; j++) {
    invertDiagonal(o, n, j)
    const done = (n + j) / (3 * n)
    yield* inRanges(0, j, j / 2, done, (from, to) => multiplyColumn(o, n, j, minus, from, to))
    scaleColumn(o, n, j)
  }
  for (let j = n - 2; j >= 0; j--) {
    takeOut(o, n, j, column)
    const done = (3 * n - j) / (3 * n)
    yield* inRanges(0, n, n - j, done, (from, to) => undoLower(o, n, j, column, minus, from, to))
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

/** The same in the same order, with rests: answers each time how much of it is done. */
export function* determinantInParts(out: Matrix, a: Matrix): Generator<number, void, void> {
  const n = a.rows
  const lu = squareLike(out.data, n)
  transpose(lu, a)
  const sign = yield* factorInParts(lu.data, n, new Int32Array(n), 1)
  multiplyDiagonal(out.data, lu.data, n, sign)
}

const multiplyDiagonal = (o: Numbers, lu: Numbers, n: number, sign: number): void => {
  o[0] = sign === 0 ? 0 : 1
  if (sign === 0) return
  for (let k = 0; k < n; k++) o[0] = o[0] * lu[k * n + k]!
  o[0] = o[0] * sign
}
