// Print: a matrix as numbers.
import { defineNode, input } from '../../src/node.ts'
import { integer } from '../../src/param.ts'

export default defineNode({
  title: 'Print',
  docs: 'Shows the numbers of a matrix, each with the same number of **decimals**. A minus before a zero is shown too: it tells from which side a number came.',
  keywords: ['table', 'numbers', 'show', 'view', 'values', 'text', 'display'],
  inputs: { in: input('The matrix to show') },
  outputs: {},
  params: { decimals: integer(4, 'Digits behind the point', { min: 0, max: 20 }) },
  shape: () => ({}),
  picture: ({ in: matrix }, { decimals }) => ({ kind: 'table', matrix, decimals }),
})
