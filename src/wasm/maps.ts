// Elementwise functions in machine code, to the bits of src/numeric/elementwise.ts.
//
// The reference computes in float64 and rounds once, where it stores. For + − × ÷ √ of float32 numbers one float32
// instruction gives the same (Figueroa 1995, as told there; it holds for subnormal results too, since a quotient of
// 24-bit numbers never comes nearer than 2⁻⁴⁸ to a midpoint that it does not hit). What takes two steps, as x³ does,
// goes through float64.
import type { Kernel } from '../kernel.ts'
import { powerOfTen } from '../numeric/round.ts'
import type { Shape } from '../numeric/matrix.ts'
import type { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { scalarFunction, type Transcendental, vectorFunction, vectorPower } from './functions.ts'
import { control, f32, f32x4, f64, f64x2, i32, v128 } from './instructions.ts'
import { lieOf, walkVectors } from './walks.ts'

export type MapKernel = Extract<Kernel, { readonly does: 'unary' | 'parametric' | 'binary' }>
type Unary = Extract<Kernel, { readonly does: 'unary' }>['by']
type Binary = Extract<Kernel, { readonly does: 'binary' }>['by']

/** Keeps what lies on the stack in a local for the next few instructions. */
const keep = (code: Code, type: 'v128' | 'f32' | 'i32'): number => {
  const local = code.spare(type)
  code.set(local)
  return local
}

/** Four float32 numbers as two pairs of float64 numbers through `body`, and rounded back. */
export const inPairs = (code: Code, body: () => void): void => {
  const whole = code.spare('v128', 1)
  code.tee(whole).do(f64x2.promoteLowF32x4)
  body()
  code.do(f32x4.demoteF64x2Zero).get(whole).get(whole).shuffle(2, 3, 2, 3).do(f64x2.promoteLowF32x4)
  body()
  code.do(f32x4.demoteF64x2Zero).shuffle(0, 1, 4, 5)
}

const square = (code: Code): void => {
  const x = keep(code, 'v128')
  code.get(x).get(x).do(f32x4.mul)
}

/** The powers that `pow` makes of products and roots. */
const vectorPowers: ReadonlyMap<number, (code: Code) => void> = new Map([
  [0, (code: Code) => void code.do(control.drop).f32x4(1)],
  [1, () => {}],
  [2, square],
  [
    3,
    (code) =>
      inPairs(code, () => {
        const x = keep(code, 'v128')
        code.get(x).get(x).do(f64x2.mul).get(x).do(f64x2.mul)
      }),
  ],
  [0.5, (code) => void code.do(f32x4.sqrt)],
  [
    -1,
    (code) => {
      const x = keep(code, 'v128')
      code.f32x4(1).get(x).do(f32x4.div)
    },
  ],
  [
    -0.5,
    (code) =>
      inPairs(code, () => {
        const x = keep(code, 'v128')
        code.f64x2(1).get(x).do(f64x2.sqrt, f64x2.div)
      }),
  ],
])

type Emit = (code: Code) => void

/** The bits of the four signs. */
const signs = (code: Code): Code => code.bits(0x80000000, 0x80000000, 0x80000000, 0x80000000)

const vectorUnary: Readonly<Record<Exclude<Unary, Transcendental>, Emit>> = {
  copy: () => {},
  negate: (code) => signs(code).do(v128.xor),
  square,
  sqrt: (code) => code.do(f32x4.sqrt),
  abs: (code) => signs(code).do(v128.andnot),
  // 1 with the sign of x where |x| is above 0, else the zero bits.
  sign(code) {
    const x = keep(code, 'v128')
    signs(code.get(x)).do(v128.and).f32x4(1).do(v128.or)
    signs(code.get(x)).do(v128.andnot).f32x4(0).do(f32x4.gt, v128.and)
  },
  // Cleared where below 0, so that NaN and −0 stay.
  relu(code) {
    const x = keep(code, 'v128')
    code.get(x).get(x).f32x4(0).do(f32x4.lt, v128.andnot)
  },
}

const vectorBinary: Readonly<Record<Binary, Emit>> = {
  add: (code) => code.do(f32x4.add),
  subtract: (code) => code.do(f32x4.sub),
  multiply: (code) => code.do(f32x4.mul),
  divide: (code) => code.do(f32x4.div),
  greater: (code) => code.do(f32x4.gt).f32x4(1).do(v128.and),
  gate: (code) => code.f32x4(0).do(f32x4.gt, v128.and),
}

const scalarUnary: Readonly<Record<Exclude<Unary, Transcendental>, Emit>> = {
  copy: () => {},
  negate: (code) => code.do(f32.neg),
  square(code) {
    const x = keep(code, 'f32')
    code.get(x).get(x).do(f32.mul)
  },
  sqrt: (code) => code.do(f32.sqrt),
  abs: (code) => code.do(f32.abs),
  sign(code) {
    const x = keep(code, 'f32')
    code.get(x).f32(0).do(f32.gt).get(x).f32(0).do(f32.lt, i32.sub, f32.convertI32S)
  },
  relu(code) {
    const x = keep(code, 'f32')
    code.f32(0).get(x).get(x).f32(0).do(f32.lt, control.select)
  },
}

const scalarBinary: Readonly<Record<Binary, Emit>> = {
  add: (code) => code.do(f32.add),
  subtract: (code) => code.do(f32.sub),
  multiply: (code) => code.do(f32.mul),
  divide: (code) => code.do(f32.div),
  greater: (code) => code.do(f32.gt, f32.convertI32S),
  gate(code) {
    code.f32(0).do(f32.gt)
    const open = keep(code, 'i32')
    code.f32(0).get(open).do(control.select)
  },
}

const isTranscendental = (by: Unary): by is Transcendental =>
  by === 'exp' || by === 'log' || by === 'tanh' || by === 'sigmoid'

/** Whether `vectorMap` has instructions for it; `vectorMapOf` has some for every map. */
export function hasVectorForm(kernel: MapKernel): boolean {
  if (kernel.does === 'unary') return !isTranscendental(kernel.by)
  return kernel.does === 'binary' || kernel.by !== 'power' || vectorPowers.has(kernel.param)
}

/** Rounding to decimals: each of its three steps is one float32 instruction, given those of the lane type. */
function roundTo(code: Code, decimals: number, ten: Emit, mul: number, div: number, nearest: number): void {
  ten(code)
  code.do(decimals < 0 ? div : mul, nearest)
  ten(code)
  code.do(decimals < 0 ? mul : div)
}

/**
 * Appends to `code` the instructions that turn the vectors on its stack (v128 of 4 float32 numbers; two for binary
 * maps, a below b) into the vector of results.
 */
export function vectorMap(code: Code, kernel: MapKernel): void {
  if (kernel.does === 'binary') vectorBinary[kernel.by](code)
  else if (kernel.does === 'unary') {
    if (isTranscendental(kernel.by)) throw new Error(`${kernel.by} has no vector form`)
    vectorUnary[kernel.by](code)
  } else if (kernel.by === 'scale') code.f32x4(kernel.param).do(f32x4.mul)
  else if (kernel.by === 'round') {
    const ten = Math.fround(powerOfTen(kernel.param))
    roundTo(code, kernel.param, (code) => code.f32x4(ten), f32x4.mul, f32x4.div, f32x4.nearest)
  } else {
    const power = vectorPowers.get(kernel.param)
    if (!power) throw new Error(`the power ${kernel.param} has no vector form`)
    power(code)
  }
}

/** The same for every map, with the help of functions that the module shares. */
export function vectorMapOf(module: Module, code: Code, kernel: MapKernel): void {
  if (hasVectorForm(kernel)) vectorMap(code, kernel)
  else if (kernel.does === 'parametric') code.f64(kernel.param).call(vectorPower(module))
  else if (kernel.does === 'unary' && isTranscendental(kernel.by))
    code.call(vectorFunction(module, kernel.by))
}

/** Appends the instructions for single numbers: f32 on the stack (two for binary maps, a below b) → f32. */
export function scalarMap(module: Module, code: Code, kernel: MapKernel): void {
  if (kernel.does === 'binary') scalarBinary[kernel.by](code)
  else if (kernel.does === 'unary') {
    if (!isTranscendental(kernel.by)) scalarUnary[kernel.by](code)
    else code.do(f64.promoteF32).call(scalarFunction(module, kernel.by)).do(f32.demoteF64)
  } else if (kernel.by === 'scale') code.f32(kernel.param).do(f32.mul)
  else if (kernel.by === 'round') {
    const ten = Math.fround(powerOfTen(kernel.param))
    roundTo(code, kernel.param, (code) => code.f32(ten), f32.mul, f32.div, f32.nearest)
  } else code.do(f64.promoteF32).f64(kernel.param).call(scalarFunction(module, 'pow')).do(f32.demoteF64)
}

/** What tells one map from another: its operands are named by the caller. */
const nameOf = (kernel: MapKernel): string => {
  if (kernel.does !== 'parametric') return kernel.by
  return `${kernel.by} ${Object.is(kernel.param, -0) ? '-0' : kernel.param}`
}

/**
 * A function (out, a [, b]: addresses) → () for these shapes. Of two operands either may be 1×1, a row 1×c or a
 * column r×1, repeated to the shape of out; of one, only where it is copied. Answers its index.
 */
export function mapFunction(module: Module, kernel: MapKernel, out: Shape, a: Shape, b?: Shape): number {
  const lies = (b ? [a, b] : [a]).map((operand) => lieOf(operand, out))
  // Where no row or column is repeated only the number of numbers matters.
  const even = lies.every((lie) => lie === 'same' || lie === 'number')
  const shape = even ? { rows: 1, cols: out.rows * out.cols } : out
  return module.once(`${nameOf(kernel)}: ${shape.rows}×${shape.cols} of ${lies.join(', ')}`, () =>
    walkVectors(shape, lies, (code) => vectorMapOf(module, code, kernel)),
  )
}
