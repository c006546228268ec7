// Log: the natural logarithm of every number.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { log } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Log',
  docs: 'The natural logarithm of every number: the power of e that gives it. At 0 it is −Infinity, below zero NaN.',
  formula: 'Y_{ij} = \\ln X_{ij}',
  keywords: ['ln', 'logarithm', 'natural'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('ln in') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => log(out, a),
  kernel: () => ({ does: 'unary', by: 'log', of: 'in' }),
  gradient: {
    // ∂L/∂X = G / X
    in: ({ g, in: a }, op) => op('divide', g, a),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3, low: 0.2, high: 3 } } }],
  examples: [{ inputs: { in: [[1, 2]] }, outputs: { out: [[0, 0.6931471824645996]] } }],
})
