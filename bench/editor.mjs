// The canvas with many nodes: how long it takes to open, how it follows the hand, and what is left when it is closed.
import { dirname } from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from '../scripts/browser.mjs'
import { ensureBuilt } from '../scripts/build.mjs'
import { builds } from '../scripts/fresh.mjs'
import { serve } from '../scripts/serve.mjs'
import { gridGraph } from './grid.mjs'
import { drop, editing, gesture, groundAt, nodeAt, opened, watchFrames } from './hand.mjs'
import { inTurn, spread, table } from './rounds.mjs'

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').CDPSession} Session */
/** @typedef {import('./hand.mjs').Frames} Frames */
/** @typedef {Awaited<ReturnType<typeof visit>>} Visit */

const sizes = [200, 1000]
const views = /** @type {const} */ (['at 1:1', 'all in view'])
const gestures = /** @type {const} */ (['pan', 'zoom', 'drag'])

/** @param {Session} session @param {string} name */
async function metric(session, name) {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find((each) => each.name === name)?.value ?? NaN
}

/** What is in the page once nobody holds on to what is gone. @param {Session} session */
async function kept(session) {
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage')
  const [nodes, listeners, heap] = [
    await metric(session, 'Nodes'),
    await metric(session, 'JSEventListeners'),
    await metric(session, 'JSHeapUsedSize'),
  ]
  return { nodes, listeners, heap }
}

/** One visit in a profile of its own: opens, moves around, edits.
 * @param {Browser} browser @param {string} url @param {number} count */
async function visit(browser, url, count) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.goto(url)
    await opened(page, 1)
    await page.waitForTimeout(1500)
    await watchFrames(page)
    const graph = gridGraph(count)
    await drop(page, graph)
    const open = await opened(page, graph.wires.length)
    await page.waitForTimeout(3000)
    /** @type {Record<string, Frames>} */
    const frames = {}
    for (const view of views) {
      if (view === 'all in view') await page.getByRole('button', { name: 'Zoom to fit' }).click()
      // Documents of this size open at 0.6.
      else for (let times = 0; times < 2; times++) await page.getByRole('button', { name: 'Zoom in' }).click()
      await page.waitForTimeout(2000)
      for (const kind of gestures)
        frames[`${kind} ${view}`] = await gesture(
          page,
          kind,
          kind === 'pan' ? await groundAt(page) : await nodeAt(page),
        )
    }
    const edit = await editing(page)
    return { open, frames, edit }
  } finally {
    await context.close()
  }
}

/** Opens and closes a document many times. @param {Browser} browser @param {string} url @param {number} times */
async function openings(browser, url, times) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.goto(url)
    await opened(page, 1)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    const [large, small] = [gridGraph(200), gridGraph(3)]
    const once = async () => {
      for (const graph of [large, small]) {
        await drop(page, graph)
        await opened(page, graph.wires.length)
      }
    }
    // The first ones load and compile what stays.
    for (let turn = 0; turn < 5; turn++) await once()
    await page.waitForTimeout(1000)
    const before = await kept(session)
    for (let turn = 0; turn < times; turn++) await once()
    await page.waitForTimeout(1000)
    return { before, after: await kept(session) }
  } finally {
    await context.close()
  }
}

/** @param {ReadonlyMap<string, readonly Visit[]>} results */
function handTable(results) {
  const columns = sizes.map((count) => results.get(`${count} nodes`) ?? [])
  /** @param {string} title @param {(visit: Visit) => number} pick @param {number} [digits] */
  const row = (title, pick, digits = 0) => [title, ...columns.map((found) => spread(found.map(pick), digits))]
  const rows = views.flatMap((view) =>
    gestures.flatMap((kind) => {
      const frames = (/** @type {Visit} */ each) =>
        each.frames[`${kind} ${view}`] ?? { perSecond: NaN, slow: NaN }
      return [
        row(`${kind} ${view}, frames/s`, (each) => frames(each).perSecond),
        row(`the same, 95th percentile of a frame, ms`, (each) => frames(each).slow),
      ]
    }),
  )
  const edit = row('an edit (an arrow key) until its frame is drawn, ms of script', (each) => each.edit, 1)
  return table(
    ['', ...sizes.map((count) => `${count} nodes, ${2 * (count - 1)} wires`)],
    [
      row('from the drop of the file to the first frame with everything in it, ms', ({ open }) => open),
      ...rows,
      edit,
    ],
  )
}

/** @param {{ rounds: number, quick: boolean }} options */
export async function editor({ rounds, quick }) {
  await ensureBuilt('page')
  const { url, close } = await serve(dirname(builds.page.file))
  const browser = await chromium.launch(await findBrowser())
  try {
    const variants = sizes.map((count) => ({ name: `${count} nodes`, count }))
    const results = await inTurn(variants, rounds, ({ count }) => visit(browser, url, count))
    const times = quick ? 5 : 50
    const { before, after } = await openings(browser, url, times)
    const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1)
    const leaks = table(
      ['a document of 200 nodes, opened and closed', 'before', `${times} times later`],
      [
        ['nodes of the page', `${before.nodes}`, `${after.nodes}`],
        ['listeners', `${before.listeners}`, `${after.listeners}`],
        ['heap after collecting garbage, MB', megabytes(before.heap), megabytes(after.heap)],
      ],
    )
    const head = `Chromium ${browser.version()}, 1280×800.`
    return [head, handTable(results), leaks].join('\n\n')
  } finally {
    await browser.close()
    await close()
  }
}
