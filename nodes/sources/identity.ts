// Identity: the matrix that changes nothing.
import { defineNode, output } from '../../src/node.ts'
import { integer } from '../../src/param.ts'
import { fill } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Identity',
  docs: 'The matrix that changes nothing: 1 on the diagonal, 0 elsewhere. Whatever you multiply by it stays as it is.',
  formula: 'I_{ij} = \\begin{cases} 1 & i = j \\\\ 0 & i \\ne j \\end{cases}',
  keywords: ['eye', 'unit matrix', 'ones', 'constant', 'matrix'],
  inputs: {},
  outputs: { out: output('The identity matrix') },
  params: { size: integer(2, 'How many rows, and as many columns', { min: 1 }) },
  shape: (_, { size }) => ({ out: { rows: size, cols: size } }),
  run({ out }) {
    fill(out, 0)
    for (let row = 0; row < out.rows; row++) out.data[row * (out.cols + 1)] = 1
  },
  examples: [
    {
      params: { size: 2 },
      outputs: {
        out: [
          [1, 0],
          [0, 1],
        ],
      },
    },
  ],
})
