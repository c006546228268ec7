// x to the power y in machine code: the operations of `pow` in src/numeric/functions.ts in the same order.
import { LN2_HIGH, LN2_LOW } from '../numeric/functions.ts'
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { control, f64, i32 } from './instructions.ts'
import { one } from './lanes.ts'
import { exponentiate, logarithmSeries, splitAny } from './transcendental.ts'

/** Locals of float64 numbers, 0 at the start. */
const numbers = (code: Code, count: number): number[] =>
  Array.from({ length: count }, () => code.local('f64'))

type Six = [number, number, number, number, number, number]

/** Sets two locals to the upper 26 bits of the number at local x and to the rest. */
function halve(code: Code, x: number, high: number, low: number): void {
  code.f64(134217729).get(x).do(f64.mul).tee(high)
  code.get(high).get(x).do(f64.sub, f64.sub).set(high)
  code.get(x).get(high).do(f64.sub).set(low)
}

/** (a, b, product) → what a·b lost when it was rounded to the product. */
const lostInProduct = (module: Module): number =>
  module.once('lost in product', () => {
    const code = new Code(['f64', 'f64', 'f64'], ['f64'])
    const [ah, al, bh, bl] = numbers(code, 4) as [number, number, number, number] // as many as asked for
    halve(code, 0, ah, al)
    halve(code, 1, bh, bl)
    code.get(al).get(bl).do(f64.mul)
    code.get(2).get(ah).get(bh).do(f64.mul, f64.sub)
    code.get(al).get(bh).do(f64.mul, f64.sub)
    code.get(ah).get(bl).do(f64.mul, f64.sub)
    return code.do(f64.sub)
  })

/** (x, low) → e^(x + low) */
const exponentialOfPair = (module: Module): number =>
  module.once('exp of pair', () => {
    const code = new Code(['f64', 'f64'], ['f64'])
    exponentiate(code, one, 0, 1)
    return code
  })

/** (x, y) → x^y for finite x > 0 and finite y. */
const positivePower = (module: Module): number => {
  const [lost, exp] = [lostInProduct(module), exponentialOfPair(module)]
  return module.once('positive power', () => {
    const code = new Code(['f64', 'f64'], ['f64'])
    const { k, m } = splitAny(code, 0)
    const [f, below, s, product, sLow, z] = numbers(code, 6) as Six
    code.get(m).f64(1).do(f64.sub).tee(f).f64(2).get(f).do(f64.add).tee(below).do(f64.div).set(s)
    code.get(s).get(below).do(f64.mul).set(product)
    code.get(f).get(product).do(f64.sub).get(s).get(below).get(product).call(lost).do(f64.sub)
    code.get(s).get(f).get(below).f64(2).do(f64.sub, f64.sub, f64.mul, f64.sub)
    code.get(below).do(f64.div).set(sLow)
    code.get(s).get(s).do(f64.mul).set(z)
    const [head, sum, carried, low, high, whole] = numbers(code, 6) as Six
    code.get(k).f64(LN2_HIGH).do(f64.mul).tee(head).f64(2).get(s).do(f64.mul, f64.add).tee(sum)
    code.get(head).do(f64.sub).set(carried)
    code.get(head).get(sum).get(carried).do(f64.sub, f64.sub)
    code.f64(2).get(s).do(f64.mul).get(carried).do(f64.sub, f64.add)
    code.f64(2).get(sLow).do(f64.mul).get(s)
    logarithmSeries(code, one, z)
    code.do(f64.mul, f64.add, f64.add).get(k).f64(LN2_LOW).do(f64.mul, f64.add).set(low)
    code.get(sum).get(low).do(f64.add).tee(high).get(1).do(f64.mul).set(product)
    one.clamp(code, product, -2000, 2000)
    code.tee(whole).f64(0)
    code.get(1).get(high).get(whole).call(lost)
    code.get(1).get(low).get(high).get(sum).do(f64.sub, f64.sub, f64.mul, f64.add)
    // Where the result is 0 or infinite the low part may be NaN.
    code.get(whole).do(f64.abs).f64(746).do(f64.gt, control.select)
    return code.call(exp)
  })
}

/** (|x|, y) → |x|^y where |x| is 0, infinite or NaN, or y is infinite or NaN. */
const extremePower = (module: Module): number =>
  module.once('extreme power', () => {
    const code = new Code(['f64', 'f64'], ['f64'])
    const known = code.local('i32')
    code.get(1).get(1).do(f64.eq).set(known)
    code.f64(1)
    code.f64(Infinity).f64(0)
    code.get(0).f64(1).do(f64.gt).get(1).f64(0).do(f64.gt, i32.eq, control.select)
    code.f64(NaN).get(known).get(0).get(0).do(f64.eq, i32.and, control.select)
    return code.get(0).f64(1).do(f64.eq).get(known).do(i32.and, control.select)
  })

/** Returns at once for the powers that are products and roots. */
function plainPowers(code: Code): void {
  const when = (y: number, value: () => void) =>
    code
      .get(1)
      .f64(y)
      .do(f64.eq)
      .if(() => {
        value()
        code.do(control.return)
      })
  when(2, () => code.get(0).get(0).do(f64.mul))
  when(1, () => code.get(0))
  when(3, () => code.get(0).get(0).do(f64.mul).get(0).do(f64.mul))
  when(0.5, () => code.get(0).do(f64.sqrt))
  when(-1, () => code.f64(1).get(0).do(f64.div))
  when(-0.5, () => code.f64(1).get(0).do(f64.sqrt, f64.div))
  when(0, () => code.f64(1))
}

/** The index of (x, y) → x^y. */
export function power(module: Module): number {
  const [positive, extreme] = [positivePower(module), extremePower(module)]
  return module.once('pow', () => {
    const code = new Code(['f64', 'f64'], ['f64'])
    const [magnitude, value] = [code.local('f64'), code.local('f64')]
    const [plain, integer] = [code.local('i32'), code.local('i32')]
    plainPowers(code)
    code
      .get(0)
      .f64(1)
      .do(f64.eq)
      .if(() => code.f64(1).do(control.return))
    code.get(0).do(f64.abs).tee(magnitude).f64(0).do(f64.gt)
    code.get(magnitude).f64(Infinity).do(f64.lt, i32.and)
    code.get(1).do(f64.abs).f64(Infinity).do(f64.lt, i32.and).set(plain)
    const take = (index: number) => () => code.get(magnitude).get(1).call(index).set(value)
    code.get(plain).if(take(positive), take(extreme))
    code.get(1).do(f64.floor).get(1).do(f64.eq).set(integer)
    // Below zero only whole powers are numbers.
    code.f64(NaN).get(value)
    code
      .get(0)
      .f64(0)
      .do(f64.lt)
      .get(plain)
      .do(i32.and)
      .get(integer)
      .do(i32.eqz, i32.and, control.select)
      .set(value)
    // Odd powers keep the sign of what they are of, of −0 too.
    code.get(value).do(f64.neg).get(value).get(integer)
    code.get(1).f64(2).do(f64.div, f64.floor).f64(2).do(f64.mul).get(1).do(f64.ne, i32.and)
    code.get(0).f64(0).do(f64.lt).f64(1).get(0).do(f64.div).f64(0).do(f64.lt, i32.or, i32.and)
    return code.do(control.select)
  })
}
