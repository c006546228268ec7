// Broadcast: repeats a matrix to a larger shape, the adjoint of summing.
import { defineNode, input, mismatch, output } from '../../src/node.ts'
import { broadcastShape, describe, sameShape } from '../../src/numeric/matrix.ts'
import { broadcastTo } from '../../src/numeric/reduce.ts'

export default defineNode({
  title: 'Broadcast',
  docs: 'Repeats a number, a row or a column until it has the shape of **like**. Gradients need it: what a sum brought together, its gradient spreads out again.',
  formula: 'C_{ij} = A_{ij},\\; A_{1j},\\; A_{i1} \\;\\text{or}\\; A_{11}',
  keywords: ['repeat', 'expand', 'spread', 'tile', 'copy'],
  inputs: {
    in: input('A number, a row, a column, or a matrix that already fits'),
    like: input('Only its shape matters'),
  },
  outputs: { out: output('in, repeated to the shape of like') },
  params: {},
  shapeOnly: ['like'],
  shape({ in: a, like }) {
    const wide = broadcastShape(a, like)
    if (wide && sameShape(wide, like)) return { out: like }
    const right = 'in must be 1×1, a row or a column that can be repeated to fit like'
    return mismatch('in', `in is ${describe(a)} and like is ${describe(like)}`, right)
  },
  passes: ({ in: a, like }) => (sameShape(a, like) ? 'in' : null),
  run: ({ out }, { in: a }) => broadcastTo(out, a),
  kernel: () => ({ does: 'unary', by: 'copy', of: 'in' }),
  gradient: {
    // ∂L/∂A = G, summed back
    in: ({ g, in: a }, op) => op('sumlike', g, a),
  },
  samples: [
    { inputs: { in: { rows: 1, cols: 1 }, like: { rows: 2, cols: 3 } } },
    { inputs: { in: { rows: 2, cols: 1 }, like: { rows: 2, cols: 3 } } },
  ],
  examples: [
    {
      inputs: {
        in: [[1, 2]],
        like: [
          [0, 0],
          [0, 0],
        ],
      },
      outputs: {
        out: [
          [1, 2],
          [1, 2],
        ],
      },
    },
  ],
})
