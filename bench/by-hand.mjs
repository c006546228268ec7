// The same descent as a person would write it in JavaScript: flat float32 arrays, plain loops, nothing allocated.
const [size = 4, iterations = 10_000, drawn = '[]'] = process.argv.slice(2)
const n = Number(size)
const count = Number(iterations)
const nn = n * n
const round = Math.fround
const learningRate = round(0.9)
const momentum = round(0.9)

/** Any numbers in [0, 1) will do for the time it takes; the ones given make the loss comparable. */
const numbers = JSON.parse(drawn)
const M = Float32Array.from({ length: nn }, (_, i) => numbers[nn + i] ?? ((i * 7919) % 101) / 101)
const start = Float32Array.from({ length: nn }, (_, i) => numbers[i] ?? ((i * 104_729) % 103) / 103)

function run() {
  const W = start.slice()
  const velocity = new Float32Array(nn)
  const Y = new Float32Array(nn)
  const D = new Float32Array(nn)
  const G = new Float32Array(nn)
  const losses = new Float32Array(count)
  const each = round(1 / nn)
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
  return losses
}

run()
const before = performance.now()
const losses = run()
const microseconds = ((performance.now() - before) * 1000) / count
process.stdout.write(JSON.stringify({ microseconds, loss: losses.at(-1) }))
