// The gradient of a determinant where there is no inverse.
import { describe, expect, test } from 'vitest'
import { compiled, fromRows, toRows, valueOf } from './bench.ts'
import { differences } from './slope.ts'

const program = (values: readonly (readonly number[])[]) =>
  compiled(
    [
      ['x', 'matrix', { values }],
      ['det', 'determinant'],
      ['backward', 'backward'],
    ],
    ['x.out det.in', 'det.out backward.loss', 'x.out backward.of'],
  )

describe.each([
  [
    'a singular 2×2',
    [
      [1, 2],
      [2, 4],
    ],
    [
      [4, -2],
      [-2, 1],
    ],
  ],
  [
    'rank 2 of 3',
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
    [
      [-3, 6, -3],
      [6, -12, 6],
      [-3, 6, -3],
    ],
  ],
  [
    'rank 1 of 3',
    [
      [1, 2, 3],
      [2, 4, 6],
      [3, 6, 9],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  ],
  [
    'zero',
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ],
  ['the number 0', [[0]], [[1]]],
  [
    'a matrix with an inverse',
    [
      [1, 2],
      [3, 4],
    ],
    [
      [4, -3],
      [-2, 1],
    ],
  ],
])('∂det/∂X of %s', (_, values, wanted) => {
  test('is the matrix of cofactors', () => {
    expect(toRows(valueOf(program(values), 'backward.gradient'))).toEqual(wanted)
  })

  test('agrees with central differences in float64', () => {
    const made = program(values)
    const point = new Map([['x.out', fromRows(values, 'double')]])
    const slopes = differences(made, 'det.out', 'x.out', point)
    for (const [k, x] of wanted.flat().entries()) expect(Math.abs((slopes[k] ?? NaN) - x)).toBeLessThan(1e-6)
  })
})
