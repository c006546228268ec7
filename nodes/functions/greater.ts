// Greater: where one matrix is larger than another.
import { defineNode, elementwise, input, output } from '../../src/node.ts'
import { greater } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Greater',
  docs: 'Compares two matrices element by element: 1 where **a** is larger than **b**, 0 where it is not. No gradient passes through a comparison.',
  formula: 'C_{ij} = \\begin{cases} 1 & A_{ij} > B_{ij} \\\\ 0 & \\text{else} \\end{cases}',
  keywords: ['compare', 'comparison', 'larger', 'more than', 'mask', 'threshold', 'step', '>'],
  inputs: { a: input('Is this one larger …'), b: input('… than this one?') },
  outputs: { out: output('Ones and zeros') },
  params: {},
  shape: elementwise,
  run: ({ out }, { a, b }) => greater(out, a, b),
  kernel: () => ({ does: 'binary', by: 'greater', a: 'a', b: 'b' }),
  examples: [{ inputs: { a: [[1, 2, 3]], b: [[2]] }, outputs: { out: [[0, 0, 1]] } }],
})
