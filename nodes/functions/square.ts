// Square: every number times itself.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { square } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Square',
  docs: 'Multiplies every number by itself. Large errors grow larger and signs vanish, which is why losses like it.',
  formula: 'Y_{ij} = X_{ij}^2',
  keywords: ['power', 'times itself', 'quadratic'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('in²') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => square(out, a),
  kernel: () => ({ does: 'unary', by: 'square', of: 'in' }),
  gradient: {
    // ∂L/∂X = G · 2X
    in: ({ g, in: a }, op) => op('multiply', g, op('scale', a, { factor: 2 })),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } } }],
  examples: [{ inputs: { in: [[3, -2]] }, outputs: { out: [[9, 4]] } }],
})
