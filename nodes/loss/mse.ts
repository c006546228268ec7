// MSE: the mean squared error of a prediction.
import { defineNode, input, output } from '../../src/node.ts'

export default defineNode({
  title: 'MSE',
  docs: 'The mean squared error: how far the **prediction** is from the **target**, squared and averaged over all elements. Zero only when they are equal.',
  formula: 'L = \\frac{1}{n} \\sum_{ij} (Y_{ij} - \\hat Y_{ij})^2',
  keywords: ['loss', 'mean squared error', 'distance'],
  inputs: { prediction: input('What the graph computes'), target: input('What it should compute') },
  outputs: { loss: output('One number') },
  params: {},
  build: ({ prediction, target }, _, op) => ({
    loss: op('mean', op('square', op('subtract', target, prediction))),
  }),
  examples: [{ inputs: { prediction: [[1, 2]], target: [[1, 4]] }, outputs: { loss: [[2]] } }],
})
