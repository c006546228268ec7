// Sign: 1, 0 or −1 by the sign of every number.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { sign } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Sign',
  docs: '1 where a number is above zero, −1 where it is below, 0 where it is zero. It is flat everywhere, so its gradient is 0.',
  formula: 'Y_{ij} = \\operatorname{sign} X_{ij}',
  keywords: ['signum', 'sgn', 'plus', 'minus'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('The signs') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => sign(out, a),
  kernel: () => ({ does: 'unary', by: 'sign', of: 'in' }),
  gradient: {
    // ∂L/∂X = 0: flat on both sides of the jump
    in: ({ in: a }, op) => op('fill', a, { value: 0 }),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3, avoid: [0] } } }],
  examples: [{ inputs: { in: [[3, -2, 0]] }, outputs: { out: [[1, -1, 0]] } }],
})
