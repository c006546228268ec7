// Heatmap: a matrix as coloured cells.
import { defineNode, input } from '../../src/node.ts'
import { integer, range } from '../../src/param.ts'

export default defineNode({
  title: 'Heatmap',
  docs: 'Shows a matrix as coloured cells: white is zero, blue below, red above. **every** keeps a picture each so many iterations.',
  keywords: ['picture', 'matrix', 'colour', 'color', 'imshow', 'show', 'view', 'filmstrip'],
  inputs: { in: input('The matrix to show') },
  outputs: {},
  params: {
    range: range('The values of the darkest blue and the darkest red; “auto” takes them from the numbers'),
    every: integer(0, 'Keep a picture every so many iterations; 0 keeps none', { min: 0 }),
    decimals: integer(2, 'Decimals of the numbers in the cells', { min: 0, max: 8 }),
  },
  shape: () => ({}),
  keeps: ({ every }) => every,
  picture: ({ in: matrix }, { range: limits, decimals }) => ({
    kind: 'heatmap',
    matrix,
    range: limits === 'auto' ? null : limits,
    decimals,
  }),
})
