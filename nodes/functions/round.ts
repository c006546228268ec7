// Round: every number to a fixed number of decimals.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { integer } from '../../src/param.ts'
import { round } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Round',
  docs: 'Rounds every number to so many **decimals**; halves go to the even neighbour, as `torch.round` does it. It is a staircase, flat on every step, so its gradient is 0 and nothing can be learned through it.',
  formula: 'Y_{ij} = \\operatorname{round}(X_{ij} \\cdot 10^d) / 10^d',
  keywords: ['decimals', 'half to even', 'quantize', 'integer'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('The rounded numbers') },
  params: {
    decimals: integer(3, 'Digits behind the point; negative ones round to tens, hundreds …', {
      min: -30,
      max: 30,
    }),
  },
  shape: likeIn,
  run: ({ out }, { in: a }, { decimals }) => round(out, a, decimals),
  kernel: ({ decimals }) => ({ does: 'parametric', by: 'round', of: 'in', param: decimals }),
  gradient: {
    // ∂L/∂X = 0: flat on every step
    in: ({ in: a }, op) => op('fill', a, { value: 0 }),
  },
  samples: [
    {
      inputs: { in: { rows: 2, cols: 3, avoid: [-1.5, -0.5, 0.5, 1.5] } },
      params: { decimals: 0 },
    },
  ],
  examples: [
    { inputs: { in: [[1.2344, -0.5678]] }, outputs: { out: [[1.2339999675750732, -0.5680000185966492]] } },
    {
      about: 'Halves go to the even neighbour',
      inputs: { in: [[0.5, 1.5, 2.5]] },
      params: { decimals: 0 },
      outputs: { out: [[0, 2, 2]] },
    },
  ],
})
