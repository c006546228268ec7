// Iteration: which iteration it is.
import { defineNode, output, scalar } from '../../src/node.ts'
import { fill } from '../../src/numeric/elementwise.ts'

export default defineNode({
  title: 'Iteration',
  docs: 'The number of the iteration: 0 at first, then 1, 2, 3 … Use it for anything that follows a timetable, such as a learning rate that shrinks.',
  formula: 'C = t',
  keywords: ['time', 'clock', 'counter', 'epoch', 'step', 'schedule'],
  inputs: {},
  outputs: { out: output('t, 1×1') },
  params: {},
  timed: true,
  shape: () => ({ out: scalar }),
  run: ({ out }, _inputs, _params, { iteration }) => fill(out, iteration),
  kernel: () => ({ does: 'time' }),
  examples: [{ about: 'At the first iteration', outputs: { out: [[0]] } }],
})
