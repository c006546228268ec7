// Which pictures need not be drawn again.
import { expect, test } from 'vitest'
import type { Picture } from '../../src/picture.ts'
import { samePicture } from '../../src/views/same.ts'

const matrix = (...numbers: number[]) => ({ rows: 1, cols: numbers.length, data: Float32Array.from(numbers) })
const heatmap = (numbers: number[], range: [number, number] | null = null, decimals = 2): Picture => ({
  kind: 'heatmap',
  matrix: matrix(...numbers),
  range,
  decimals,
})
const table = (numbers: number[], decimals = 2): Picture => ({
  kind: 'table',
  matrix: matrix(...numbers),
  decimals,
})

test.each<[string, Picture | undefined, Picture | undefined]>([
  ['nothing', undefined, undefined],
  ['the same numbers, NaN among them', heatmap([1, NaN, -0]), heatmap([1, NaN, -0])],
  ['the same range', heatmap([1], [0, 1]), heatmap([1], [0, 1])],
  ['the same table', table([1, 2]), table([1, 2])],
  ['the same axis', { kind: 'lines', scale: 'log' }, { kind: 'lines', scale: 'log' }],
  ['the same words', { kind: 'text', text: 'a', tone: 'good' }, { kind: 'text', text: 'a', tone: 'good' }],
])('%s look the same', (_, a, b) => {
  expect(samePicture(a, b)).toBe(true)
})

test.each<[string, Picture | undefined, Picture | undefined]>([
  ['nothing and something', undefined, heatmap([1])],
  ['zeros of other signs', heatmap([0]), heatmap([-0])],
  ['another number', table([1, 2]), table([1, 3])],
  ['another shape', heatmap([1]), heatmap([1, 1])],
  ['another range', heatmap([1], [0, 1]), heatmap([1], [0, 2])],
  ['no range', heatmap([1], [0, 1]), heatmap([1])],
  ['other decimals', table([1], 2), table([1], 3)],
  ['another kind', heatmap([1]), table([1])],
  ['another axis', { kind: 'lines', scale: 'log' }, { kind: 'lines', scale: 'linear' }],
  ['another tone', { kind: 'text', text: 'a', tone: 'good' }, { kind: 'text', text: 'a', tone: 'bad' }],
])('%s do not', (_, a, b) => {
  expect(samePicture(a, b)).toBe(false)
})
