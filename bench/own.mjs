// What only concerns Gradloom: graphs that grow, the past of a run, the start of the command line.
import { join } from 'node:path'
import { inTurn, median, output, shown, spread, table } from './rounds.mjs'

/** @typedef {{ folder: string, rounds: number, seconds: number, quick: boolean }} Options */

const executors = /** @type {const} */ ({ wasm: 'WebAssembly', js: 'JavaScript' })
const ways = Object.entries(executors)

/** @param {string} file @param {(string | number)[]} words @param {string[]} [flags] */
const measured = (file, words, flags = []) =>
  JSON.parse(output({ command: process.execPath, words: [...flags, file, ...words.map(String)] }))

/** @typedef {{ operations: number, compileMilliseconds: number, microseconds: number }} Growth */

/** The cost of a node as their number grows. @param {Options} options */
export async function nodes({ folder, rounds, seconds, quick }) {
  const counts = quick ? [10, 500] : [10, 50, 500, 5000]
  const variants = ways.flatMap(([executor, title]) =>
    ['deep', 'wide'].flatMap((growth) =>
      counts.map((count) => ({ name: `${title}, ${growth}, ${count} nodes`, executor, growth, count })),
    ),
  )
  /** @type {Map<string, Growth[]>} */
  const results = await inTurn(variants, rounds, ({ count, growth, executor }) =>
    measured(join(folder, 'growth.js'), [count, growth, executor, seconds]),
  )
  const lines = variants.map(({ name }) => {
    const found = results.get(name) ?? []
    const { operations = NaN } = found[0] ?? {}
    const times = found.map(({ microseconds }) => microseconds)
    const each = ((median(times) * 1000) / operations).toFixed(1)
    const compiling = median(found.map(({ compileMilliseconds }) => compileMilliseconds))
    return [name, shown(operations), compiling.toFixed(1), spread(times), each]
  })
  const head = ['', 'operations', 'compiling, ms', 'µs per iteration', 'ns per operation']
  return table(head, lines)
}

/** @typedef {{ checkpointRatio: number, seekMedian: number, seekLongest: number, grownBy: { heap: number, buffers: number }, rss: number }} Past */

/** Checkpoints, seeking and memory. @param {Options} options */
export async function past({ folder, rounds, seconds, quick }) {
  const long = quick ? 100_000 : 1_000_000
  const variants = ways.map(([executor, title]) => ({ name: title, executor }))
  /** @type {Map<string, Past[]>} */
  const results = await inTurn(variants, rounds, ({ executor }) =>
    measured(join(folder, 'past.js'), [4, executor, seconds, long], ['--expose-gc']),
  )
  const row = (/** @type {string} */ title, /** @type {(past: Past) => number} */ pick, digits = 2) => [
    title,
    ...variants.map(({ name }) => spread((results.get(name) ?? []).map(pick), digits)),
  ]
  return table(
    ['flagship, 4×4', ...variants.map(({ name }) => name)],
    [
      row('an iteration that keeps the past, without = 1', ({ checkpointRatio }) => checkpointRatio),
      row('going back in 100,000 iterations, ms, median', ({ seekMedian }) => seekMedian, 4),
      row('the same, longest of 300', ({ seekLongest }) => seekLongest),
      row(
        `bytes more after each of ${shown(long)} iterations`,
        ({ grownBy }) => (grownBy.heap + grownBy.buffers) / long,
      ),
      row('the whole process after that, MB', ({ rss }) => rss / 1e6, 0),
    ],
  )
}

/** The start of the command line: whole processes. @param {Options} options */
export async function cold({ rounds }) {
  const graph = join('graphs', 'matrix-inverse.json')
  const gradloom = join('scripts', 'gradloom.mjs')
  const variants = [
    { name: 'node -e 0', words: ['-e', '0'] },
    { name: 'gradloom --version', words: [gradloom, '--version'] },
    { name: 'gradloom run, 10,000 iterations', words: [gradloom, 'run', graph] },
  ]
  // The first call may have to build.
  output({ command: process.execPath, words: [gradloom, '--version'] })
  const results = await inTurn(variants, rounds, ({ words }) => {
    const before = performance.now()
    output({ command: process.execPath, words })
    return performance.now() - before
  })
  const bare = median(results.get('node -e 0') ?? [])
  const lines = variants.map(({ name }) => {
    const found = results.get(name) ?? []
    return [`\`${name}\``, spread(found, 0), (median(found) - bare).toFixed(0)]
  })
  return table(['whole process', 'ms', 'beyond `node -e 0`'], lines)
}
