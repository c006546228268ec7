// Norm: the length of a matrix, seen as one long vector.
import { defineNode, input, output, scalar } from '../../src/node.ts'
import { norm } from '../../src/numeric/reduce.ts'

export default defineNode({
  title: 'Norm',
  docs: 'The length of a matrix if all its numbers were one long arrow (the Frobenius norm): the root of the sum of squares. At the zero matrix it has a kink; the gradient there is taken as 0.',
  formula: 'c = \\lVert A \\rVert_F = \\sqrt{\\textstyle\\sum_{ij} A_{ij}^2}',
  keywords: ['length', 'frobenius', 'magnitude', 'size', 'euclidean', 'distance'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('The norm, 1×1') },
  params: {},
  shape: () => ({ out: scalar }),
  run: ({ out }, { in: a }) => norm(out, a),
  kernel: () => ({ does: 'norm', of: 'in' }),
  gradient: {
    // ∂L/∂A = g · A / ‖A‖, and 0 where ‖A‖ = 0
    in: ({ g, in: a, out }, op) => op('multiply', g, op('gate', op('divide', a, out), out)),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } } }, { inputs: { in: { rows: 1, cols: 1, avoid: [0] } } }],
  examples: [{ inputs: { in: [[3, 4]] }, outputs: { out: [[5]] } }],
})
