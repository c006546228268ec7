// Looks whether products of two matrices' numbers can be so small that their sums need the exact fused tile.
import { Code } from './assembler.ts'
import { access, f64, i32x4, v128 } from './instructions.ts'
import { advance, repeat } from './loops.ts'
import type { Module } from './module.ts'

/**
 * A sum acc + a·b that is subnormal as float32 is smaller than 2⁻¹²⁶, and as float64 it loses nothing if its parts are
 * whole multiples of 2⁻¹⁷⁹. acc is one. For |a| from 2ⁱ up to 2ⁱ⁺¹ and |b| from 2ʲ up to 2ʲ⁺¹, a·b is a multiple of
 * 2^(i + j − 46), and |a|·|b| ≥ 2⁻¹³¹ leaves i + j no less than −132.
 */
const SMALLEST_PRODUCT = 2 ** -131

/** The largest float32 below the smallest number that is not 0; NaN if there is none. Takes an address. */
const smallest = (count: number): Code => {
  const code = new Code(['i32'], ['f32'])
  const [four, least] = [code.local('v128'), code.local('v128')]
  // Without their sign, numbers are in order as whole numbers too, and 0 − 1 is the largest of those.
  const look = () => {
    code.bits(0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff).do(v128.and).bits(1, 1, 1, 1)
    code.do(i32x4.sub).get(least).do(i32x4.minU).set(least)
  }
  code.bits(-1, -1, -1, -1).set(least)
  const blocks = Math.floor(count / 16)
  repeat(code, blocks, () => {
    for (let at = 0; at < 64; at += 16) {
      code.get(0).access(access.load, at)
      look()
    }
    advance(code, 0, 64)
  })
  let at = 0
  const rest = (kind: Parameters<Code['access']>[0], numbers: number) => {
    code.get(0).access(kind, at)
    look()
    at += 4 * numbers
  }
  for (let left = count % 16; left > 0;) {
    const numbers = left >= 4 ? 4 : left >= 2 ? 2 : 1
    rest(numbers === 4 ? access.load : numbers === 2 ? access.load64Zero : access.load32Zero, numbers)
    left -= numbers
  }
  code.get(least).get(least).get(least).shuffle(2, 3, 0, 1).do(i32x4.minU).tee(four)
  code.get(four).get(four).shuffle(1, 0, 3, 2).do(i32x4.minU)
  return code.extractF32(0)
}

/** Whether some product of a number at `a` and one at `b`, both not 0, can be tiny: leaves an i32 on the stack. */
export const anyTiny = (
  module: Module,
  code: Code,
  a: { readonly address: number; readonly count: number },
  b: { readonly address: number; readonly count: number },
): void => {
  for (const { address, count } of [a, b]) {
    code.get(address).call(module.once(`smallest of ${count}`, () => smallest(count)))
    code.do(f64.promoteF32)
  }
  code.do(f64.mul).f64(SMALLEST_PRODUCT).do(f64.lt)
}
