// The notebook's loop written by hand with the kernels: what every engine has to agree with.
import { add, multiply, negate, scale, square, subtract } from '../../src/numeric/elementwise.ts'
import { matmul, transpose } from '../../src/numeric/matmul.ts'
import { type Arithmetic, type Matrix, matrix, size } from '../../src/numeric/matrix.ts'
import { broadcastTo, mean } from '../../src/numeric/reduce.ts'

export interface Descent {
  readonly w: Matrix
  readonly velocity: Matrix
  readonly gradient: Matrix
  /** W·M − target of the iteration that ran last. */
  readonly difference: Matrix
  /** Runs the forward and the backward pass and adds the gradient to the velocity; returns the loss. */
  readonly look: () => number
  /** Takes the step, and lets the velocity decay by the momentum. */
  readonly update: () => void
}

export interface Setting {
  readonly w0: Matrix
  readonly m: Matrix
  readonly target: Matrix
  readonly learningRate: number
  readonly momentum: number
  readonly arithmetic: Arithmetic
}

/** Descends mean((target − W·M)²) in W, in PyTorch's order of operations. */
export const descend = ({ w0, m, target, learningRate, momentum, arithmetic }: Setting): Descent => {
  const like = (shape: Matrix) => matrix(shape.rows, shape.cols)
  const w = like(w0)
  w.data.set(w0.data)
  const [velocity, gradient, step] = [like(w), like(w), like(w)]
  const [prediction, d, squares, difference, dd, dPrediction] = Array.from({ length: 6 }, () =>
    like(target),
  ) as [Matrix, Matrix, Matrix, Matrix, Matrix, Matrix]
  const loss = matrix(1, 1)
  const mTransposed = matrix(m.cols, m.rows)
  const share = matrix(1, 1)
  share.data[0] = 1 / size(target)
  const ds = like(target)
  transpose(mTransposed, m)
  broadcastTo(ds, share)
  return {
    w,
    velocity,
    gradient,
    difference,
    look() {
      matmul(prediction, w, m, arithmetic)
      subtract(difference, prediction, target)
      subtract(d, target, prediction)
      square(squares, d)
      mean(loss, squares, 'all')
      scale(dd, d, 2)
      multiply(dd, ds, dd)
      negate(dPrediction, dd)
      matmul(gradient, dPrediction, mTransposed, arithmetic)
      add(velocity, velocity, gradient)
      return loss.data[0]!
    },
    update() {
      scale(step, velocity, learningRate)
      subtract(w, w, step)
      scale(velocity, velocity, momentum)
    },
  }
}
