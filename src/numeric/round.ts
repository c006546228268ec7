// Rounding to decimals, as torch.round does it: half to even, at a power of ten.
import type { Matrix } from './matrix.ts'

const TWO_TO_52 = 4503599627370496

/** 10⁰ … 10³⁰⁸, each the nearest float64. */
const POWERS_OF_TEN = Float64Array.from({ length: 309 }, (_, exponent) => Number(`1e${exponent}`))

/** 10 to the power of |decimals|, at most 10³⁰⁸. */
export const powerOfTen = (decimals: number): number => POWERS_OF_TEN[Math.min(Math.abs(decimals), 308)]!

/** The nearest integer, ties to the even one; signs of zero, NaN and ±Infinity stay. */
export const nearestEven = (x: number): number => {
  if (x > 0) return x < TWO_TO_52 ? x + TWO_TO_52 - TWO_TO_52 : x
  return x < 0 && x > -TWO_TO_52 ? -(TWO_TO_52 - x - TWO_TO_52) : x
}

/**
 * The nearest multiple of 10^−decimals, half to even: nearest(a·10^d) / 10^d, or nearest(a/10^−d)·10^−d for
 * negative decimals, each step rounded as the element type rounds. So 1.0005 to 3 decimals may be 1 (the
 * product lands on 1000.5), and what overflows becomes infinite, both as in PyTorch.
 */
export const round = (out: Matrix, a: Matrix, decimals: number): void => {
  const o = out.data
  const x = a.data
  const ten = powerOfTen(decimals)
  const by = o instanceof Float32Array ? Math.fround(ten) : ten
  if (decimals < 0) {
    for (let i = 0; i < o.length; i++) {
      o[i] = x[i]! / by
      o[i] = nearestEven(o[i]!) * by
    }
  } else {
    for (let i = 0; i < o.length; i++) {
      o[i] = x[i]! * by
      o[i] = nearestEven(o[i]!) / by
    }
  }
}
