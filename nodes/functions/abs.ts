// Abs: every number without its sign.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { abs } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Absolute value',
  docs: 'Drops the sign of every number: its distance from zero. At 0 there is a kink; the gradient there is taken as 0.',
  formula: 'Y_{ij} = |X_{ij}|',
  keywords: ['abs', 'magnitude', 'distance', 'modulus'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('|in|') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => abs(out, a),
  kernel: () => ({ does: 'unary', by: 'abs', of: 'in' }),
  gradient: {
    // ∂L/∂X = G · sign X
    in: ({ g, in: a }, op) => op('multiply', g, op('sign', a)),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3, avoid: [0] } } }],
  examples: [{ inputs: { in: [[3, -2]] }, outputs: { out: [[3, 2]] } }],
})
