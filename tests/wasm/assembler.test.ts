// Modules that the assembler makes: they validate, run, and hold each shared function once.
import { describe, expect, it } from 'vitest'
import { Code } from '../../src/wasm/assembler.ts'
import { Module } from '../../src/wasm/module.ts'
import { access, f32, f32x4, f64, i32, i64 } from '../../src/wasm/instructions.ts'
import { instantiate } from './running.ts'

const evaluate = (code: Code): number => {
  const module = new Module()
  module.export('value', module.add(code))
  return instantiate(module).call('value')
}

describe('constants come back as they went in', () => {
  it.each([0, 1, -1, 63, 64, -64, -65, 128, 2 ** 31 - 1, -(2 ** 31)])('i32 %d', (value) => {
    expect(evaluate(new Code([], ['i32']).i32(value))).toBe(value)
  })
  it.each([0, -1, 2 ** 32, -(2 ** 40) + 3, 2 ** 53 - 1])('i64 %d', (value) => {
    const shifted = new Code([], ['i32']).i64(value).i64(16).do(i64.shrS, i32.wrapI64)
    expect(evaluate(shifted)).toBe(Number(BigInt.asIntN(32, BigInt(value) >> 16n)))
  })
  it.each([0, -0, 1.5, Math.fround(1e-45), Infinity, NaN])('f32 and f64 %d', (value) => {
    expect(evaluate(new Code([], ['f32']).f32(value))).toBe(value)
    expect(evaluate(new Code([], ['f64']).f64(value))).toBe(value)
    expect(evaluate(new Code([], ['f32']).f32x4(value).extractF32(3))).toBe(value)
    expect(evaluate(new Code([], ['f64']).f64x2(value).extractF64(1))).toBe(value)
  })
})

it('picks lanes of two vectors', () => {
  const code = new Code([], ['f32']).f32x4(1).f32(2).replaceF32(1).f32x4(3).shuffle(1, 4, 0, 0)
  const [low, high] = [code.local('v128'), code.local('f32')]
  code.set(low).get(low).extractF32(0).set(high)
  expect(evaluate(code.get(high).get(low).extractF32(1).do(f32.sub))).toBe(-1)
})

it('loops, branches and chooses', () => {
  const code = new Code(['i32'], ['i32'])
  const sum = code.local('i32')
  code.block(() =>
    code.loop(() => {
      code.get(0).do(i32.eqz).brIf(1)
      code.get(0).i32(1).do(i32.and)
      code.if(
        () => code.get(sum).get(0).do(i32.add).set(sum),
        () => code.get(sum).i32(100).do(i32.add).set(sum),
      )
      code.get(0).i32(1).do(i32.sub).set(0).br(0)
    }),
  )
  const module = new Module()
  module.export('count', module.add(code.get(sum)))
  expect(instantiate(module).call('count', 5)).toBe(1 + 3 + 5 + 200)
})

it('copies and fills memory', () => {
  const module = new Module()
  const code = new Code().i32(16).i32(7).i32(8).fillMemory().i32(32).i32(18).i32(3).copyMemory()
  module.export('go', module.add(code))
  const { call, memory } = instantiate(module)
  call('go')
  expect([...new Uint8Array(memory.buffer, 15, 22)].join('')).toBe(
    '0' + '7'.repeat(8) + '0'.repeat(8) + '77700',
  )
})

it('calls imports and functions by their index, and makes a shared function once', () => {
  const module = new Module()
  const twice = module.import('twice', ['f64'], ['f64'])
  let made = 0
  const half = () =>
    module.once('half', () => {
      made += 1
      return new Code(['f64'], ['f64']).get(0).f64(0.5).do(f64.mul)
    })
  const code = new Code([], ['f64']).f64(3).call(twice).call(half()).call(half()).call(twice)
  module.export('value', module.add(code))
  expect(made).toBe(1)
  expect(instantiate(module, { twice: (x: number) => 2 * x }).call('value')).toBe(3)
})

it('stores vectors with offsets', () => {
  const module = new Module()
  const code = new Code().i32(16).f32x4(1.25).f32x4(2).do(f32x4.mul).access(access.store, 300)
  module.export('go', module.add(code))
  const { call, memory } = instantiate(module)
  call('go')
  expect([...new Float32Array(memory.buffer, 312, 6)]).toEqual([0, 2.5, 2.5, 2.5, 2.5, 0])
})
