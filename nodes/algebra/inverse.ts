// Inverse: the matrix that undoes another one.
import { defineNode, Failure, input, mismatch, output } from '../../src/node.ts'
import { inverse, inverseInParts } from '../../src/numeric/lu.ts'
import { describe } from '../../src/numeric/matrix.ts'

const singular = () =>
  new Failure('SINGULAR', 'in', 'in is singular and has no inverse', 'its determinant must not be 0')

export default defineNode({
  title: 'Inverse',
  docs: 'The matrix that undoes **in**: multiplied with it, it gives the identity. Only a square matrix has one, and only if it is not singular (its determinant is not 0). This block finds it in one go, by elimination; gradient descent gets there step by step.',
  formula: 'C = A^{-1}, \\quad C A = I',
  keywords: ['inv', 'solve', 'undo', 'reciprocal', 'LU'],
  inputs: { in: input('A square matrix') },
  outputs: { out: output('The inverse') },
  params: {},
  shape({ in: a }) {
    if (a.rows === a.cols) return { out: a }
    return mismatch(
      'in',
      `in is ${describe(a)}`,
      'only a square matrix has an inverse, as many rows as columns',
    )
  },
  run({ out }, { in: a }) {
    if (!inverse(out, a)) throw singular()
  },
  *runInParts({ out }, { in: a }) {
    if (!(yield* inverseInParts(out, a))) throw singular()
  },
  operations: ({ in: { rows } }) => 2 * rows ** 3,
  gradient: {
    // ∂L/∂A = −Cᵀ · G · Cᵀ
    in({ g, out }, op) {
      const transposed = op('transpose', out)
      return op('negate', op('matmul', transposed, op('matmul', g, transposed)))
    },
  },
  samples: [
    { inputs: { in: { rows: 3, cols: 3, diagonal: 5 } } },
    { inputs: { in: { rows: 1, cols: 1, low: 0.5, high: 2 } } },
  ],
  examples: [
    {
      inputs: {
        in: [
          [2, 0],
          [0, -4],
        ],
      },
      outputs: {
        out: [
          [0.5, 0],
          [0, -0.25],
        ],
      },
    },
  ],
})
