// A newcomer composes the flagship from an empty canvas: in few strokes, with nothing ever on anything, nothing red, and a view that stands.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, runToEnd, status, visit, type Visit } from './visit.ts'
import { watch, watched } from './watch.ts'

let browser: Browser
let visitor: Visit
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  visitor = await visit(browser)
  page = visitor.page
})
afterAll(() => browser.close())

type Place = readonly [x: number, y: number]

/** Clicks, keystrokes and drags; names and numbers that are typed do not count. */
let strokes = 0

const node = (id: string): Locator => page.locator(`[data-node="${id}"]`)

const title = (id: string): Locator => node(id).locator('.title')

async function boxOf(locator: Locator) {
  await expect.poll(() => locator.count()).toBe(1)
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not on the screen')
  return box
}

async function middle(locator: Locator): Promise<Place> {
  const { x, y, width, height } = await boxOf(locator)
  return [x + width / 2, y + height / 2]
}

interface Seen {
  readonly x: number
  readonly y: number
  readonly k: number
}
/** Where the window onto the canvas is. */
const view = (): Promise<Seen> =>
  page.evaluate(() => {
    const holder = document.querySelector('[role=application] > *')
    const { a, e, f } = new DOMMatrix(holder ? getComputedStyle(holder).transform : '')
    return { x: e, y: f, k: a }
  })

/** The window moves only for what would be out of sight, and no further than to show it. */
async function standsUnlessNeeded(before: Seen, added: string): Promise<void> {
  const after = await view()
  expect(after.k).toBe(before.k)
  const [dx, dy] = [after.x - before.x, after.y - before.y]
  if (dx === 0 && dy === 0) return
  const { x, y, width, height } = await boxOf(node(added))
  const { x: left, y: top, ...size } = await boxOf(page.getByRole('application', { name: 'Graph' }))
  const [right, bottom] = [left + size.width, top + size.height]
  const was = { left: x - dx, right: x - dx + width, top: y - dy, bottom: y - dy + height }
  const border = 25
  if (dx < 0) expect(was.right).toBeGreaterThan(right)
  if (dx < 0) expect(-dx).toBeLessThanOrEqual(was.right - right + border)
  if (dx > 0) expect(was.left).toBeLessThan(left)
  if (dx > 0) expect(dx).toBeLessThanOrEqual(left - was.left + border)
  if (dy < 0) expect(was.bottom).toBeGreaterThan(bottom)
  if (dy < 0) expect(-dy).toBeLessThanOrEqual(was.bottom - bottom + border)
  if (dy > 0) expect(was.top).toBeLessThan(top)
  if (dy > 0) expect(dy).toBeLessThanOrEqual(top - was.top + border)
}

async function click(locator: Locator): Promise<void> {
  strokes++
  await locator.click()
}
async function press(key: string): Promise<void> {
  strokes++
  await page.keyboard.press(key)
}

const port = (id: string, side: 'Input' | 'Output', name: string): Locator =>
  node(id).getByRole('button', { name: new RegExp(`^${side} ${name}\\b`) })

async function drag(from: Locator, to: Place): Promise<void> {
  strokes++
  const [x, y] = await middle(from)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move((x + to[0]) / 2, (y + to[1]) / 2, { steps: 3 })
  await page.mouse.move(to[0], to[1], { steps: 3 })
  await page.mouse.up()
}

/** Types into the search that is open, takes what it finds first, and waits for the node. */
async function choose(name: string, id: string): Promise<void> {
  const before = await view()
  await expect.poll(() => page.getByRole('combobox', { name: 'Add node' }).count()).toBe(1)
  await page.keyboard.type(name)
  await press('Enter')
  await expect.poll(() => node(id).count()).toBe(1)
  await expect.poll(() => node(id).evaluate((each) => each === document.activeElement)).toBe(true)
  await standsUnlessNeeded(before, id)
}

/** A wire let go on the ground, so far from its port, asks for what it leads to. */
async function lead(from: Locator, [dx, dy]: Place, name: string, id: string): Promise<void> {
  const [x, y] = await middle(from)
  await drag(from, [x + dx, y + dy])
  await choose(name, id)
}

