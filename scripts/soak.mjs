// npm run soak: hours of use in minutes. Edits, opens, runs and ends a browser at random, lets a run go on and on, and counts what was lost.
// Options: --minutes N (30), --seed N, --only PART[,PART…] of wander, kills, endless, edits, faults. Of edits there are always --sequences N (20000).
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { install, builds, root } from './fresh.mjs'

install()
const { runnerImport } = await import('vite')
const { findBrowser } = await import('./browser.mjs')
const { ensureBuilt } = await import('./build.mjs')
const { serve } = await import('./serve.mjs')

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    only: { type: 'string', default: 'kills,endless,wander,edits,faults' },
    sequences: { type: 'string', default: '20000' },
  },
})
const parts = values.only.split(',')
const share = (Number(values.minutes) * 60_000) / parts.length
const seed = Number(values.seed)

/** @template T @param {string} file @returns {Promise<T>} */
const load = async (file) =>
  /** @type {T} */ ((await runnerImport(join(root, 'tests/soak', file), { root, configFile: false })).module)

await ensureBuilt('page')
const { url, close } = await serve(dirname(builds.page.file))
const launch = await findBrowser()
/** @type {string[]} */
const faults = []

/** @type {Record<string, () => Promise<void>>} */
const does = {
  async kills() {
    /** @type {typeof import('../tests/soak/kills.ts')} */
    const { killWhileEditing } = await load('kills.ts')
    const rounds = Array.from({ length: Math.max(6, Math.round(share / 4000)) }, (_, round) => ({
      how: /** @type {const} */ (['quit', 'SIGTERM', 'SIGKILL'])[round % 3] ?? 'quit',
      wait: [1, 20, 60, 120, 200, 300][round % 6] ?? 1,
      edits: round % 4 === 3 ? 40 : 1,
    }))
    const outcomes = await killWhileEditing({ launch, address: url, rounds })
    const worst = Math.max(...outcomes.map(({ lost }) => lost))
    const single = outcomes.filter(({ how, edits, wait }) => how !== 'SIGKILL' && edits === 1 && wait > 1)
    const lost = single.filter((outcome) => outcome.lost > 0).length
    console.log(`kills: ${outcomes.length} ends while editing; at most ${Math.round(worst)} ms of work lost`)
    if (worst > 500) faults.push(`${Math.round(worst)} ms of work were lost when the browser ended`)
    if (lost > 0) faults.push(`${lost} edits were lost when the browser was quit`)
  },
  async endless() {
    /** @type {typeof import('../tests/soak/endless.ts')} */
    const { runEndlessly } = await load('endless.ts')
    const [first, last] = await runEndlessly(launch, url, share)
    const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`
    for (const { page, worker, elements, status } of [first, last])
      console.log(
        `endless: page ${megabytes(page)}, worker ${megabytes(worker)}, ${elements} elements at ${status}`,
      )
    // Curves may fill their 64 MB, and kept states theirs.
    if (last.worker > first.worker + 160e6) faults.push('the worker went on taking memory')
    if (last.page > first.page + 20e6) faults.push('the page went on taking memory')
    if (last.elements > first.elements + 200)
      faults.push('an endless run went on adding elements to the page')
  },
  async faults() {
    /** @type {typeof import('../tests/soak/faults.ts')} */
    const { failInTurn } = await load('faults.ts')
    /** @type {typeof import('../tests/soak/failing-storage.ts')} */
    const { failures } = await load('failing-storage.ts')
    const all = await failInTurn(launch, url, (calls) =>
      Array.from({ length: calls }, (_, k) => k + 1).flatMap((at) => failures.map((how) => ({ at, how }))),
    )
    console.log(
      `faults: ${all.trials} trials, each of ${all.calls} calls of the storage failing in every way`,
    )
    faults.push(...all.faults)
  },
  async edits() {
    /** @type {typeof import('../tests/soak/edits.ts')} */
    const { editAndReturn } = await load('edits.ts')
    const tell = (/** @type {number} */ done) => process.stdout.write(`\redits: ${done} sequences`)
    try {
      const { sequences, graphs } = editAndReturn(Number(values.sequences), seed, tell)
      console.log(
        `\redits: ${sequences} sequences of up to 200 edits, ${graphs} graphs in every form, seed ${seed}`,
      )
    } catch (thrown) {
      faults.push(`edits with seed ${seed}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    }
  },
  async wander() {
    /** @type {typeof import('../tests/soak/wandering.ts')} */
    const { wander } = await load('wandering.ts')
    const { acts, endings, faults: found } = await wander(launch, url, share, seed)
    console.log(`wander: ${acts} acts, ${endings} ends of the browser, seed ${seed}`)
    faults.push(...found)
  },
}

try {
  for (const part of parts) {
    const run = does[part]
    if (!run) throw new Error(`There is no part "${part}": there are ${Object.keys(does).join(', ')}.`)
    await run()
  }
} finally {
  await close()
}
for (const fault of faults) console.log(`FAULT: ${fault}`)
console.log(faults.length === 0 ? 'Nothing was lost.' : `${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)
