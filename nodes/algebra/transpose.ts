// Transpose: rows become columns.
import { defineNode, input, output } from '../../src/node.ts'
import { transpose } from '../../src/numeric/matmul.ts'

export default defineNode({
  title: 'Transpose',
  docs: 'Turns rows into columns: the matrix is mirrored at its diagonal.',
  formula: 'C_{ij} = A_{ji}',
  keywords: ['mirror', 'flip', 'swap', 'rows', 'columns', 'T'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('in, with rows and columns swapped') },
  params: {},
  shape: ({ in: { rows, cols } }) => ({ out: { rows: cols, cols: rows } }),
  run: ({ out }, { in: a }) => transpose(out, a),
  kernel: () => ({ does: 'transpose', of: 'in' }),
  gradient: {
    // ∂L/∂A = Gᵀ
    in: ({ g }, op) => op('transpose', g),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } } }],
  examples: [{ inputs: { in: [[1, 2, 3]] }, outputs: { out: [[1], [2], [3]] } }],
})
