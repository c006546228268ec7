// Backward: the gradient of a loss with respect to any wire.
import { defineNode, input, output } from '../../src/node.ts'

export default defineNode({
  title: 'Backward',
  docs: 'Asks how the **loss** would change if each number of **of** grew a little. The answer has the shape of **of**. It is computed by nodes like any others: unfold this block to see them. A gradient can itself be differentiated by another Backward.',
  formula: 'G_{ij} = \\frac{\\partial L}{\\partial X_{ij}}',
  keywords: ['gradient', 'autograd', 'derivative', 'backpropagation', 'adjoint', 'chain rule', 'slope'],
  inputs: { loss: input('One number'), of: input('Any wire that the loss depends on') },
  outputs: { gradient: output('∂loss/∂of', 'gradient') },
  params: {},
  differentiates: { loss: 'loss', of: 'of', out: 'gradient', how: 'exactly' },
})
