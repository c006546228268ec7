// Multiply: the elementwise product of two matrices.
import { defineNode, elementwise, input, output } from '../../src/node.ts'
import { multiply } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Multiply',
  docs: 'Multiplies two matrices element by element (the matrix product is MatMul). A single number, a row or a column is repeated to fit the other matrix.',
  formula: 'C_{ij} = A_{ij} \\cdot B_{ij}',
  keywords: ['times', 'product', 'hadamard', 'elementwise', 'mul', 'mask'],
  inputs: { a: input('The first factor'), b: input('The second factor') },
  outputs: { out: output('a times b, element by element') },
  params: {},
  shape: elementwise,
  run: ({ out }, { a, b }) => multiply(out, a, b),
  kernel: () => ({ does: 'binary', by: 'multiply', a: 'a', b: 'b' }),
  gradient: {
    // ∂L/∂A = G · B, summed back where a was repeated
    a: ({ g, a, b }, op) => op('sumlike', op('multiply', g, b), a),
    // ∂L/∂B = G · A, summed back where b was repeated
    b: ({ g, a, b }, op) => op('sumlike', op('multiply', g, a), b),
  },
  samples: [
    { inputs: { a: { rows: 2, cols: 3 }, b: { rows: 2, cols: 3 } } },
    { inputs: { a: { rows: 1, cols: 3 }, b: { rows: 2, cols: 1 } } },
    { inputs: { a: { rows: 1, cols: 1 }, b: { rows: 2, cols: 3 } } },
  ],
  examples: [{ inputs: { a: [[2, 3]], b: [[4, -1]] }, outputs: { out: [[8, -3]] } }],
})
