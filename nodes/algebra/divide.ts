// Divide: the elementwise quotient of two matrices.
import { defineNode, elementwise, input, output } from '../../src/node.ts'
import { divide } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Divide',
  docs: 'Divides **a** by **b**, element by element. A single number, a row or a column is repeated to fit the other matrix. A number divided by 0 is infinite, and 0 by 0 is NaN.',
  formula: 'C_{ij} = \\frac{A_{ij}}{B_{ij}}',
  keywords: ['quotient', 'ratio', 'over', 'div', 'fraction'],
  inputs: { a: input('What is divided'), b: input('What it is divided by') },
  outputs: { out: output('a / b') },
  params: {},
  shape: elementwise,
  run: ({ out }, { a, b }) => divide(out, a, b),
  kernel: () => ({ does: 'binary', by: 'divide', a: 'a', b: 'b' }),
  gradient: {
    // ∂L/∂A = G / B, summed back where a was repeated
    a: ({ g, a, b }, op) => op('sumlike', op('divide', g, b), a),
    // ∂L/∂B = −G · C / B, summed back where b was repeated
    b: ({ g, b, out }, op) => op('sumlike', op('negate', op('multiply', g, op('divide', out, b))), b),
  },
  samples: [
    { inputs: { a: { rows: 2, cols: 3 }, b: { rows: 2, cols: 3, low: 0.5, high: 2 } } },
    { inputs: { a: { rows: 1, cols: 3 }, b: { rows: 2, cols: 1, low: -2, high: -0.5 } } },
    { inputs: { a: { rows: 2, cols: 3 }, b: { rows: 1, cols: 1, low: 0.5, high: 2 } } },
  ],
  examples: [{ inputs: { a: [[6, 1]], b: [[2, 4]] }, outputs: { out: [[3, 0.25]] } }],
})
