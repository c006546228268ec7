// Tanh: squashes every number between −1 and 1.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { tanh } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Tanh',
  docs: 'Squashes every number between −1 and 1, gently: near zero it hardly changes anything, far out it is flat and its gradient fades.',
  formula: 'Y_{ij} = \\tanh X_{ij}',
  keywords: ['hyperbolic tangent', 'activation', 'squash'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('Numbers between −1 and 1') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => tanh(out, a),
  kernel: () => ({ does: 'unary', by: 'tanh', of: 'in' }),
  gradient: {
    // ∂L/∂X = G · (1 − Y²)
    in: ({ g, out }, op) => op('multiply', g, op('subtract', op('number', { value: 1 }), op('square', out))),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } } }],
  examples: [{ inputs: { in: [[0, 1]] }, outputs: { out: [[0, 0.7615941762924194]] } }],
})
