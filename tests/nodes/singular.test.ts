// The gradient of a determinant where there is no inverse: the cofactors, or 0 where all of them are.
import { expect, test } from 'vitest'
import { compiled, toRows, valueOf } from './bench.ts'

const gradientAt = (values: readonly (readonly number[])[]) => {
  const program = compiled(
    [
      ['x', 'matrix', { values }],
      ['d', 'determinant'],
      ['g', 'backward'],
    ],
    ['x.out d.in', 'd.out g.loss', 'x.out g.of'],
  )
  return toRows(valueOf(program, 'g.gradient')).map((row) => row.map((each) => each + 0))
}

test.each([
  [
    'of rank 1, 2×2',
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
    'of rank 0, 2×2',
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ],
  [
    'of rank 2, 3×3',
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
    'of rank 1, 3×3',
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
    'with an inverse',
    [
      [2, 1],
      [0, 3],
    ],
    [
      [3, 0],
      [-1, 2],
    ],
  ],
])('a matrix %s', (_, values, cofactors) => {
  expect(gradientAt(values)).toEqual(cofactors)
})
