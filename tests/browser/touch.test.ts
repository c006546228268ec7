// Fingers on the canvas: a long press asks for a node there, and a second finger makes a pinch of whatever was begun.
import type { Browser, CDPSession, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit, type Visit } from './visit.ts'

let browser: Browser
let visitor: Visit
let page: Page
let hand: CDPSession

beforeAll(async () => {
  browser = await openBrowser()
  visitor = await visit(browser, { hasTouch: true, viewport: { width: 1024, height: 1180 } })
  page = visitor.page
  hand = await page.context().newCDPSession(page)
})
afterAll(() => browser.close())

type Place = readonly [x: number, y: number]
const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: readonly Place[]) =>
  hand.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: fingers.map(([x, y], id) => ({ x, y, id })),
  })

async function middle(locator: Locator): Promise<Place> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not on the screen')
  return [box.x + box.width / 2, box.y + box.height / 2]
}

/** Two fingers, the second one beside the first, that move apart. */
async function pinchFrom([x, y]: Place): Promise<void> {
  await touch('touchStart', [x, y])
  await touch('touchStart', [x, y], [x + 60, y + 20])
  for (let step = 1; step <= 5; step++)
    await touch('touchMove', [x - 8 * step, y], [x + 60 + 8 * step, y + 20])
  await touch('touchEnd')
}

const momentum = () => page.getByRole('group', { name: /^SGD/ }).getByRole('slider', { name: /momentum/ })
const value = () =>
  page.getByRole('group', { name: /^SGD/ }).getByRole('textbox', { name: 'momentum' }).inputValue()
const canUndo = () => page.getByRole('button', { name: 'Undo' }).isEnabled()

test('a pinch whose first finger lands on a slider does not move it', async () => {
  const [x, y] = await middle(momentum())
  const before = await page.locator('[role=application] > *').evaluate((each) => each.style.transform)
  await pinchFrom([x - 30, y])
  await expect
    .poll(() => page.locator('[role=application] > *').evaluate((each) => each.style.transform))
    .not.toBe(before)
  expect(await value()).toBe('0.9')
  expect(await canUndo()).toBe(false)
})

test('a slider that one finger was moving goes back when a second one comes', async () => {
  const [x, y] = await middle(momentum())
  await touch('touchStart', [x, y])
  for (let step = 1; step <= 4; step++) await touch('touchMove', [x - 10 * step, y])
  await expect.poll(value).not.toBe('0.9')
  await touch('touchStart', [x - 40, y], [x + 40, y + 20])
  await touch('touchMove', [x - 60, y], [x + 60, y + 20])
  await touch('touchEnd')
  await expect.poll(value).toBe('0.9')
})

test('one finger alone still moves it', async () => {
  const [x, y] = await middle(momentum())
  await touch('touchStart', [x, y])
  for (let step = 1; step <= 4; step++) await touch('touchMove', [x - 10 * step, y])
  await touch('touchEnd')
  await expect.poll(value).not.toBe('0.9')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(value).toBe('0.9')
})

test('a second finger lets go of the wire in the hand', async () => {
  const wires = await page.locator('[data-wire]').count()
  const [x, y] = await middle(
    page.getByRole('group', { name: /^SGD/ }).getByRole('button', { name: /^Output velocity/ }),
  )
  await touch('touchStart', [x, y])
  await touch('touchMove', [x + 30, y + 30])
  await expect.poll(() => page.locator('.canvas.wiring').count()).toBe(1)
  await touch('touchStart', [x + 30, y + 30], [x + 90, y + 60])
  await touch('touchMove', [x + 20, y + 30], [x + 100, y + 60])
  await touch('touchEnd')
  expect(await page.locator('.canvas.wiring').count()).toBe(0)
  expect(await page.getByRole('combobox', { name: 'Add node' }).count()).toBe(0)
  expect(await page.locator('[data-wire]').count()).toBe(wires)
})

test('a long press on the empty canvas asks for a node, which lands there', async () => {
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await expect.poll(() => page.locator('[data-node]').count()).toBe(0)
  await touch('touchStart', [200, 260])
  await expect.poll(() => page.getByRole('combobox', { name: 'Add node' }).count()).toBe(1)
  await touch('touchEnd')
  await page.getByRole('option', { name: /^MatMul/ }).tap()
  await expect.poll(() => page.locator('[data-node=matmul]').count()).toBe(1)
  const box = await page.locator('[data-node=matmul]').boundingBox()
  expect(box && Math.hypot(box.x - 200, box.y - 260)).toBeLessThan(40)
})

test('a short press, or one that moves, asks for nothing', async () => {
  await touch('touchStart', [600, 600])
  await touch('touchEnd')
  await touch('touchStart', [600, 600])
  await touch('touchMove', [640, 640])
  await page.waitForTimeout(700)
  await touch('touchEnd')
  expect(await page.getByRole('combobox', { name: 'Add node' }).count()).toBe(0)
})

test('nobody complained', () => {
  expect(visitor.complaints).toEqual([])
})
