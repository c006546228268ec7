// The instructions for float64 numbers one by one or two side by side, so that a function is written once for both.
import type { Code } from './assembler.ts'
import { control, f64, f64x2, i32x4, i64, i64x2, v128 } from './instructions.ts'

/** Instructions of the same meaning: those of one float64 number, or those of two in a vector. */
export interface Lanes {
  /** The type of a local that holds it. */
  readonly type: 'f64' | 'v128'
  /** The type of a local that holds its bits. */
  readonly bits: 'i64' | 'v128'
  readonly add: number
  readonly sub: number
  readonly mul: number
  readonly div: number
  readonly neg: number
  readonly abs: number
  constant(code: Code, value: number): void
  /** The number at local x held between two bounds; NaN stays. */
  clamp(code: Code, x: number, low: number, high: number): void
  /** The size on the stack with the sign of the number at local x; the size has none of its own. */
  signed(code: Code, x: number): void
  toBits(code: Code): void
  fromBits(code: Code): void
  readonly addBits: number
  readonly subBits: number
  readonly andBits: number
  /** An integer constant of 64 bits by its upper and lower half. */
  integer(code: Code, upper: number, lower: number): void
  /** The bits on the stack shifted: `shrU` fills with zeros. */
  shift(code: Code, how: 'shl' | 'shrU', by: number): void
  /** The upper 12 of the bits on the stack, an integer with a sign, as a number. */
  upperTwelve(code: Code): void
}

export const one: Lanes = {
  type: 'f64',
  bits: 'i64',
  ...{ add: f64.add, sub: f64.sub, mul: f64.mul, div: f64.div, neg: f64.neg, abs: f64.abs },
  constant: (code, value) => void code.f64(value),
  clamp(code, x, low, high) {
    const held = code.spare('f64')
    code.f64(low).get(x).get(x).f64(low).do(f64.lt, control.select).set(held)
    code.f64(high).get(held).get(held).f64(high).do(f64.gt, control.select)
  },
  signed: (code, x) => void code.get(x).do(f64.copysign),
  toBits: (code) => void code.do(i64.reinterpretF64),
  fromBits: (code) => void code.do(f64.reinterpretI64),
  ...{ addBits: i64.add, subBits: i64.sub, andBits: i64.and },
  // Numbers that are too long for a float64 integer end in zeros here, or are small.
  integer: (code, upper, lower) => void code.i64(upper * 0x100000000 + lower),
  shift: (code, how, by) => void code.i64(by).do(i64[how]),
  upperTwelve: (code) => void code.i64(52).do(i64.shrS, i64.toF64S),
}

export const two: Lanes = {
  type: 'v128',
  bits: 'v128',
  ...{ add: f64x2.add, sub: f64x2.sub, mul: f64x2.mul, div: f64x2.div, neg: f64x2.neg, abs: f64x2.abs },
  constant: (code, value) => void code.f64x2(value),
  // pmax(a, b) is a < b ? b : a, and pmin(a, b) is b < a ? b : a.
  clamp: (code, x, low, high) => void code.get(x).f64x2(low).do(f64x2.pmax).f64x2(high).do(f64x2.pmin),
  signed: (code, x) => void code.get(x).f64x2(-0).do(v128.and, v128.or),
  toBits: () => {},
  fromBits: () => {},
  ...{ addBits: i64x2.add, subBits: i64x2.sub, andBits: v128.and },
  integer: (code, upper, lower) => void code.bits(lower, upper, lower, upper),
  shift: (code, how, by) => void code.i32(by).do(i64x2[how]),
  upperTwelve(code) {
    const shifted = code.spare('v128')
    code.i32(20).do(i32x4.shrS).tee(shifted).get(shifted).shuffle(1, 3, 1, 3).do(f64x2.convertLowI32x4S)
  },
}
