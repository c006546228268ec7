// Memory: carries a value from one iteration to the next.
import { defineNode, input, next, output } from '../../src/node.ts'

export default defineNode({
  title: 'Memory',
  docs: 'Starts as **initial** and takes in **next** at the end of every iteration. It is where a loop may close, and where differentiation stops.',
  formula: 'V_0 = \\text{initial}, \\quad V_{t+1} = \\text{next}_t',
  keywords: ['state', 'delay', 'variable', 'parameter', 'loop'],
  inputs: { initial: input('The value at iteration 0'), next: next('The value of the next iteration') },
  outputs: { value: output('The value of this iteration', 'memory') },
  params: {},
  shape: ({ initial }) => ({ value: initial }),
  memory: { initial: 'initial', next: 'next', value: 'value' },
})