async function set(id: string, name: string, value: string): Promise<void> {
  const field = node(id).getByRole('textbox', { name, exact: true })
  await click(field)
  await field.fill(value)
}

test('the flagship is composed from New', async () => {
  await watch(page)
  await click(page.getByRole('button', { name: 'New', exact: true }))
  await expect.poll(() => page.getByText('to add a node').count()).toBe(1)
  for (let times = 0; times < 3; times++) await click(page.getByRole('button', { name: 'Zoom out' }))

  strokes++
  await page.mouse.dblclick(60, 420)
  await choose('random', 'random')
  const [x, y] = await middle(title('random'))
  expect(Math.hypot(x - 60, y - 420)).toBeLessThan(40)
  await set('random', 'rows', '4')
  await set('random', 'cols', '4')
  await set('random', 'seed', '314')

  await lead(port('random', 'Output', 'out'), [70, 0], 'sgd', 'sgd')
  await set('sgd', 'learning rate', '0.9')
  await set('sgd', 'momentum', '0.9')
  await lead(port('sgd', 'Output', 'value'), [100, -200], 'matmul', 'matmul')
  await lead(port('matmul', 'Input', 'b'), [-200, 0], 'random', 'random2')
  await expect
    .poll(() => node('random2').getByRole('textbox', { name: 'rows', exact: true }).inputValue())
    .toBe('4')
  await set('random2', 'cols', '4')
  await set('random2', 'seed', '314')
  await set('random2', 'skip', '16')

  await lead(port('matmul', 'Output', 'out'), [110, -40], 'mse', 'mse')
  await expect.poll(() => port('mse', 'Input', 'target').getAttribute('aria-label')).toContain('needs a 4×4')
  await lead(port('mse', 'Input', 'target'), [-40, 110], 'identity', 'identity')
  await expect.poll(() => node('identity').getByRole('textbox', { name: 'size' }).inputValue()).toBe('4')

  await click(title('sgd'))
  const before = await view()
  await click(node('sgd').getByRole('button', { name: /^Wire its gradient/ }))
  await expect.poll(() => node('backward').count()).toBe(1)
  await standsUnlessNeeded(before, 'backward')

  await lead(port('matmul', 'Output', 'out'), [140, 330], 'subtract', 'subtract')
  await drag(port('identity', 'Output', 'out'), await middle(port('subtract', 'Input', 'b')))
  await lead(port('subtract', 'Output', 'out'), [60, 0], 'heatmap', 'heatmap')
  await lead(port('mse', 'Output', 'loss'), [140, 0], 'loss plot', 'lossplot')

  await click(page.getByRole('button', { name: 'Menu' }))
  await click(page.getByRole('menuitemcheckbox', { name: /settings/i }))
  await click(page.getByRole('radio', { name: /^fused/ }))
  const stop = page.getByRole('toolbar').getByLabel('Stop at iteration')
  await click(stop)
  await stop.fill('10000')
  await press('Enter')
  expect(await page.locator('[data-wire]').count()).toBe(12)
  expect(await page.locator('[data-node]').count()).toBe(10)
})

test('it runs to the figures of the notebook', async () => {
  await expect.poll(() => status(page)).toBe('iteration 0 · loss 0.84928')
  strokes++
  expect(await runToEnd(page, 10_000)).toBe('iteration 10000 · loss 2.6580e-12 · finished')
  await page.getByRole('slider', { name: 'Iteration', exact: true }).fill('2000')
  await expect.poll(() => status(page)).toMatch(/^iteration 2000 · loss 2\.6224e-12/)
})

test('it took 39 strokes beside what was typed, of at most 45', () => {
  // The changelog tells this number.
  expect(strokes).toBe(39)
})

test('nothing was red, nothing lay on anything, nobody complained', async () => {
  expect(await watched(page)).toEqual([])
  expect(visitor.complaints).toEqual([])
  // The watch is awake: a contradiction is seen at once.
  await click(title('identity'))
  await set('identity', 'size', '3')
  await expect.poll(() => watched(page)).not.toEqual([])
})
