// Adam: gradient descent with a step size of its own for every number.
import { defineNode, input, next, output } from '../../src/node.ts'
import { number } from '../../src/param.ts'
import { log } from '../../src/numeric/functions.ts'

export default defineNode({
  title: 'Adam',
  docs: 'Steps downhill, with a step size of its own for every number. It keeps running averages of the gradient (m) and of its square (v) and moves by m / √v, so steep and flat directions go at about the same pace. Both averages start at 0; dividing by 1 − βᵗ makes up for that.',
  formula:
    '\\begin{aligned} m &\\leftarrow \\beta_1 m + (1 - \\beta_1) g, \\quad v \\leftarrow \\beta_2 v + (1 - \\beta_2) g^2 \\\\ W &\\leftarrow W - \\frac{\\eta}{1 - \\beta_1^t} \\cdot \\frac{m}{\\sqrt{v} / \\sqrt{1 - \\beta_2^t} + \\varepsilon} \\end{aligned}',
  keywords: [
    'optimizer',
    'optimiser',
    'adaptive',
    'moment',
    'gradient descent',
    'learning rate',
    'parameter',
  ],
  inputs: {
    initial: input('Where the value starts'),
    gradient: next('The gradient of the loss with respect to the value'),
  },
  outputs: { value: output('The parameter that is being learned', 'memory') },
  params: {
    learningRate: number(0.001, 'The size of a step, η', { min: 0, scale: 'log' }),
    beta1: number(0.9, 'How much of the average gradient is kept', { min: 0, max: 0.999999 }),
    beta2: number(0.999, 'How much of the average square is kept', { min: 0, max: 0.999999 }),
    epsilon: number(1e-8, 'Keeps the division from failing where the gradient is 0', {
      min: 0,
      scale: 'log',
    }),
  },
  learns: { gradient: 'gradient', value: 'value' },
  build({ initial, gradient }, { learningRate, beta1, beta2, epsilon }, op) {
    const one = op('number', { value: 1 })
    const value = op('memory', initial)
    const average = op('memory', op('fill', initial, { value: 0 }))
    const averageSquare = op('memory', op('fill', initial, { value: 0 }))
    const steps = op('memory', op('number', { value: 0 }))
    const t = op('add', steps, one)
    // 1 − βᵗ = 2x / (1 + x) with x = tanh(−½ t ln β): subtracting βᵗ ≈ 1 in float32 would cost half the digits.
    const correction = (beta: number) => {
      const x = op('tanh', op('scale', t, { factor: log(beta) / -2 }))
      return op('divide', op('scale', x, { factor: 2 }), op('add', one, x))
    }
    const squared = op('multiply', op('scale', gradient, { factor: 1 - beta2 }), gradient)
    const m = op('add', op('scale', average, { factor: beta1 }), op('scale', gradient, { factor: 1 - beta1 }))
    const v = op('add', op('scale', averageSquare, { factor: beta2 }), squared)
    const root = op('divide', op('sqrt', v), op('sqrt', correction(beta2)))
    const size = op('divide', op('number', { value: learningRate }), correction(beta1))
    const step = op('divide', op('multiply', m, size), op('add', root, op('number', { value: epsilon })))
    steps.feed('next', t)
    average.feed('next', m)
    averageSquare.feed('next', v)
    value.feed('next', op('subtract', value, step))
    return { value }
  },
})
