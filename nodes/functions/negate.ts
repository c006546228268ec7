// Negate: the other sign for every number.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { negate } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Negate',
  docs: 'Turns the sign of every number.',
  formula: 'Y_{ij} = -X_{ij}',
  keywords: ['minus', 'neg', 'opposite', 'sign'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('−in') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => negate(out, a),
  kernel: () => ({ does: 'unary', by: 'negate', of: 'in' }),
  gradient: {
    // ∂L/∂X = −G
    in: ({ g }, op) => op('negate', g),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } } }],
  examples: [{ inputs: { in: [[1, -2]] }, outputs: { out: [[-1, 2]] } }],
})
