// SumLike: sums a matrix back to a smaller shape, the adjoint of repeating.
import { defineNode, input, mismatch, output } from '../../src/node.ts'
import { broadcastShape, describe, sameShape } from '../../src/numeric/matrix.ts'
import { sumTo } from '../../src/numeric/reduce.ts'

export default defineNode({
  title: 'Sum like',
  docs: 'Adds up the places that broadcasting had filled by repetition, so that **in** takes the shape of **like** again. Gradients need it: what was repeated collects the gradient of all its copies.',
  formula: 'C = \\textstyle\\sum_{\\text{repeated}} A',
  keywords: ['unbroadcast', 'reduce', 'sum to shape'],
  inputs: { in: input('The matrix to sum'), like: input('Only its shape matters') },
  outputs: { out: output('in, summed back to the shape of like') },
  params: {},
  shapeOnly: ['like'],
  shape({ in: a, like }) {
    const wide = broadcastShape(a, like)
    if (wide && sameShape(wide, a)) return { out: like }
    const right = 'like must be 1×1, a row or a column that can be repeated to fit in'
    return mismatch('like', `in is ${describe(a)} and like is ${describe(like)}`, right)
  },
  passes: ({ in: a, like }) => (sameShape(a, like) ? 'in' : null),
  run: ({ out }, { in: a }) => sumTo(out, a),
  kernel: () => ({ does: 'sumTo', of: 'in' }),
  gradient: {
    // ∂L/∂A = G, repeated
    in: ({ g, in: a }, op) => op('broadcast', g, a),
  },
  samples: [
    { inputs: { in: { rows: 3, cols: 2 }, like: { rows: 1, cols: 2 } } },
    { inputs: { in: { rows: 3, cols: 2 }, like: { rows: 1, cols: 1 } } },
  ],
  examples: [
    {
      inputs: {
        in: [
          [1, 2],
          [3, 4],
        ],
        like: [[0, 0]],
      },
      outputs: { out: [[4, 6]] },
    },
  ],
})
