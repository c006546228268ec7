// What every variant does around its loop: reads the numbers, runs to where all are compared, warms up, takes the time.
import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'

const [size = '4', numbers = '', checked = '100', seconds = '0.4'] = process.argv.slice(2)

/** Rows and columns of every matrix. */
export const n = Number(size)

/** What all variants start from: W first, then M, n × n float32 numbers each. */
export function startAndMatrix() {
  const { buffer, byteOffset } = readFileSync(numbers)
  const all = new Float32Array(buffer.slice(byteOffset, byteOffset + 8 * n * n))
  return { start: all.slice(0, n * n), matrix: all.slice(n * n) }
}

/** Milliseconds that something takes: by the clock or of the processor, whichever is less. A busy machine takes the
 * processor away, which only the clock counts; helpers of V8 work meanwhile, which only the processor counts.
 * @param {() => void} action */
export function timeOf(action) {
  const [clock, processor] = [performance.now(), process.cpuUsage()]
  action()
  const { user, system } = process.cpuUsage(processor)
  return Math.min(performance.now() - clock, (user + system) / 1000)
}

/** Microseconds per iteration: the median of five stretches, after a warm-up that finds out how long they may be.
 * @param {(count: number) => void} run goes on for so many iterations
 * @param {number} wanted seconds for all stretches together */
export function measure(run, wanted = Number(seconds)) {
  let count = 1
  let taken = timeOf(() => run(count))
  while (taken < wanted * 300) {
    count *= 2
    taken = timeOf(() => run(count))
  }
  const stretches = taken > wanted * 1000 ? 1 : 5
  const each = Math.max(1, Math.round((count * wanted * 1000) / taken / stretches))
  const times = Array.from({ length: stretches }, () => timeOf(() => run(each)))
  const middle = times.toSorted((a, b) => a - b)[Math.floor(stretches / 2)] ?? NaN
  return (middle * 1000) / each
}

/** Runs to the iteration where all variants are compared, then measures, and tells the harness.
 * @param {(count: number) => void} run
 * @param {() => { loss: number, weights: Float32Array }} read the last loss and W
 * @param {Record<string, string | number>} [about] versions and the like */
export function tell(run, read, about = {}) {
  run(Number(checked))
  const { loss, weights } = read()
  const bytes = new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength)
  const bits = crc32(bytes).toString(16).padStart(8, '0')
  process.stdout.write(JSON.stringify({ microseconds: measure(run), loss, bits, ...about }))
}
