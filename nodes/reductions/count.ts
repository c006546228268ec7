// Count: how many numbers a sum adds up; the gradient of a mean divides by it.
import { defineNode, input, output, scalar } from '../../src/node.ts'
import { choice } from '../../src/param.ts'
import { fill } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Count',
  docs: 'How many numbers a Sum over **in** adds up: all of them, or as many as there are rows or columns. The gradient of Mean divides by it.',
  formula: 'n = \\operatorname{rows} \\cdot \\operatorname{columns}',
  keywords: ['number of elements', 'size', 'length', 'numel', 'shape'],
  inputs: { in: input('Only its shape matters') },
  outputs: { out: output('How many, 1×1') },
  params: { over: choice(['all', 'rows', 'columns'], 'Everything, or the rows only, or the columns only') },
  shapeOnly: ['in'],
  shape: () => ({ out: scalar }),
  run: ({ out }, { in: { rows, cols } }, { over }) =>
    fill(out, (over === 'columns' ? 1 : rows) * (over === 'rows' ? 1 : cols)),
  examples: [
    { inputs: { in: [[7, 8, 9]] }, outputs: { out: [[3]] } },
    { inputs: { in: [[7, 8, 9]] }, params: { over: 'rows' }, outputs: { out: [[1]] } },
  ],
})
