// Shapes: their names and how they broadcast.
import { expect, it } from 'vitest'
import { broadcastShape, describe, matrix, sameShape, size } from '../../src/numeric/matrix.ts'

const shape = (rows: number, cols: number) => ({ rows, cols })

it('a matrix starts as zeros, in float64 only where gradients are checked', () => {
  expect(matrix(2, 3)).toEqual({ rows: 2, cols: 3, data: new Float32Array(6) })
  expect(matrix(2, 3, 'fused').data).toBeInstanceOf(Float32Array)
  expect(matrix(2, 3, 'double').data).toEqual(new Float64Array(6))
})

it('a shape has a size and a name', () => {
  expect(size(shape(4, 3))).toBe(12)
  expect(describe(shape(4, 3))).toBe('4×3')
  expect(sameShape(shape(4, 3), shape(4, 3))).toBe(true)
  expect(sameShape(shape(4, 3), shape(3, 4))).toBe(false)
})

it.each([
  [shape(2, 3), shape(2, 3), shape(2, 3)],
  [shape(2, 3), shape(1, 1), shape(2, 3)],
  [shape(1, 1), shape(2, 3), shape(2, 3)],
  [shape(2, 3), shape(1, 3), shape(2, 3)],
  [shape(2, 1), shape(2, 3), shape(2, 3)],
  [shape(2, 1), shape(1, 3), shape(2, 3)],
  [shape(2, 3), shape(3, 2), null],
  [shape(2, 3), shape(1, 2), null],
  [shape(2, 3), shape(3, 3), null],
])('%o and %o broadcast to %o', (a, b, expected) => {
  expect(broadcastShape(a, b)).toEqual(expected)
})
