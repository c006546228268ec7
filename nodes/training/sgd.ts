// SGD: gradient descent with momentum.
import { defineNode, input, next, optional, output } from '../../src/node.ts'
import { number } from '../../src/param.ts'

export default defineNode({
  title: 'SGD',
  docs: 'Steps downhill. At the end of every iteration the **velocity** keeps a part of itself (the momentum) and takes in the gradient; then the **value** moves against it by the learning rate.',
  formula: 'v \\leftarrow \\mu v + g, \\quad W \\leftarrow W - \\eta v',
  keywords: ['optimizer', 'optimiser', 'gradient descent', 'momentum', 'learning rate', 'parameter'],
  inputs: {
    initial: input('Where the value starts'),
    gradient: next('The gradient of the loss with respect to the value'),
    learningRate: optional('Overrides the learning rate'),
    momentum: optional('Overrides the momentum'),
  },
  outputs: {
    value: output('The parameter that is being learned', 'memory'),
    velocity: output('What the steps have gathered so far; starts at 0', 'memory'),
  },
  params: {
    learningRate: number(0.1, 'The size of a step', { min: 0, scale: 'log' }),
    momentum: number(0, 'How much of the velocity is kept', { min: 0, max: 1 }),
  },
  learns: { gradient: 'gradient', value: 'value' },
  build({ initial, gradient, learningRate, momentum }, params, op) {
    const value = op('memory', initial)
    const velocity = op('memory', op('fill', initial, { value: 0 }))
    const kept = momentum
      ? op('multiply', velocity, momentum)
      : op('scale', velocity, { factor: params.momentum })
    const gathered = op('add', kept, gradient)
    const step = learningRate
      ? op('multiply', gathered, learningRate)
      : op('scale', gathered, { factor: params.learningRate })
    velocity.feed('next', gathered)
    value.feed('next', op('subtract', value, step))
    return { value, velocity }
  },
})
