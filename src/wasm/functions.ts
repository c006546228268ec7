// exp, log, tanh, sigmoid and pow as functions that a module shares, to the bits of src/numeric/functions.ts.
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { control, f32, f32x4, f64, f64x2, i32, v128 } from './instructions.ts'
import { type Lanes, one, two } from './lanes.ts'
import { power } from './power.ts'
import { exponentiate, hyperbolicTangent, logarithmOf, split, splitAny } from './transcendental.ts'

export type Transcendental = 'exp' | 'log' | 'tanh' | 'sigmoid'

/** 1 / (1 + e⁻ˣ) */
function logistic(code: Code, lanes: Lanes, x: number): void {
  const negated = code.local(lanes.type)
  code.get(x).do(lanes.neg).set(negated)
  lanes.constant(code, 1)
  lanes.constant(code, 1)
  exponentiate(code, lanes, negated)
  code.do(lanes.add, lanes.div)
}

/** log x: −Infinity at ±0, NaN below. */
function logarithmOfOne(code: Code, x: number): void {
  const plain = () => {
    const { k, m } = splitAny(code, x)
    logarithmOf(code, one, k, m)
    code.do(control.return)
  }
  code.get(x).f64(0).do(f64.gt).get(x).f64(Infinity).do(f64.lt, i32.and).if(plain)
  code.f64(-Infinity)
  code.get(x).f64(NaN).get(x).f64(0).do(f64.gt, control.select)
  code.get(x).f64(0).do(f64.eq, control.select)
}

/** The same for two numbers that were float32, so that none is subnormal now. */
function logarithmOfTwo(code: Code, x: number): void {
  const { k, m } = split(code, two, x)
  logarithmOf(code, two, k, m)
  code.f64x2(-Infinity)
  code.get(x).f64x2(NaN).get(x).f64x2(0).do(f64x2.gt, v128.bitselect)
  code.get(x).f64x2(0).do(f64x2.eq, v128.bitselect)
  code.get(x).f64x2(0).do(f64x2.gt).get(x).f64x2(Infinity).do(f64x2.lt, v128.and, v128.bitselect)
}

/** Leaves what the function makes of the number or numbers at local x. */
function apply(code: Code, lanes: Lanes, name: Transcendental, x: number): void {
  if (name === 'exp') exponentiate(code, lanes, x)
  else if (name === 'tanh') hyperbolicTangent(code, lanes, x)
  else if (name === 'sigmoid') logistic(code, lanes, x)
  else if (lanes === two) logarithmOfTwo(code, x)
  else logarithmOfOne(code, x)
}

/** The index of the function of one float64 number (pow: of two), which gives one. */
export function scalarFunction(module: Module, name: Transcendental | 'pow'): number {
  if (name === 'pow') return power(module)
  return module.once(name, () => {
    const code = new Code(['f64'], ['f64'])
    apply(code, one, name, 0)
    return code
  })
}

/** The index of the function of four float32 numbers (v128 → v128), each computed in float64 and rounded. */
export function vectorFunction(module: Module, name: Transcendental): number {
  return module.once(`${name} of four`, () => {
    const code = new Code(['v128'], ['v128'])
    const [low, high] = [code.local('v128'), code.local('v128')]
    code.get(0).do(f64x2.promoteLowF32x4).set(low)
    code.get(0).get(0).shuffle(2, 3, 2, 3).do(f64x2.promoteLowF32x4).set(high)
    apply(code, two, name, low)
    code.do(f32x4.demoteF64x2Zero)
    apply(code, two, name, high)
    return code.do(f32x4.demoteF64x2Zero).shuffle(0, 1, 4, 5)
  })
}

/** The index of the function of four float32 numbers and one float64 exponent: their powers, one by one. */
export function vectorPower(module: Module): number {
  const pow = power(module)
  return module.once('pow of four', () => {
    const code = new Code(['v128', 'f64'], ['v128'])
    code.f32x4(0)
    for (let lane = 0; lane < 4; lane += 1)
      code.get(0).extractF32(lane).do(f64.promoteF32).get(1).call(pow).do(f32.demoteF64).replaceF32(lane)
    return code
  })
}
