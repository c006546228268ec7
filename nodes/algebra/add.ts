// Add: the elementwise sum of two matrices.
import { defineNode, elementwise, input, output } from '../../src/node.ts'
import { add } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Add',
  docs: 'Adds two matrices element by element. A single number, a row or a column is repeated to fit the other matrix.',
  formula: 'C_{ij} = A_{ij} + B_{ij}',
  keywords: ['plus', 'sum', 'total', 'bias'],
  inputs: { a: input('The first summand'), b: input('The second summand') },
  outputs: { out: output('a + b') },
  params: {},
  shape: elementwise,
  run: ({ out }, { a, b }) => add(out, a, b),
  kernel: () => ({ does: 'binary', by: 'add', a: 'a', b: 'b' }),
  gradient: {
    // ∂L/∂A = G, summed back where a was repeated
    a: ({ g, a }, op) => op('sumlike', g, a),
    // ∂L/∂B = G, summed back where b was repeated
    b: ({ g, b }, op) => op('sumlike', g, b),
  },
  samples: [
    { inputs: { a: { rows: 2, cols: 3 }, b: { rows: 2, cols: 3 } } },
    { inputs: { a: { rows: 1, cols: 3 }, b: { rows: 2, cols: 1 } } },
    { inputs: { a: { rows: 2, cols: 3 }, b: { rows: 1, cols: 1 } } },
  ],
  examples: [{ inputs: { a: [[1, 2]], b: [[10]] }, outputs: { out: [[11, 12]] } }],
})
