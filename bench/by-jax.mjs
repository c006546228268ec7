// The same descent with jax-js: one iteration under jit, on its WebAssembly backend.
import { defaultDevice, init, jit, numpy as np, valueAndGrad } from '@jax-js/jax'
import { n, startAndMatrix, tell } from './measure.mjs'

await init('wasm')
defaultDevice('wasm')

const { start, matrix } = startAndMatrix()
const M = np.array(matrix).reshape([n, n])
const target = np.eye(n)
const lossOf = (W, M, target) => np.mean(np.square(np.subtract(target, np.matmul(W, M))))
const gradientOf = valueAndGrad(lossOf)

const step = jit((W, velocity, M, target) => {
  const [loss, gradient] = gradientOf(W.ref, M, target)
  const gathered = velocity.mul(0.9).add(gradient)
  return [loss, W.sub(gathered.ref.mul(0.9)), gathered]
})

let W = np.array(start).reshape([n, n])
let velocity = np.zeros([n, n])
const losses = []

const run = (count) => {
  for (let t = 0; t < count; t++) {
    const [loss, nextW, nextVelocity] = step(W, velocity, M.ref, target.ref)
    W = nextW
    velocity = nextVelocity
    losses.push(loss.dataSync()[0])
  }
}

tell(run, () => ({ loss: losses.at(-1), weights: W.ref.dataSync() }))
