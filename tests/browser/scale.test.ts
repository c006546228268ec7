// The canvas with many nodes, in a real browser: it opens, follows the hand, and leaves nothing behind.
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { gridGraph } from '../../bench/grid.mjs'
import { drop, nodeAt, opened } from '../../bench/hand.mjs'
import { openBrowser, visit, type Visit } from './visit.ts'

let browser: Browser
let visitor: Visit
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  visitor = await visit(browser)
  page = visitor.page
})
afterAll(() => browser.close())

test('1,000 nodes open, and one of them follows the hand', async () => {
  const graph = gridGraph(1000)
  await drop(page, graph)
  // Once it took half a minute; what is measured is in the benchmarks.
  expect(await opened(page, graph.wires.length)).toBeLessThan(15_000)
  const [x, y] = await nodeAt(page)
  const held = page.locator('[data-node]:active')
  await page.mouse.move(x, y)
  await page.mouse.down()
  const start = await held.boundingBox()
  const since = performance.now()
  await page.mouse.move(x + 90, y + 60, { steps: 30 })
  await expect.poll(async () => (await held.boundingBox())?.x).toBeCloseTo((start?.x ?? NaN) + 90, 0)
  // Once it did not answer for more than a minute.
  expect(performance.now() - since).toBeLessThan(15_000)
  await page.mouse.up()
  await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isEnabled()).toBe(true)
})

/** What the page holds once nobody holds on to what is gone. */
async function kept(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') }
}

/** The same twice in a row: what a document does in the background is over. */
async function settled(session: CDPSession) {
  let before = await kept(session)
  return vi.waitFor(
    async () => {
      const now = await kept(session)
      const last = before
      before = now
      expect(now).toEqual(last)
      return now
    },
    { timeout: 20_000, interval: 300 },
  )
}

test('documents that are closed leave no elements and no listeners', async () => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const [large, small] = [gridGraph(60), gridGraph(3)]
  const turn = async (times: number) => {
    for (let time = 0; time < times; time++) {
      for (const graph of [large, small]) {
        await drop(page, graph)
        await opened(page, graph.wires.length)
      }
    }
  }
  await turn(4)
  const before = await settled(session)
  await turn(8)
  const after = await settled(session)
  expect(after.listeners).toBeLessThanOrEqual(before.listeners)
  expect(after.nodes).toBeLessThanOrEqual(before.nodes)
})

test('nobody complained', () => {
  expect(visitor.complaints).toEqual([])
})
