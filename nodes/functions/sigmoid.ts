// Sigmoid: squashes every number between 0 and 1.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { sigmoid } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Sigmoid',
  docs: 'Squashes every number between 0 and 1, as a probability: 0 becomes one half.',
  formula: 'Y_{ij} = \\frac{1}{1 + e^{-X_{ij}}}',
  keywords: ['logistic', 'activation', 'probability', 'squash'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('Numbers between 0 and 1') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => sigmoid(out, a),
  kernel: () => ({ does: 'unary', by: 'sigmoid', of: 'in' }),
  gradient: {
    // ∂L/∂X = G · (1 − Y) · Y
    in: ({ g, out }, op) =>
      op('multiply', op('multiply', g, op('subtract', op('number', { value: 1 }), out)), out),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } } }],
  examples: [{ inputs: { in: [[0]] }, outputs: { out: [[0.5]] } }],
})
