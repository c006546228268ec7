// Gate: lets numbers through where another matrix is above zero; the gradient of ReLU.
import { defineNode, input, mismatch, output } from '../../src/node.ts'
import { broadcastShape, describe, sameShape } from '../../src/numeric/matrix.ts'

export default defineNode({
  title: 'Gate',
  docs: 'Lets **in** through where **by** is above zero and puts 0 everywhere else. A single number, a row or a column of **by** is repeated to fit. The gradient of ReLU is such a gate.',
  formula: 'C_{ij} = \\begin{cases} A_{ij} & B_{ij} > 0 \\\\ 0 & \\text{else} \\end{cases}',
  keywords: ['where', 'mask', 'select', 'if', 'switch', 'threshold'],
  inputs: {
    in: input('What is let through'),
    by: input('Where it is let through: wherever this is above 0'),
  },
  outputs: { out: output('in where by is above 0, else 0') },
  params: {},
  shape({ in: a, by }) {
    const wide = broadcastShape(a, by)
    if (wide && sameShape(wide, a)) return { out: a }
    const right = 'by must have the shape of in, or be 1×1, a row or a column that can be repeated to fit it'
    return mismatch('by', `in is ${describe(a)} and by is ${describe(by)}`, right)
  },
  run({ out }, { in: a, by }) {
    const down = by.rows === 1 ? 0 : by.cols
    const along = by.cols === 1 ? 0 : 1
    for (let row = 0, index = 0; row < out.rows; row++)
      for (let col = 0; col < out.cols; col++, index++)
        out.data[index] = (by.data[row * down + col * along] ?? NaN) > 0 ? (a.data[index] ?? NaN) : 0
  },
  kernel: () => ({ does: 'binary', by: 'gate', a: 'in', b: 'by' }),
  gradient: {
    // ∂L/∂A = G where B > 0, else 0; moving B changes nothing until it crosses 0
    in: ({ g, by }, op) => op('gate', g, by),
  },
  samples: [
    { inputs: { in: { rows: 2, cols: 3 }, by: { rows: 2, cols: 3, avoid: [0] } } },
    { inputs: { in: { rows: 2, cols: 3 }, by: { rows: 1, cols: 3, avoid: [0] } } },
  ],
  examples: [{ inputs: { in: [[1, 2, 3]], by: [[-1, 0, 5]] }, outputs: { out: [[0, 0, 3]] } }],
})
