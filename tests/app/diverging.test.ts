// What a curve tells of a run that got out of range.
import { expect, test } from 'vitest'
import { firstOdd, growthOf } from '../../src/app/diverging.ts'
import type { Anatomy } from '../../src/worker/protocol.ts'

const curve = (...y: readonly number[]) => ({
  x: Float64Array.from(y, (_, index) => index),
  y: Float32Array.from(y),
})

test('since when it has grown, and by what factor', () => {
  const told = [growthOf(curve(8, 4, 1, 10, 100, 1000, Infinity)), growthOf(curve(1, 4, 16, NaN))]
  expect(told.map((growth) => growth?.since)).toEqual([2, 0])
  expect(told[0]?.factor).toBeCloseTo(10, 5)
  expect(told[1]?.factor).toBeCloseTo(4, 5)
})

test('of a curve that falls, or is too short, there is nothing to say', () => {
  for (const each of [
    curve(),
    curve(3),
    curve(Infinity),
    curve(4, 2, 1),
    curve(1, 2, Infinity),
    curve(0, 0, 0),
  ])
    expect(growthOf(each)).toBe(null)
})

test('the first cell that is not finite, with the node that made it', () => {
  const part = (title: string, ...data: readonly number[]) => ({
    ...{ title, sentence: '', of: null },
    value: { rows: data.length, cols: 1, data: Float32Array.from(data) },
  })
  const step = (title: string, ...parts: readonly ReturnType<typeof part>[]) => ({
    ...{
      node: title,
      phase: 'forward' as const,
      title,
      sentence: '',
      parts,
      settles: [],
      failed: null,
      told: 0,
    },
  })
  const anatomy = (...steps: Anatomy['steps']) => ({ steps }) as Anatomy
  expect(firstOdd(anatomy(step('MatMul', part('MatMul', 1, 2))))).toBe(null)
  expect(firstOdd(anatomy(step('MatMul', part('MatMul', 1, NaN))))).toBe('MatMul, row 2, column 1')
  expect(firstOdd(anatomy(step('MSE', part('Subtract', 1), part('Square', Infinity))))).toBe('Square in MSE')
})
