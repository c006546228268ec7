// Scale: a matrix times one fixed number.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { number } from '../../src/param.ts'
import { scale } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Scale',
  docs: 'Multiplies every number by the same **factor**. To multiply by a number that comes over a wire, use Multiply.',
  formula: 'C_{ij} = \\lambda A_{ij}',
  keywords: ['times', 'factor', 'multiply', 'stretch', 'gain'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('in times the factor') },
  params: { factor: number(1, 'The factor λ') },
  shape: likeIn,
  run: ({ out }, { in: a }, { factor }) => scale(out, a, factor),
  kernel: ({ factor }) => ({ does: 'parametric', by: 'scale', of: 'in', param: factor }),
  gradient: {
    // ∂L/∂A = λ G
    in: ({ g, params: { factor } }, op) => op('scale', g, { factor }),
  },
  samples: [{ inputs: { in: { rows: 2, cols: 3 } }, params: { factor: -1.7 } }],
  examples: [{ inputs: { in: [[1, -2]] }, params: { factor: 3 }, outputs: { out: [[3, -6]] } }],
})
