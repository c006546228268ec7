// Fill: one number everywhere, in the shape of another matrix.
import { defineNode, input, likeIn, output } from '../../src/node.ts'
import { number } from '../../src/param.ts'
import { fill } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Fill',
  docs: 'A matrix shaped like **in** with the same number everywhere: where a velocity starts, or a matrix of ones.',
  formula: 'C_{ij} = c',
  keywords: ['zeros', 'ones', 'constant', 'full', 'zeros_like', 'ones_like'],
  inputs: { in: input('Only its shape matters') },
  outputs: { out: output('The filled matrix') },
  params: { value: number(0, 'The number to fill it with') },
  shapeOnly: ['in'],
  shape: likeIn,
  run: ({ out }, _, { value }) => fill(out, value),
  examples: [{ inputs: { in: [[1, 2, 3]] }, params: { value: 7 }, outputs: { out: [[7, 7, 7]] } }],
})
