// Beginning a graph: where nodes land, what the keyboard offers next, and what New has to begin with.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, status, visit, type Visit } from './visit.ts'

let browser: Browser
let visitor: Visit
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  visitor = await visit(browser)
  page = visitor.page
})
afterAll(() => browser.close())
beforeEach(async () => {
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await expect.poll(() => page.locator('[data-node]').count()).toBe(0)
})

const node = (id: string) => page.locator(`[data-node="${id}"]`)
const holder = () => page.locator('[role=application] > *').evaluate((each) => each.style.transform)
const wires = () =>
  page.locator('[data-wire]').evaluateAll((all) => all.map((each) => each.getAttribute('data-wire')).sort())

/** Adds by key, and waits until the node has the focus. */
async function add(name: string, id: string): Promise<void> {
  await page.keyboard.press('a')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await hasFocus(id)
}
const hasFocus = (id: string) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-node'))).toBe(id)

async function overlapping(): Promise<string[]> {
  const boxes = await page.locator('[data-node]').evaluateAll((all) =>
    all.map((each) => {
      const { left, top, right, bottom } = each.getBoundingClientRect()
      return { id: each.getAttribute('data-node'), left, top, right, bottom }
    }),
  )
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.id} ${b.id}`),
  )
}

test('ten nodes added one after the other lie apart, with nothing wrong, and the view stands while there is room', async () => {
  for (let times = 0; times < 4; times++) await page.getByRole('button', { name: 'Zoom out' }).click()
  const before = await holder()
  await page.getByRole('application').focus()
  const kinds = [
    'random',
    'sgd',
    'matmul',
    'mse',
    'backward',
    'identity',
    'subtract',
    'add',
    'exp',
    'transpose',
  ]
  for (const kind of kinds.slice(0, 6)) await add(kind, kind)
  expect(await holder()).toBe(before)
  for (const kind of kinds.slice(6)) await add(kind, kind)
  expect(await overlapping()).toEqual([])
  expect(await page.getByRole('button', { name: 'No problems' }).count()).toBe(1)
  await expect.poll(() => status(page)).toBe('iteration 0 · 14 inputs open')
})

test('a double click puts the node there, and takes the letters that follow', async () => {
  const before = await holder()
  await page.mouse.dblclick(400, 150)
  await page.keyboard.type('matmul')
  await page.keyboard.press('Enter')
  await hasFocus('matmul')
  const box = await node('matmul').boundingBox()
  expect(box && Math.hypot(box.x - 400, box.y - 150)).toBeLessThan(40)
  expect(await holder()).toBe(before)
})

test('a double click that hits a node takes the letters as well', async () => {
  await page.mouse.dblclick(400, 150)
  await page.keyboard.type('matmul')
  await page.keyboard.press('Enter')
  await hasFocus('matmul')
  await page.mouse.dblclick(420, 190)
  await page.keyboard.type('arwsubtract')
  const search = page.getByRole('combobox', { name: 'Add node' })
  await expect.poll(() => search.inputValue()).toBe('arwsubtract')
  expect(await page.locator('[data-node]').count()).toBe(1)
  await search.fill('subtract')
  await page.keyboard.press('Enter')
  await hasFocus('subtract')
  expect(await overlapping()).toEqual([])
})

test('pasted and duplicated nodes lie on nothing', async () => {
  await page.mouse.dblclick(400, 150)
  await page.keyboard.type('matmul')
  await page.keyboard.press('Enter')
  await hasFocus('matmul')
  await page.keyboard.press('Control+d')
  await expect.poll(() => page.locator('[data-node]').count()).toBe(2)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+d')
  await expect.poll(() => page.locator('[data-node]').count()).toBe(4)
  expect(await overlapping()).toEqual([])
})

test('SGD beside a loss: Enter wires its gradient, and one undo takes both back', async () => {
  await page.getByRole('application').focus()
  await add('mse', 'mse')
  await add('sgd', 'sgd')
  await expect
    .poll(() =>
      node('sgd')
        .getByRole('button', { name: /^Wire its gradient: Backward of MSE/ })
        .count(),
    )
    .toBe(1)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('[data-node]').count()).toBe(3)
  await expect
    .poll(wires)
    .toEqual(['backward.gradient>sgd.gradient', 'mse.loss>backward.loss', 'sgd.value>backward.of'])
  expect(await overlapping()).toEqual([])
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.locator('[data-node]').count()).toBe(1)
  expect(await wires()).toEqual([])
})

test('MSE for two selected nodes takes both', async () => {
  await page.getByRole('application').focus()
  await add('random', 'random')
  await page.keyboard.press('Escape')
  await add('identity', 'identity')
  await page.keyboard.press('Control+a')
  await add('mse', 'mse')
  await expect.poll(wires).toEqual(['identity.out>mse.target', 'random.out>mse.prediction'])
})

test('W goes on from open port to open port', async () => {
  await page.getByRole('application').focus()
  await add('random', 'random')
  await add('matmul', 'matmul')
  await add('exp', 'exp')
  await node('random').focus()
  const wire = async (count: number) => {
    await page.keyboard.press('w')
    await expect.poll(() => page.getByRole('combobox', { name: /^Wire/ }).count()).toBe(1)
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await wires()).length).toBe(count)
    await expect.poll(() => page.getByRole('combobox', { name: /^Wire/ }).count()).toBe(0)
  }
  for (let count = 1; count <= 3; count++) await wire(count)
  expect(await wires()).toEqual(['matmul.out>exp.in', 'random.out>matmul.a', 'random.out>matmul.b'])
})

test('a click on an open port says what it needs, and what it could be wired to', async () => {
  await page.getByRole('application').focus()
  await add('random', 'random')
  await add('matmul', 'matmul')
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await expect.poll(wires).toEqual(['random.out>matmul.a'])
  const b = node('matmul').getByRole('button', { name: /^Input b/ })
  await expect.poll(() => b.locator('..').getAttribute('title')).toContain('Needs 2 rows')
  await b.click()
  const list = page.getByRole('combobox', { name: /^Wire MatMul/ })
  await expect.poll(() => list.getAttribute('placeholder')).toBe('b of MatMul needs 2 rows')
  await page.keyboard.press('Enter')
  await expect.poll(wires).toEqual(['random.out>matmul.a', 'random.out>matmul.b'])
})

test('a size that does not fit is said in red, and put right by one press', async () => {
  await page.getByRole('application').focus()
  await add('random', 'random')
  await page.keyboard.press('Escape')
  await add('identity', 'identity')
  await page.keyboard.press('Control+a')
  await add('mse', 'mse')
  await expect.poll(async () => (await wires()).length).toBe(2)
  for (const name of ['rows', 'cols']) {
    await node('random').getByRole('textbox', { name, exact: true }).fill('3')
    await page.keyboard.press('Enter')
  }
  await expect.poll(() => page.getByRole('button', { name: '1 error' }).count()).toBe(1)
  await node('identity').locator('.title').click()
  await node('identity').getByRole('button', { name: 'Use the size that fits: 3×3' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'No problems' }).count()).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.getByRole('button', { name: '1 error' }).count()).toBe(1)
})

test('a loop to fill in begins wired, with two inputs open and nothing wrong', async () => {
  await page.getByRole('button', { name: /^A loop to fill in/ }).click()
  await expect.poll(() => page.locator('[data-node]').count()).toBe(5)
  await expect.poll(() => status(page)).toBe('iteration 0 · 2 inputs open')
  expect(await page.getByRole('button', { name: 'No problems' }).count()).toBe(1)
  expect(await overlapping()).toEqual([])
})

test('an example is one press away, and “Empty” leaves nothing but the canvas', async () => {
  await page.getByRole('button', { name: 'Matrix inverse by gradient descent' }).click()
  await expect.poll(() => page.locator('[data-node]').count()).toBe(10)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('button', { name: /^Empty/ }).click()
  expect(await page.getByRole('region', { name: 'Start' }).getByRole('button').count()).toBe(0)
  await page.keyboard.press('a')
  await expect.poll(() => page.getByRole('combobox', { name: 'Add node' }).count()).toBe(1)
  await page.keyboard.press('Escape')
})

test('nobody complained', () => {
  expect(visitor.complaints).toEqual([])
})
