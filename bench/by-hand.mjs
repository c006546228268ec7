// The same descent as a person would write it in JavaScript: flat float32 arrays, plain loops, nothing allocated.
import { n, startAndMatrix, tell } from './measure.mjs'

const round = Math.fround
const learningRate = round(0.9)
const momentum = round(0.9)
const nn = n * n
const each = round(1 / nn)

const { start: W, matrix: M } = startAndMatrix()
const velocity = new Float32Array(nn)
const Y = new Float32Array(nn)
const D = new Float32Array(nn)
const G = new Float32Array(nn)
let losses = new Float32Array(0)

function run(count) {
  losses = new Float32Array(count)
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let k = 0; k < n; k++) sum = round(sum + round(W[i * n + k] * M[k * n + j]))
        Y[i * n + j] = sum
      }
    let loss = 0
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const d = round((i === j ? 1 : 0) - Y[i * n + j])
        loss = round(loss + round(d * d))
        D[i * n + j] = -round(each * round(2 * d))
      }
    losses[t] = loss / nn
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let k = 0; k < n; k++) sum = round(sum + round(D[i * n + k] * M[j * n + k]))
        G[i * n + j] = sum
      }
    for (let i = 0; i < nn; i++) {
      velocity[i] = round(momentum * velocity[i]) + G[i]
      W[i] = W[i] - round(learningRate * velocity[i])
    }
  }
}

tell(run, () => ({ loss: losses.at(-1), weights: W }))
