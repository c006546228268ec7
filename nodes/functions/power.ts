// Power: every number to the same power.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { number } from '../../src/param.ts'
import { power } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Power',
  docs: 'Raises every number to the power **exponent**: 3 cubes it, 0.5 takes the root, −1 divides 1 by it. A negative number has only whole powers; others are NaN.',
  formula: 'Y_{ij} = X_{ij}^{\\,p}',
  keywords: ['pow', 'exponent', 'cube', 'root', 'polynomial'],
  inputs: { in: input('Any matrix') },
  outputs: { out: output('in to the power of the exponent') },
  params: { exponent: number(2, 'The power p') },
  shape: likeIn,
  run: ({ out }, { in: a }, { exponent }) => power(out, a, exponent),
  kernel: ({ exponent }) => ({ does: 'parametric', by: 'power', of: 'in', param: exponent }),
  gradient: {
    // ∂L/∂X = G · p · Xᵖ⁻¹, which is 0 for p = 0, even at 0 where X⁻¹ is infinite
    in({ g, in: a, params: { exponent: p } }, op) {
      if (p === 0) return op('fill', a, { value: 0 })
      return op('multiply', g, op('scale', op('power', a, { exponent: p - 1 }), { factor: p }))
    },
  },
  samples: [
    { inputs: { in: { rows: 2, cols: 3 } } },
    { inputs: { in: { rows: 2, cols: 3 } }, params: { exponent: 3 } },
    { inputs: { in: { rows: 2, cols: 3, low: 0.2, high: 3 } }, params: { exponent: -1.5 } },
    { inputs: { in: { rows: 2, cols: 3 } }, params: { exponent: 0 } },
  ],
  examples: [
    { inputs: { in: [[2, -3]] }, params: { exponent: 3 }, outputs: { out: [[8, -27]] } },
    { inputs: { in: [[9, 0.25]] }, params: { exponent: 0.5 }, outputs: { out: [[3, 0.5]] } },
  ],
})
