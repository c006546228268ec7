// The matrix product, term by term in the order that the law fixes, and the transpose.
import type { Arithmetic, Matrix, Numbers } from './matrix.ts'

const round = Math.fround
/** 2²⁸ + 1: splits off the upper 25 bits of a float64 (Veltkamp). */
const SPLIT_25 = 268435457
/** Times these, a float64 becomes its next larger or smaller neighbour. */
const OUTWARD = 1.0000000000000002
const INWARD = 0.9999999999999999

/**
 * sums[at] ← the float32 nearest to a[i]·b[j] + sums[at], all float32: one rounding, a true fused multiply-add.
 *
 * Float64 holds a·b exactly, so the total is rounded twice: to float64, then to float32. That differs from one
 * rounding only if the first landed half-way between two float32 numbers, and so on 25 bits. Then what it lost
 * (Knuth's TwoSum) says on which side of the middle the true total lies, and the total moves there by one step.
 *
 * It takes places, not numbers: a call that V8 does not inline would allocate each number that goes in or out.
 */
export const fusedMultiplyAdd = (
  sums: Numbers,
  at: number,
  a: Numbers,
  i: number,
  b: Numbers,
  j: number,
): void => {
  const sum = sums[at]!
  const product = a[i]! * b[j]!
  let total = product + sum
  const wide = total * SPLIT_25
  if (wide - (wide - total) === total) {
    const part = total - product
    const lost = product - (total - part) + (sum - part)
    if (lost !== 0) total *= lost > 0 === total > 0 ? OUTWARD : INWARD
  }
  sums[at] = round(total)
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

/** The whole product of two 4×4 matrices, the size of the flagship, with b in registers. */
const separate4x4 = (out: Numbers, a: Numbers, b: Numbers): void => {
  const b00 = b[0]!
  const b01 = b[1]!
  const b02 = b[2]!
  const b03 = b[3]!
  const b10 = b[4]!
  const b11 = b[5]!
  const b12 = b[6]!
  const b13 = b[7]!
  const b20 = b[8]!
  const b21 = b[9]!
  const b22 = b[10]!
  const b23 = b[11]!
  const b30 = b[12]!
  const b31 = b[13]!
  const b32 = b[14]!
  const b33 = b[15]!
  for (let i = 0; i < 16; i += 4) {
    const x0 = a[i]!
    const x1 = a[i + 1]!
    const x2 = a[i + 2]!
    const x3 = a[i + 3]!
    out[i] = round(
      round(round(round(0 + round(x0 * b00)) + round(x1 * b10)) + round(x2 * b20)) + round(x3 * b30),
    )
    out[i + 1] = round(
      round(round(round(0 + round(x0 * b01)) + round(x1 * b11)) + round(x2 * b21)) + round(x3 * b31),
    )
    out[i + 2] = round(
      round(round(round(0 + round(x0 * b02)) + round(x1 * b12)) + round(x2 * b22)) + round(x3 * b32),
    )
    out[i + 3] = round(
      round(round(round(0 + round(x0 * b03)) + round(x1 * b13)) + round(x2 * b23)) + round(x3 * b33),
    )
  }
}

const separate = (out: Numbers, a: Numbers, b: Numbers, rows: number, terms: number, cols: number): void => {
  if (rows === 4 && terms === 4 && cols === 4) {
    separate4x4(out, a, b)
    return
  }
  const blocks = cols - (cols % 4)
  for (let i = 0; i < rows; i++) {
    let j = 0
    for (; j < blocks; j += 4) separateFour(out, i * cols + j, a, i * terms, b, j, cols, terms)
    for (; j < cols; j++) out[i * cols + j] = separateDot(a, i * terms, b, j, cols, terms)
  }
}

/**
 * Four neighbouring fused elements of a row: their chains of roundings overlap. A total that needs more than 25 bits
 * is rounded as it is, `fusedMultiplyAdd` does the others.
 */
const fusedFour = (
  out: Numbers,
  at: number,
  a: Numbers,
  row: number,
  b: Numbers,
  col: number,
  cols: number,
  terms: number,
): void => {
  const first = a[row]!
  let s0 = round(first * b[col]!)
  let s1 = round(first * b[col + 1]!)
  let s2 = round(first * b[col + 2]!)
  let s3 = round(first * b[col + 3]!)
  for (let k = 1, q = col + cols; k < terms; k++, q += cols) {
    const x = a[row + k]!
    const t0 = x * b[q]! + s0
    const t1 = x * b[q + 1]! + s1
    const t2 = x * b[q + 2]! + s2
    const t3 = x * b[q + 3]! + s3
    const w0 = t0 * SPLIT_25
    const w1 = t1 * SPLIT_25
    const w2 = t2 * SPLIT_25
    const w3 = t3 * SPLIT_25
    if (w0 - (w0 - t0) === t0 || w1 - (w1 - t1) === t1 || w2 - (w2 - t2) === t2 || w3 - (w3 - t3) === t3) {
      out[at] = s0
      out[at + 1] = s1
      out[at + 2] = s2
      out[at + 3] = s3
      for (let lane = 0; lane < 4; lane++) fusedMultiplyAdd(out, at + lane, a, row + k, b, q + lane)
      s0 = out[at]!
      s1 = out[at + 1]!
      s2 = out[at + 2]!
      s3 = out[at + 3]!
    } else {
      s0 = round(t0)
      s1 = round(t1)
      s2 = round(t2)
      s3 = round(t3)
    }
  }
  out[at] = s0
  out[at + 1] = s1
  out[at + 2] = s2
  out[at + 3] = s3
}

/** One element: out ← round(a·b + out) over k, the first term round(a·b). */
const fusedOne = (
  out: Numbers,
  at: number,
  a: Numbers,
  row: number,
  b: Numbers,
  col: number,
  cols: number,
  terms: number,
): void => {
  out[at] = round(a[row]! * b[col]!)
  for (let k = 1, q = col + cols; k < terms; k++, q += cols) fusedMultiplyAdd(out, at, a, row + k, b, q)
}

const fused = (out: Numbers, a: Numbers, b: Numbers, rows: number, terms: number, cols: number): void => {
  if (terms === 0) {
    out.fill(0)
    return
  }
  const blocks = cols - (cols % 4)
  for (let i = 0; i < rows; i++) {
    let j = 0
    for (; j < blocks; j += 4) fusedFour(out, i * cols + j, a, i * terms, b, j, cols, terms)
    for (; j < cols; j++) fusedOne(out, i * cols + j, a, i * terms, b, j, cols, terms)
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
