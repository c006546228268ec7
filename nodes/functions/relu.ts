// ReLU: cuts off what is below zero.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { relu } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'ReLU',
  docs: 'Keeps what is above zero and makes the rest 0. The gradient passes only where the number was above zero; at 0, where the kink is, it is taken as 0.',
  formula: 'Y_{ij} = \\max(X_{ij}, 0)',
  keywords: ['rectified linear unit', 'activation', 'max', 'clamp'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('in, but nothing below 0') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => relu(out, a),
  kernel: () => ({ does: 'unary', by: 'relu', of: 'in' }),
  gradient: {
    // ∂L/∂X = G where Y > 0, else 0
    in: ({ g, out }, op) => op('gate', g, out),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3, avoid: [0] } } }],
  examples: [{ inputs: { in: [[3, -2]] }, outputs: { out: [[3, 0]] } }],
})
