// The same descent with TensorFlow.js on its WebAssembly backend: eagerly, by its own optimizer, as its users write it.
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import { n, startAndMatrix, tell } from './measure.mjs'

// The harness starts everything in the folder of the project. The backend's loader is from before modules.
const folder = resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist') + '/'
Object.assign(globalThis, { __dirname: folder, require: createRequire(folder) })
setWasmPaths(folder)
await tf.setBackend('wasm')

const { start, matrix } = startAndMatrix()
const M = tf.tensor2d(matrix, [n, n])
const target = tf.eye(n)
const W = tf.variable(tf.tensor2d(start, [n, n]))
const optimizer = tf.train.momentum(0.9, 0.9)
const lossOf = (): tf.Scalar => tf.mean(tf.square(tf.sub(target, tf.matMul(W, M))))
let loss = NaN

function run(count: number): void {
  for (let t = 0; t < count; t++) {
    const found = optimizer.minimize(lossOf, true, [W])
    loss = found?.dataSync()[0] ?? NaN
    found?.dispose()
  }
}

tell(run, () => ({ loss, weights: W.dataSync<'float32'>() }), { version: `TensorFlow.js ${version_wasm}` })
