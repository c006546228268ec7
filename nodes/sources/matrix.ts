// Matrix: numbers typed in by hand.
import { defineNode, mismatch, output } from '../../src/node.ts'
import { rows } from '../../src/param.ts'

export default defineNode({
  title: 'Matrix',
  docs: 'Numbers that you type in, row by row. It never changes by itself while the graph runs.',
  formula: 'C = \\begin{pmatrix} c_{11} & c_{12} \\\\ c_{21} & c_{22} \\end{pmatrix}',
  keywords: ['constant', 'values', 'table', 'input', 'data', 'tensor', 'vector', 'array'],
  inputs: {},
  outputs: { out: output('The matrix') },
  params: {
    values: rows(
      [
        [1, 0],
        [0, 1],
      ],
      'The numbers, row by row',
    ),
  },
  shape(_, { values }) {
    const cols = values[0]?.length ?? 0
    const right =
      'there must be at least one row, and every row must have as many numbers as the first, at least one'
    if (values.length === 0) return mismatch(null, 'the matrix has no rows', right, 'BAD_VALUE')
    const odd = values.findIndex(({ length }) => length !== cols || length === 0)
    if (odd < 0) return { out: { rows: values.length, cols } }
    const shown = values.slice(0, Math.max(odd + 1, 8)).map(({ length }) => length)
    const lengths = shown.length < values.length ? [...shown, '…'] : shown
    return mismatch(null, `the rows have ${lengths.join(', ')} numbers`, right, 'BAD_VALUE')
  },
  run({ out }, _, { values }) {
    for (let row = 0, index = 0; row < out.rows; row++)
      for (let col = 0; col < out.cols; col++, index++) out.data[index] = values[row]?.[col] ?? NaN
  },
  examples: [{ params: { values: [[1, 2.5, -3]] }, outputs: { out: [[1, 2.5, -3]] } }],
})
