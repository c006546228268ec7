// GradCheck: measures a gradient and compares it with the one from Backward.
import { defineNode, input, output } from '../../src/node.ts'

export default defineNode({
  title: 'Gradient check',
  docs: 'Trust, but measure: nudges each number of **of** a little up and a little down, looks how much the **loss** really changes, and compares that with the gradient that Backward computes. The **error** is the largest difference, relative where the gradient is above 1. Around 1e-7 or less, the gradient is right. All of it in double precision.',
  formula:
    'e = \\max_{ij} \\frac{|g_{ij} - d_{ij}|}{\\max(1, |g_{ij}|, |d_{ij}|)}, \\quad d_{ij} = \\frac{L(X_{ij} + h) - L(X_{ij} - h)}{2h}',
  keywords: ['gradcheck', 'finite difference', 'numerical', 'verify', 'test', 'derivative', 'autograd'],
  inputs: { loss: input('One number'), of: input('Any wire that the loss depends on') },
  outputs: { error: output('The largest difference, 1×1') },
  params: {},
  differentiates: { loss: 'loss', of: 'of', out: 'error', how: 'numerically' },
})
