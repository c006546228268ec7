// Trace: the sum of the diagonal.
import { defineNode, input, mismatch, output, scalar } from '../../src/node.ts'
import { describe } from '../../src/numeric/matrix.ts'
import { trace } from '../../src/numeric/reduce.ts'

export default defineNode({
  title: 'Trace',
  docs: 'Adds up the diagonal of a square matrix, from the upper left to the lower right.',
  formula: 'c = \\sum_i A_{ii}',
  keywords: ['tr', 'diagonal', 'sum', 'eigenvalues'],
  inputs: { in: input('A square matrix') },
  outputs: { out: output('The sum of the diagonal, 1×1') },
  params: {},
  shape({ in: a }) {
    if (a.rows === a.cols) return { out: scalar }
    return mismatch('in', `in is ${describe(a)}`, 'only a square matrix has a trace, as many rows as columns')
  },
  run: ({ out }, { in: a }) => trace(out, a),
  kernel: () => ({ does: 'trace', of: 'in' }),
  gradient: {
    // ∂L/∂A = g · I
    in: ({ g, in: a }, op) => op('gate', op('broadcast', g, a), op('identitylike', a)),
  },
  samples: [{ inputs: { in: { rows: 3, cols: 3 } } }],
  examples: [
    {
      inputs: {
        in: [
          [1, 2],
          [3, 4],
        ],
      },
      outputs: { out: [[5]] },
    },
  ],
})
