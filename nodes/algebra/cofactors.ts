// Cofactors: how much the determinant changes with each number of a square matrix.
import { defineNode, input, mismatch, output } from '../../src/node.ts'
import { cofactors } from '../../src/numeric/cofactors.ts'
import { describe } from '../../src/numeric/matrix.ts'

export default defineNode({
  title: 'Cofactors',
  docs: 'For every number of a square matrix, the determinant of what is left without its row and its column, with the signs of a chessboard. That is how much the determinant changes with this number: the gradient of Determinant. It exists for singular matrices as well; its own gradient is divided by the determinant, and is no number where that is 0.',
  formula: 'C_{ij} = (-1)^{i+j} \\det A_{\\setminus i \\setminus j}',
  keywords: ['adjugate', 'adjoint', 'minor', 'determinant', 'singular'],
  inputs: { in: input('A square matrix') },
  outputs: { out: output('Its cofactors') },
  params: {},
  shape({ in: a }) {
    if (a.rows === a.cols) return { out: a }
    return mismatch(
      'in',
      `in is ${describe(a)}`,
      'only a square matrix has cofactors, as many rows as columns',
    )
  },
  run: ({ out }, { in: a }) => cofactors(out, a),
  gradient: {
    // ∂L/∂A = (⟨G, C⟩ · C − C · Gᵀ · C) / det A
    in({ g, in: a, out }, op) {
      const whole = op('multiply', op('sum', op('multiply', g, out)), out)
      const crossed = op('matmul', out, op('matmul', op('transpose', g), out))
      return op('divide', op('subtract', whole, crossed), op('determinant', a))
    },
  },
  samples: [
    { inputs: { in: { rows: 3, cols: 3, diagonal: 4 } } },
    { inputs: { in: { rows: 2, cols: 2, diagonal: 4 } } },
  ],
  examples: [
    {
      about: 'Also of a singular matrix',
      inputs: {
        in: [
          [1, 2],
          [2, 4],
        ],
      },
      outputs: {
        out: [
          [4, -2],
          [-2, 1],
        ],
      },
    },
  ],
})
