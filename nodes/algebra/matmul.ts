// MatMul: the matrix product.
import { defineNode, input, mismatch, output } from '../../src/node.ts'
import { describe } from '../../src/numeric/matrix.ts'
import { matmul } from '../../src/numeric/matmul.ts'

export default defineNode({
  title: 'MatMul',
  docs: 'Multiplies two matrices: each number of the result is a row of **a** times a column of **b**, added up from left to right.',
  formula: 'C_{ij} = \\sum_k A_{ik} B_{kj}',
  keywords: ['product', 'multiply', 'dot'],
  inputs: { a: input('The left matrix'), b: input('The right matrix: as many rows as a has columns') },
  outputs: { out: output('The product a · b') },
  params: {},
  shape({ a, b }) {
    if (a.cols === b.rows) return { out: { rows: a.rows, cols: b.cols } }
    const columns =
      a.cols === 1
        ? 'the 1 column of a must meet as many rows'
        : `the ${a.cols} columns of a must meet as many rows`
    return mismatch('b', `a is ${describe(a)} and b is ${describe(b)}`, `${columns} of b`)
  },
  run: ({ out }, { a, b }, _, { arithmetic }) => matmul(out, a, b, arithmetic),
  kernel: () => ({ does: 'product', a: 'a', b: 'b' }),
  gradient: {
    // ∂L/∂A = G · Bᵀ
    a: ({ g, b }, op) => op('matmul', g, op('transpose', b)),
    // ∂L/∂B = Aᵀ · G
    b: ({ g, a }, op) => op('matmul', op('transpose', a), g),
  },
  samples: [
    { inputs: { a: { rows: 3, cols: 4 }, b: { rows: 4, cols: 2 } } },
    { inputs: { a: { rows: 1, cols: 3 }, b: { rows: 3, cols: 1 } } },
  ],
  examples: [
    {
      inputs: {
        a: [
          [1, 2],
          [3, 4],
        ],
        b: [[5], [6]],
      },
      outputs: { out: [[17], [39]] },
    },
  ],
})
