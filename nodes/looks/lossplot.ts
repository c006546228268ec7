// LossPlot: the curves of losses over the iterations.
import { defineNode, mismatch, scalar, variadic } from '../../src/node.ts'
import { choice } from '../../src/param.ts'
import { describe, sameShape } from '../../src/numeric/matrix.ts'

export default defineNode({
  title: 'Loss plot',
  docs: 'Draws how numbers change from iteration to iteration. On the “log” scale every factor of ten is equally high, so that a loss can be followed all the way down. Wire in as many as you like: each becomes a curve, named by the label of its wire.',
  keywords: ['chart', 'curve', 'graph', 'line', 'history', 'learning curve', 'convergence'],
  inputs: { in: variadic('The numbers to plot, 1×1 each') },
  outputs: {},
  params: { scale: choice(['log', 'linear'], 'Factors or differences on the vertical axis') },
  shape({ in: curves }) {
    const index = curves.findIndex((curve) => !sameShape(curve, scalar))
    const curve = curves[index]
    if (!curve) return {}
    const which = curves.length === 1 ? 'in' : `number ${index + 1} of the ${curves.length} wires into in`
    const right = 'a curve needs one number per iteration, 1×1, such as a loss, a mean or a norm'
    return mismatch('in', `${which} is ${describe(curve)}`, right, 'NOT_SCALAR')
  },
  records: 'in',
  picture: (_, { scale }) => ({ kind: 'lines', scale }),
})
