// IdentityLike: ones on the diagonal, in the shape of another matrix; the gradient of a trace.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { fill } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Identity like',
  docs: 'A matrix shaped like **in**, with 1 on the diagonal and 0 elsewhere. The gradient of Trace needs it.',
  formula: 'C_{ij} = \\begin{cases} 1 & i = j \\\\ 0 & i \\ne j \\end{cases}',
  keywords: ['eye', 'diagonal', 'unit matrix', 'mask'],
  inputs: { in: input('Only its shape matters') },
  outputs: { out: output('Ones on the diagonal') },
  params: {},
  shapeOnly: ['in'],
  shape: likeIn,
  run({ out }) {
    fill(out, 0)
    const { rows, cols, data } = out
    for (let row = 0; row < rows && row < cols; row++) data[row * (cols + 1)] = 1
  },
  examples: [{ inputs: { in: [[7, 8, 9]] }, outputs: { out: [[1, 0, 0]] } }],
})
