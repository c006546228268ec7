// Determinant: by how much a square matrix scales volumes.
import { defineNode, input, mismatch, output, scalar } from '../../src/node.ts'
import { determinant, determinantInParts } from '../../src/numeric/lu.ts'
import { describe } from '../../src/numeric/matrix.ts'

export default defineNode({
  title: 'Determinant',
  docs: 'By how much a square matrix stretches areas or volumes, with the sign of a mirror. It is 0 when the matrix is singular and has no inverse; the gradient is computed with the inverse, so there it fails.',
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
    // ∂L/∂A = g · det A · A⁻ᵀ
    in: ({ g, in: a, out }, op) => op('multiply', op('multiply', g, out), op('transpose', op('inverse', a))),
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
