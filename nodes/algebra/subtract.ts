// Subtract: the elementwise difference of two matrices.
import { defineNode, elementwise, input, output } from '../../src/node.ts'
import { subtract } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Subtract',
  docs: 'Takes **b** away from **a**, element by element. A single number, a row or a column is repeated to fit the other matrix.',
  formula: 'C_{ij} = A_{ij} - B_{ij}',
  keywords: ['minus', 'difference', 'error', 'residual', 'sub'],
  inputs: { a: input('What is taken from'), b: input('What is taken away') },
  outputs: { out: output('a − b') },
  params: {},
  shape: elementwise,
  run: ({ out }, { a, b }) => subtract(out, a, b),
  kernel: () => ({ does: 'binary', by: 'subtract', a: 'a', b: 'b' }),
  gradient: {
    // ∂L/∂A = G, summed back where a was repeated
    a: ({ g, a }, op) => op('sumlike', g, a),
    // ∂L/∂B = −G, summed back where b was repeated
    b: ({ g, b }, op) => op('sumlike', op('negate', g), b),
  },
  samples: [
    { inputs: { a: { rows: 2, cols: 3 }, b: { rows: 2, cols: 3 } } },
    { inputs: { a: { rows: 1, cols: 3 }, b: { rows: 2, cols: 1 } } },
    { inputs: { a: { rows: 1, cols: 1 }, b: { rows: 2, cols: 3 } } },
  ],
  examples: [{ inputs: { a: [[5, 2]], b: [[1, 4]] }, outputs: { out: [[4, -2]] } }],
})
