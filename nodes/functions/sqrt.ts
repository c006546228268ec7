// Sqrt: the square root of every number.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { sqrt } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Square root',
  docs: 'The square root of every number. Below zero there is none: the result is NaN. Its slope is infinite at 0.',
  formula: 'Y_{ij} = \\sqrt{X_{ij}}',
  keywords: ['sqrt', 'root', 'radical'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('√in') },
  params: {},
  shape: likeIn,
  run: ({ out }, { in: a }) => sqrt(out, a),
  kernel: () => ({ does: 'unary', by: 'sqrt', of: 'in' }),
  gradient: {
    // ∂L/∂X = G / 2Y
    in: ({ g, out }, op) => op('divide', g, op('scale', out, { factor: 2 })),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3, low: 0.2, high: 3 } } }],
  examples: [{ inputs: { in: [[9, 4]] }, outputs: { out: [[3, 2]] } }],
})
