// exp, log and tanh in machine code: the operations of src/numeric/functions.ts in the same order, for one or two.
//
// Only the handling of bits differs, not what comes out: 2ⁿ takes its integer n straight from the lowest bits of
// n + 1.5·2⁵², where rounding to an integer leaves it. Of a NaN those bits mean nothing; the result is NaN anyhow.
// Every function leaves its result on the stack; its arguments are locals.
import { INTEGER, LN2, LN2_HIGH, LN2_LOW, SMALLEST_NORMAL, SQRT_HALF_HIGH } from '../numeric/functions.ts'
import type { Code } from './assembler.ts'
import { control, f64 } from './instructions.ts'
import { type Lanes, one } from './lanes.ts'

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))

/** 1/14!, 1/13! … 1/1!: those of (eʳ − 1) / r. */
const exponential = Array.from({ length: 14 }, (_, index) => 1 / factorial(14 - index))

/** 2/23, 2/21 … 2/3: those of log(m) / s − 2. */
const logarithm = Array.from({ length: 11 }, (_, index) => 2 / (23 - 2 * index))

/** A sum of powers of x by Horner's rule, from the last coefficient to the first. */
function series(code: Code, lanes: Lanes, x: number, coefficients: readonly number[]): void {
  coefficients.forEach((coefficient, index) => {
    if (index > 0) code.get(x).do(lanes.mul)
    lanes.constant(code, coefficient)
    if (index > 0) code.do(lanes.add)
  })
}

/** What y = k·ln 2 + r is made of, in locals: the bits that end in k, and r. */
function reduce(code: Code, lanes: Lanes, y: number): { readonly bits: number; readonly r: number } {
  const bits = code.local(lanes.bits)
  const [shifted, k, r] = [code.local(lanes.type), code.local(lanes.type), code.local(lanes.type)]
  code.get(y)
  lanes.constant(code, 1 / LN2)
  code.do(lanes.mul)
  lanes.constant(code, INTEGER)
  code.do(lanes.add).tee(shifted)
  lanes.toBits(code)
  code.set(bits).get(shifted)
  lanes.constant(code, INTEGER)
  code.do(lanes.sub).set(k).get(y).get(k)
  lanes.constant(code, LN2_HIGH)
  code.do(lanes.mul, lanes.sub).get(k)
  lanes.constant(code, LN2_LOW)
  code.do(lanes.mul, lanes.sub).set(r)
  return { bits, r }
}

/** 2ⁿ for the integer n that the bits on the stack end in. */
function powerOfTwo(code: Code, lanes: Lanes): void {
  lanes.integer(code, 0, 1023)
  code.do(lanes.addBits)
  lanes.shift(code, 'shl', 52)
  lanes.fromBits(code)
}

/** e^x, or e^(x + low) with a low part far below x. */
export function exponentiate(code: Code, lanes: Lanes, x: number, low?: number): void {
  const [y, half] = [code.local(lanes.type), code.local(lanes.bits)]
  lanes.clamp(code, x, -746, 710)
  code.set(y)
  const { bits, r } = reduce(code, lanes, y)
  if (low !== undefined) code.get(r).get(low).do(lanes.add).set(r)
  series(code, lanes, r, exponential)
  code.get(r).do(lanes.mul)
  lanes.constant(code, 1)
  code.do(lanes.add).get(bits)
  // In two steps, so that neither factor overflows: half of n, then what is left.
  lanes.shift(code, 'shrU', 1)
  code.tee(half)
  powerOfTwo(code, lanes)
  code.do(lanes.mul).get(bits).get(half).do(lanes.subBits)
  powerOfTwo(code, lanes)
  code.do(lanes.mul)
}

/** tanh x */
export function hyperbolicTangent(code: Code, lanes: Lanes, x: number): void {
  const [y, scale, t] = [code.local(lanes.type), code.local(lanes.type), code.local(lanes.type)]
  code.get(x).do(lanes.abs).set(y)
  lanes.clamp(code, y, 0, 22)
  lanes.constant(code, 2)
  code.do(lanes.mul).set(y)
  const { bits, r } = reduce(code, lanes, y)
  code.get(bits)
  powerOfTwo(code, lanes)
  code.tee(scale)
  series(code, lanes, r, exponential)
  code.get(r).do(lanes.mul, lanes.mul).get(scale)
  lanes.constant(code, 1)
  code.do(lanes.sub, lanes.add).tee(t).get(t)
  lanes.constant(code, 2)
  code.do(lanes.add, lanes.div)
  lanes.signed(code, x)
}

/** What x is made of, in locals: x = 2ᵏ·m with √½ ≤ m < √2 if it is positive, finite and normal. */
export function split(code: Code, lanes: Lanes, x: number): { readonly k: number; readonly m: number } {
  const [k, m, shifted] = [code.local(lanes.type), code.local(lanes.type), code.local(lanes.bits)]
  code.get(x)
  lanes.toBits(code)
  lanes.integer(code, SQRT_HALF_HIGH, 0)
  code.do(lanes.subBits).tee(shifted)
  lanes.upperTwelve(code)
  code.set(k).get(shifted)
  lanes.integer(code, 0xfffff, 0xffffffff)
  code.do(lanes.andBits)
  lanes.integer(code, SQRT_HALF_HIGH, 0)
  code.do(lanes.addBits)
  lanes.fromBits(code)
  code.set(m)
  return { k, m }
}

/** The same for one number that may be subnormal. */
export function splitAny(code: Code, x: number): { readonly k: number; readonly m: number } {
  const [subnormal, scaled] = [code.local('i32'), code.local('f64')]
  code.get(x).f64(SMALLEST_NORMAL).do(f64.lt).set(subnormal)
  code
    .get(x)
    .f64(2 ** 54)
    .do(f64.mul)
    .get(x)
    .get(subnormal)
    .do(control.select)
    .set(scaled)
  const parts = split(code, one, scaled)
  code.get(parts.k).f64(54).do(f64.sub).get(parts.k).get(subnormal).do(control.select).set(parts.k)
  return parts
}

/** log(m) / s − 2 with z = s². */
export function logarithmSeries(code: Code, lanes: Lanes, z: number): void {
  series(code, lanes, z, logarithm)
  code.get(z).do(lanes.mul)
}

/** log(2ᵏ·m) = k·ln 2 − (s·(f − series) − f) with f = m − 1 and s = f/(2 + f). */
export function logarithmOf(code: Code, lanes: Lanes, k: number, m: number): void {
  const [f, s, z] = [code.local(lanes.type), code.local(lanes.type), code.local(lanes.type)]
  code.get(m)
  lanes.constant(code, 1)
  code.do(lanes.sub).tee(f)
  lanes.constant(code, 2)
  code.get(f).do(lanes.add, lanes.div).tee(s).get(s).do(lanes.mul).set(z)
  code.get(k)
  lanes.constant(code, LN2_HIGH)
  code.do(lanes.mul).get(s).get(f)
  logarithmSeries(code, lanes, z)
  code.do(lanes.sub, lanes.mul).get(k)
  lanes.constant(code, LN2_LOW)
  code.do(lanes.mul, lanes.sub).get(f).do(lanes.sub, lanes.sub)
}
