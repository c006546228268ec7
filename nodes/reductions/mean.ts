// Mean: the average of a whole matrix, of its rows or of its columns.
import { defineNode, input, output } from '../../src/node.ts'
import { choice } from '../../src/param.ts'
import { mean } from '../../src/numeric/reduce.ts'

export default defineNode({
  title: 'Mean',
  docs: 'The average of all numbers: their sum divided by how many there are. **over** “rows” averages the rows into one row, “columns” leaves one column.',
  formula: 'c = \\frac{1}{n} \\sum_{ij} A_{ij}',
  keywords: ['average', 'avg', 'reduce', 'expectation'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('The mean: 1×1, one row or one column') },
  params: {
    over: choice(
      ['all', 'rows', 'columns'],
      'Everything, or down the rows into one row, or along the columns into one column',
    ),
  },
  shape: ({ in: { rows, cols } }, { over }) => ({
    out: { rows: over === 'columns' ? rows : 1, cols: over === 'rows' ? cols : 1 },
  }),
  run: ({ out }, { in: a }, { over }) => mean(out, a, over),
  kernel: ({ over }) => ({ does: 'mean', of: 'in', over }),
  gradient: {
    // ∂L/∂A = G / n, repeated
    in: ({ g, in: a, params: { over } }, op) => op('broadcast', op('divide', g, op('count', a, { over })), a),
  },
  samples: [
    { inputs: { in: { rows: 2, cols: 3 } } },
    { inputs: { in: { rows: 2, cols: 3 } }, params: { over: 'rows' } },
    { inputs: { in: { rows: 2, cols: 3 } }, params: { over: 'columns' } },
  ],
  examples: [
    { inputs: { in: [[1, 2, 6]] }, outputs: { out: [[3]] } },
    {
      about: 'Over the columns: the means of the rows',
      inputs: {
        in: [
          [1, 2],
          [3, 4],
        ],
      },
      params: { over: 'columns' },
      outputs: { out: [[1.5], [3.5]] },
    },
  ],
})
