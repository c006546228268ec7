// The built page in a browser: its start, its size, and how fast the worker is while everything is drawn.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { findBrowser } from '../scripts/browser.mjs'
import { ensureBuilt } from '../scripts/build.mjs'
import { firstLoad } from '../scripts/bundle.mjs'
import { builds, root } from '../scripts/fresh.mjs'
import { serve } from '../scripts/serve.mjs'
import { inTurn, spread, table } from './rounds.mjs'

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {{ painted: number, interactive: number }} Started */
/** @typedef {{ iterations: number, frames: number, shown: number }} Drawn */
/** @typedef {{ file: string, bytes: number, gzip: number }} Size */

const folder = dirname(builds.page.file)

/** The flagship without an end, with five heatmaps and its curve. */
function busyGraph() {
  const graph = JSON.parse(readFileSync(join(root, 'graphs', 'matrix-inverse.json'), 'utf8'))
  graph.run.iterations = 1e9
  const looks = ['M.out', 'sgd.value', 'matmul.out', 'backward.gradient']
  looks.forEach((from, index) => {
    const id = `look${index}`
    graph.nodes.push({ id, type: 'heatmap', at: [1720, 40 + 280 * index], size: [264, 240] })
    graph.wires.push({ from, to: `${id}.in` })
  })
  return graph
}

/** One visit in a profile of its own, so that nothing is cached.
 * @param {Browser} browser @param {string} url @param {number} seconds */
async function visit(browser, url, seconds) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } })
  try {
    const page = await context.newPage()
    await page.addInitScript({ path: join(root, 'bench', 'in-page.js') })
    await page.goto(url)
    /** @type {Started} */
    const started = await page.evaluate('measuring.started()')
    await page.evaluate(`measuring.open(${JSON.stringify(busyGraph())})`)
    /** @type {Drawn} */
    const drawn = await page.evaluate(`measuring.drawn(${seconds})`)
    /** @type {number} */
    const alone = await page.evaluate(`measuring.alone(${seconds})`)
    return { ...started, ...drawn, alone }
  } finally {
    await context.close()
  }
}

/** @param {Size} size @param {string} when */
const sizeRow = ({ file, bytes, gzip }, when) => [
  // Names change with their content.
  file.replace(/-[\w-]{8}(?=\.\w+$)/, ''),
  when,
  (bytes / 1000).toFixed(1),
  (gzip / 1000).toFixed(1),
]

/** Scripts and styles of the build: those of the first load, and what may follow. */
function sizes() {
  const first = firstLoad(folder)
  const names = new Set(first.map(({ file }) => file))
  const sum = (/** @type {'bytes' | 'gzip'} */ what) => first.reduce((total, part) => total + part[what], 0)
  const others = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:js|css)$/.test(file) && !names.has(file))
    .map((file) => {
      const content = readFileSync(join(folder, file))
      return { file, bytes: content.length, gzip: gzipSync(content).length }
    })
  const page = readFileSync(builds.page.file, 'utf8')
  return table(
    ['', 'loaded', 'kB', 'kB gzipped'],
    [
      ...first.map((part) => sizeRow(part, 'at first')),
      ...others.map((part) => sizeRow(part, page.includes(part.file) ? 'at first' : 'when needed')),
      sizeRow({ file: 'all scripts of the first load', bytes: sum('bytes'), gzip: sum('gzip') }, ''),
    ],
  )
}

/** @param {{ rounds: number, quick: boolean }} options */
export async function page({ rounds, quick }) {
  await ensureBuilt('page')
  const { url, close } = await serve(folder)
  const browser = await chromium.launch(await findBrowser())
  try {
    const results = await inTurn([{ name: 'page' }], rounds, () => visit(browser, url, quick ? 1 : 3))
    const found = results.get('page') ?? []
    const row = (
      /** @type {string} */ title,
      /** @type {(visit: typeof found[number]) => number} */ pick,
      digits = 0,
    ) => [title, spread(found.map(pick), digits)]
    const times = table(
      [`Chromium ${browser.version()}, 1600×1000, nothing cached`, ''],
      [
        row('from navigation to the first paint, ms', ({ painted }) => painted),
        row('to the flagship computed, painted and ready to run', ({ interactive }) => interactive),
        row('thousand iterations/s of the worker alone', ({ alone }) => alone / 1000),
        row('the same while 5 heatmaps and a curve are drawn', ({ iterations }) => iterations / 1000),
        row('the ratio of the two', (visit) => visit.iterations / visit.alone, 2),
        row('frames of the page per second meanwhile', ({ frames }) => frames),
        row('frames of the worker per second meanwhile', ({ shown }) => shown),
      ],
    )
    return [times, sizes()].join('\n\n')
  } finally {
    await browser.close()
    await close()
  }
}
