// The matrix product, term by term in the order that the law fixes, and the transpose.
import type { Arithmetic, Matrix, Numbers } from './matrix.ts'

const round = Math.fround
const LARGEST = 3.4028234663852886e38
/** The first number that rounds to infinity: half a step above the largest float32. */
const OVERFLOW = 3.4028235677973366e38

/**
 * A sum that float64 has rounded to exactly half-way between two float32 numbers, `down` and `up`: the part
 * that float64 lost (Knuth's TwoSum) says to which side the true sum lies; if nothing was lost it is a true
 * tie, and `even` is right.
 */
const settleTie = (product: number, sum: number, total: number, even: number, other: number): number => {
  const part = total - product
  const lost = product - (total - part) + (sum - part)
  if (lost === 0) return even
  if (even === Infinity || even === -Infinity) {
    if (total === OVERFLOW && lost < 0) return LARGEST
    return total === -OVERFLOW && lost > 0 ? -LARGEST : even
  }
  return lost > 0 === even > other ? even : other
}

/**
 * The float32 nearest to a·b + sum for float32 a, b and sum: one rounding, a true fused multiply-add.
 *
 * Float64 holds a·b exactly, so the total is rounded twice: to float64, then to float32. That differs from one
 * rounding only if the first made it a tie. `total + excess` mirrors the nearest float32 at the total: it is
 * the next float32 exactly when the total is a tie, and no float32 at all otherwise.
 */
export const fusedMultiplyAdd = (a: number, b: number, sum: number): number => {
  const product = a * b
  const total = product + sum
  const nearest = round(total)
  const excess = total - nearest
  const mirrored = total + excess
  return excess !== 0 && mirrored === round(mirrored)
    ? settleTie(product, sum, total, nearest, mirrored)
    : nearest
}

/** One element: acc ← round(acc + round(a·b)) over k. */
const separateDot = (
  a: Numbers,
  row: number,
  b: Numbers,
  col: number,
  cols: number,
  terms: number,
): number => {
  let acc = 0
  for (let k = 0, q = col; k < terms; k++, q += cols) acc = round(acc + round(a[row + k]! * b[q]!))
  return acc
}

/** Four neighbouring elements of a row at once, so that each number of a is loaded once for four products. */
const separateFour = (
  out: Numbers,
  at: number,
  a: Numbers,
  row: number,
  b: Numbers,
  col: number,
  cols: number,
  terms: number,
): void => {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let k = 0, q = col; k < terms; k++, q += cols) {
    const x = a[row + k]!
    s0 = round(s0 + round(x * b[q]!))
    s1 = round(s1 + round(x * b[q + 1]!))
    s2 = round(s2 + round(x * b[q + 2]!))
    s3 = round(s3 + round(x * b[q + 3]!))
  }
  out[at] = s0
  out[at + 1] = s1
  out[at + 2] = s2
  out[at + 3] = s3
}

const separate = (out: Numbers, a: Numbers, b: Numbers, rows: number, terms: number, cols: number): void => {
  const blocks = cols - (cols % 4)
  for (let i = 0; i < rows; i++) {
    let j = 0
    for (; j < blocks; j += 4) separateFour(out, i * cols + j, a, i * terms, b, j, cols, terms)
    for (; j < cols; j++) out[i * cols + j] = separateDot(a, i * terms, b, j, cols, terms)
  }
}

/** One element: acc ← round(a·b + acc) over k, the first term round(a·b). */
const fusedDot = (a: Numbers, row: number, b: Numbers, col: number, cols: number, terms: number): number => {
  if (terms === 0) return 0
  let acc = round(a[row]! * b[col]!)
  for (let k = 1, q = col + cols; k < terms; k++, q += cols) acc = fusedMultiplyAdd(a[row + k]!, b[q]!, acc)
  return acc
}

const fused = (out: Numbers, a: Numbers, b: Numbers, rows: number, terms: number, cols: number): void => {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) out[i * cols + j] = fusedDot(a, i * terms, b, j, cols, terms)
  }
}

const double = (out: Numbers, a: Numbers, b: Numbers, rows: number, terms: number, cols: number): void => {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let acc = 0
      for (let k = 0, q = j; k < terms; k++, q += cols) acc += a[i * terms + k]! * b[q]!
      out[i * cols + j] = acc
    }
  }
}

/**
 * out ← a·b, for a: n×m, b: m×p, out: n×p; out must not be a or b.
 * 'separate' and 'fused' take Float32Arrays, 'double' Float64Arrays. Every element sums its m terms in order.
 */
export const matmul = (out: Matrix, a: Matrix, b: Matrix, arithmetic: Arithmetic): void => {
  if (arithmetic === 'separate') separate(out.data, a.data, b.data, a.rows, a.cols, b.cols)
  else if (arithmetic === 'fused') fused(out.data, a.data, b.data, a.rows, a.cols, b.cols)
  else double(out.data, a.data, b.data, a.rows, a.cols, b.cols)
}

/** out ← aᵀ, for a: n×m, out: m×n; out must not be a. */
export const transpose = (out: Matrix, a: Matrix): void => {
  const o = out.data
  const x = a.data
  const { rows, cols } = a
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) o[j * rows + i] = x[k]!
  }
}
