// Determinant: by how much a square matrix scales volumes.
import { defineNode, input, mismatch, output, scalar } from '../../src/node.ts'
import { determinant, determinantInParts } from '../../src/numeric/lu.ts'
import { describe } from '../../src/numeric/matrix.ts'

export default defineNode({
  title: 'Determinant',
  docs: 'By how much a square matrix stretches areas or volumes, with the sign of a mirror. It is 0 when the matrix is singular and has no inverse; the gradient is the matrix of cofactors, there as well.',
  formula: 'c = \\det A',
  keywords: ['det', 'volume', 'singular', 'invertible', 'LU'],
  inputs: { in: input('A square matrix') },
  outputs: { out: output('The determinant, 1×1') },
  params: {},
  shape({ in: a }) {
    if (a.rows === a.cols) return { out: scalar }
    return mismatch(
      'in',
      `in is ${describe(a)}`,
      'only a square matrix has a determinant, as many rows as columns',
    )
  },
  run: ({ out }, { in: a }) => determinant(out, a),
  runInParts: ({ out }, { in: a }) => determinantInParts(out, a),
  operations: ({ in: { rows } }) => (2 / 3) * rows ** 3,
  gradient: {
    // ∂L/∂A = g · C, the cofactors; where A has an inverse, C = det A · A⁻ᵀ
    in: ({ g, in: a }, op) => op('multiply', g, op('cofactors', a)),
  },
  samples: [
    { inputs: { in: { rows: 3, cols: 3, diagonal: 4 } } },
    { inputs: { in: { rows: 1, cols: 1, low: 0.5, high: 2 } } },
  ],
  examples: [
    {
      inputs: {
        in: [
          [1, 2],
          [3, 4],
        ],
      },
      outputs: { out: [[-2]] },
    },
  ],
})
