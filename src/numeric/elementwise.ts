// Elementwise kernels: each writes into memory that it is given and allocates nothing.
//
// Everything is computed in float64, and storing into a Float32Array rounds. For + − × ÷ √ of float32 numbers
// that one rounding gives the correctly rounded float32 result (53 ≥ 2·24 + 2 bits, Figueroa 1995); with a
// Float64Array nothing is rounded. NaN, ±Infinity, −0 and subnormal numbers go their IEEE 754 way.
//
// Shapes are the caller's promise: `out` has the broadcast shape of its operands. It may be one of them.
import * as functions from './functions.ts'
import type { Matrix, Numbers } from './matrix.ts'
export { round } from './round.ts'

/** out[k] ← x[i] ∘ y[j] for k from start to end, where i and j walk on by p and q (0 stays in place). */
type Walk = (
  out: Numbers,
  start: number,
  end: number,
  x: Numbers,
  i: number,
  p: number,
  y: Numbers,
  j: number,
  q: number,
) => void

const addAlong: Walk = (out, start, end, x, i, p, y, j, q) => {
  for (let k = start; k < end; k++, i += p, j += q) out[k] = x[i]! + y[j]!
}
const subtractAlong: Walk = (out, start, end, x, i, p, y, j, q) => {
  for (let k = start; k < end; k++, i += p, j += q) out[k] = x[i]! - y[j]!
}
const multiplyAlong: Walk = (out, start, end, x, i, p, y, j, q) => {
  for (let k = start; k < end; k++, i += p, j += q) out[k] = x[i]! * y[j]!
}
const divideAlong: Walk = (out, start, end, x, i, p, y, j, q) => {
  for (let k = start; k < end; k++, i += p, j += q) out[k] = x[i]! / y[j]!
}
const greaterAlong: Walk = (out, start, end, x, i, p, y, j, q) => {
  for (let k = start; k < end; k++, i += p, j += q) out[k] = x[i]! > y[j]! ? 1 : 0
}

/** A row or a column among the operands: one walk per row of the result. */
const byRows = (walk: Walk, out: Matrix, a: Matrix, b: Matrix): void => {
  const { rows, cols } = out
  const p = a.cols === 1 ? 0 : 1
  const q = b.cols === 1 ? 0 : 1
  const down = a.rows === 1 ? 0 : a.cols
  const across = b.rows === 1 ? 0 : b.cols
  for (let r = 0; r < rows; r++) {
    walk(out.data, r * cols, (r + 1) * cols, a.data, r * down, p, b.data, r * across, q)
  }
}

/** How an operand is walked in one go: 1 number by number, 0 a scalar, −1 not at all (a row or a column). */
const stepOf = (operand: Numbers, out: Numbers): number =>
  operand.length === out.length ? 1 : operand.length === 1 ? 0 : -1

const binary =
  (walk: Walk) =>
  (out: Matrix, a: Matrix, b: Matrix): void => {
    const p = stepOf(a.data, out.data)
    const q = stepOf(b.data, out.data)
    if (p < 0 || q < 0) byRows(walk, out, a, b)
    else walk(out.data, 0, out.data.length, a.data, 0, p, b.data, 0, q)
  }

/** a + b, broadcasting either. */
export const add = binary(addAlong)
/** a − b, broadcasting either. */
export const subtract = binary(subtractAlong)
/** a · b number by number, broadcasting either. */
export const multiply = binary(multiplyAlong)
/** a / b, broadcasting either; x/0 is ±Infinity, 0/0 NaN. */
export const divide = binary(divideAlong)
/** 1 where a > b, else 0 (also where one is NaN), broadcasting either. */
export const greater = binary(greaterAlong)

/** A kernel of one operand of the same shape as `out`. */
type Unary = (out: Matrix, a: Matrix) => void

export const fill = (out: Matrix, value: number): void => {
  out.data.fill(value)
}

export const copy: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = x[i]!
}

export const negate: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = -x[i]!
}

export const square: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = x[i]! * x[i]!
}

/** √a; NaN below zero, √−0 = −0. */
export const sqrt: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = Math.sqrt(x[i]!)
}

export const abs: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = Math.abs(x[i]!)
}

/** 1, 0 or −1. As in PyTorch, the sign of ±0 and of NaN is +0. */
export const sign: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = x[i]! > 0 ? 1 : x[i]! < 0 ? -1 : 0
}

/** a where it is not below zero, else 0. As in PyTorch, NaN stays NaN and −0 stays −0. */
export const relu: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = x[i]! < 0 ? 0 : x[i]!
}

/** a · factor; the factor is rounded to float32 first, unless `out` is float64. */
export const scale = (out: Matrix, a: Matrix, factor: number): void => {
  const o = out.data
  const x = a.data
  const by = o instanceof Float32Array ? Math.fround(factor) : factor
  for (let i = 0; i < o.length; i++) o[i] = x[i]! * by
}

/** a to the power of one number: see `pow` in functions.ts for what it promises. */
export const power = (out: Matrix, a: Matrix, exponent: number): void => {
  const o = out.data
  const x = a.data
  if (exponent === 2) square(out, a)
  else for (let i = 0; i < o.length; i++) o[i] = functions.pow(x[i]!, exponent)
}

export const exp: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = functions.exp(x[i]!)
}

/** The natural logarithm: −Infinity at ±0, NaN below. */
export const log: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = functions.log(x[i]!)
}

export const tanh: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = functions.tanh(x[i]!)
}

/** 1 / (1 + e⁻ᵃ) */
export const sigmoid: Unary = (out, a) => {
  const o = out.data
  const x = a.data
  for (let i = 0; i < o.length; i++) o[i] = functions.sigmoid(x[i]!)
}
