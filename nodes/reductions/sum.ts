// Sum: adds up a whole matrix, its rows or its columns.
import { defineNode, input, output } from '../../src/node.ts'
import { choice } from '../../src/param.ts'
import { sum } from '../../src/numeric/reduce.ts'

export default defineNode({
  title: 'Sum',
  docs: 'Adds up all numbers. **over** “rows” adds the rows to each other and leaves one row, “columns” leaves one column.',
  formula: 'c = \\sum_{ij} A_{ij}',
  keywords: ['total', 'add up', 'reduce', 'accumulate'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('The sum: 1×1, one row or one column') },
  params: {
    over: choice(
      ['all', 'rows', 'columns'],
      'Everything, or down the rows into one row, or along the columns into one column',
    ),
  },
  shape: ({ in: { rows, cols } }, { over }) => ({
    out: { rows: over === 'columns' ? rows : 1, cols: over === 'rows' ? cols : 1 },
  }),
  run: ({ out }, { in: a }, { over }) => sum(out, a, over),
  kernel: ({ over }) => ({ does: 'sum', of: 'in', over }),
  gradient: {
    // ∂L/∂A = G, repeated
    in: ({ g, in: a }, op) => op('broadcast', g, a),
  },
  samples: [
    { inputs: { in: { rows: 2, cols: 3 } } },
    { inputs: { in: { rows: 2, cols: 3 } }, params: { over: 'rows' } },
    { inputs: { in: { rows: 2, cols: 3 } }, params: { over: 'columns' } },
  ],
  examples: [
    { inputs: { in: [[1, 2, 3]] }, outputs: { out: [[6]] } },
    {
      about: 'Over the rows: the sums of the columns',
      inputs: {
        in: [
          [1, 2],
          [3, 4],
        ],
      },
      params: { over: 'rows' },
      outputs: { out: [[4, 6]] },
    },
  ],
})
