// Number: one number, with a slider.
import { defineNode, output, scalar } from '../../src/node.ts'
import { choice, maybe, number } from '../../src/param.ts'
import { fill } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Number',
  docs: 'One number. Give it **min** and **max** and it becomes a slider that you can move while the graph runs. Elementwise operations take it as a matrix of any shape.',
  formula: 'C = c',
  keywords: ['scalar', 'constant', 'slider', 'value', 'learning rate'],
  inputs: {},
  outputs: { out: output('The number, 1×1') },
  params: {
    value: number(1, 'The number itself'),
    min: maybe('The left end of its slider'),
    max: maybe('The right end of its slider'),
    step: maybe('The steps of its slider', { min: 0 }),
    scale: choice(['linear', 'log'], '“log” moves the slider by factors instead of by steps'),
  },
  // Without both ends there is no slider, and nothing to scale.
  unused: ({ min, max }) => (min === null || max === null ? ['scale'] : []),
  shape: () => ({ out: scalar }),
  run: ({ out }, _, { value }) => fill(out, value),
  examples: [{ params: { value: 0.5 }, outputs: { out: [[0.5]] } }],
})
