// The flagship's descent by everybody: microseconds per iteration by size, and whether all computed the same.
import { inTurn, median, output, shown, spread, table } from './rounds.mjs'
import { findPyTorch, variantsFor } from './variants.mjs'

/** @typedef {import('./variants.mjs').Variant} Variant */
/** @typedef {import('./variants.mjs').Result} Result */
/** @typedef {Map<string, Result[]>} Results */

/** Ends the measurement where somebody computed something else: then times say nothing.
 * @param {readonly Variant[]} variants
 * @param {Results} results
 * @param {number} size */
function compare(variants, results, size) {
  const [first] = [...results.values()].flat()
  for (const { name, exact } of variants)
    for (const { bits, loss } of results.get(name) ?? []) {
      const where = `At ${size}×${size}, ${name} came to`
      if (!first || !(Math.abs(loss / first.loss - 1) < 0.01))
        throw new Error(`${where} the loss ${loss}, and the others to ${first?.loss}.`)
      if (exact && bits !== first.bits)
        throw new Error(
          `${where} other bits (${bits}) than the others in the same arithmetic (${first.bits}).`,
        )
    }
}

/** One row per variant, one column per size; a dash where it is not to be had.
 * @param {Map<number, Results>} all
 * @param {(found: Result[], size: number) => string} cell */
function rows(all, cell) {
  const names = new Set([...all.values()].flatMap((results) => [...results.keys()]))
  return [...names].map((name) => [
    name,
    ...[...all].map(([size, results]) => {
      const found = results.get(name)
      return found ? cell(found, size) : '—'
    }),
  ])
}

const timesOf = (/** @type {readonly Result[]} */ found) => found.map(({ microseconds }) => microseconds)

/** How long 10,000 iterations take from nothing: made into machine code where that is done, and the graph compiled.
 * @param {Results} small */
function fromNothing(small) {
  const milliseconds = [...small].map(([name, found]) => {
    const compiling = median(found.map(({ compileMilliseconds = 0 }) => compileMilliseconds))
    const usual = median(timesOf(found)) * 10
    const first = median(found.map(({ firstMilliseconds = usual }) => firstMilliseconds))
    return [name, shown(compiling), shown(first), shown(compiling + first)]
  })
  const head = ['ms, 4×4', 'compiling the graph', 'machine code and 10,000 iterations', 'both']
  return table(head, milliseconds)
}

/** @param {{ folder: string, sizes: readonly number[], rounds: number, seconds: number }} options */
export async function speed({ folder, sizes, rounds, seconds }) {
  /** @type {Map<number, Results>} */
  const all = new Map()
  const torches = findPyTorch()
  for (const size of sizes) {
    const variants = variantsFor(folder, size, seconds, torches)
    /** @type {Results} */
    const results = await inTurn(variants, rounds, ({ start }) => JSON.parse(output(start)))
    compare(variants, results, size)
    all.set(size, results)
  }
  const head = sizes.map((size) => `${size}×${size}`)
  const [ours = ''] = [...(all.values().next().value?.keys() ?? [])]
  const oursAt = (/** @type {number} */ size) => median(timesOf(all.get(size)?.get(ours) ?? []))
  const times = table(
    ['µs per iteration', ...head],
    rows(all, (found) => spread(timesOf(found))),
  )
  const ratios = table(
    [`time, ${ours} = 1`, ...head],
    rows(all, (found, size) => shown(median(timesOf(found)) / oursAt(size))),
  )
  const small = all.get(4)
  return [times, ratios, ...(small ? [fromNothing(small)] : [])].join('\n\n')
}
