// Diagonal: a square matrix with given numbers on its diagonal and zeros elsewhere.
import { defineNode, mismatch, output } from '../../src/node.ts'
import { list } from '../../src/param.ts'
import { fill } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Diagonal',
  docs: 'A square matrix with your numbers on its diagonal and 0 everywhere else. Multiplying by it stretches each direction on its own.',
  formula: 'C = \\operatorname{diag}(d_1, \\dots, d_n)',
  keywords: ['diag', 'eigenvalues', 'stretch', 'constant', 'matrix'],
  inputs: {},
  outputs: { out: output('The diagonal matrix, as many rows and columns as there are numbers') },
  params: { values: list([1, 2], 'The numbers on the diagonal, from the upper left') },
  shape(_, { values: { length } }) {
    if (length > 0) return { out: { rows: length, cols: length } }
    return mismatch(null, 'the diagonal has no numbers', 'it must have at least one', 'BAD_VALUE')
  },
  run({ out }, _, { values }) {
    fill(out, 0)
    for (let row = 0; row < out.rows; row++) out.data[row * (out.cols + 1)] = values[row] ?? NaN
  },
  examples: [
    {
      params: { values: [3, 4] },
      outputs: {
        out: [
          [3, 0],
          [0, 4],
        ],
      },
    },
  ],
})
