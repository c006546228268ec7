// Exp: the exponential of every number.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { exp } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Exp',
  docs: 'e to the power of every number: always positive, and its slope is as large as itself.',
  formula: 'Y_{ij} = e^{X_{ij}}',
  keywords: ['exponential', 'e', 'growth'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('e to the power of in') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => exp(out, a),
  kernel: () => ({ does: 'unary', by: 'exp', of: 'in' }),
  gradient: {
    // ∂L/∂X = G · Y
    in: ({ g, out }, op) => op('multiply', g, out),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } } }],
  examples: [{ inputs: { in: [[0, 1]] }, outputs: { out: [[1, 2.7182817459106445]] } }],
})
