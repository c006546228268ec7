// MSE: the mean squared error of a prediction.
import { comparison, defineNode, input, mismatch, output, scalar } from '../../src/node.ts'
import { broadcastShape, describe } from '../../src/numeric/matrix.ts'

export default defineNode({
  title: 'MSE',
  docs: 'The mean squared error: how far the **prediction** is from the **target**, squared and averaged over all elements. Zero only when they are equal.',
  formula: 'L = \\frac{1}{n} \\sum_{ij} (Y_{ij} - \\hat Y_{ij})^2',
  keywords: ['loss', 'mean squared error', 'distance', 'cost', 'least squares'],
  inputs: { prediction: input('What the graph computes'), target: input('What it should compute') },
  outputs: { loss: output('One number') },
  params: {},
  loss: 'loss',
  shape({ prediction, target }) {
    if (broadcastShape(prediction, target)) return { loss: scalar }
    const wrong = `prediction is ${describe(prediction)} and target is ${describe(target)}`
    return mismatch('target', wrong, 'they must have the same shape')
  },
  warns: comparison,
  build: ({ prediction, target }, _, op) => ({
    loss: op('mean', op('square', op('subtract', target, prediction))),
  }),
  samples: [
    { inputs: { prediction: { rows: 2, cols: 3 }, target: { rows: 2, cols: 3 } } },
    { inputs: { prediction: { rows: 2, cols: 3 }, target: { rows: 1, cols: 1 } } },
  ],
  examples: [{ inputs: { prediction: [[1, 2]], target: [[1, 4]] }, outputs: { loss: [[2]] } }],
})
