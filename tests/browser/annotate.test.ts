// Frames on the canvas: moved with their nodes, renamed, taken away, and put around a selection.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drop, openBrowser, visit } from './visit.ts'

let browser: Browser
let page: Page
let complaints: readonly string[]
beforeAll(async () => {
  browser = await openBrowser()
  ;({ page, complaints } = await visit(browser))
})
afterAll(() => browser.close())

const strip = () => page.getByRole('button', { name: /^Frame How far/ })
const left = async (id: string) => (await page.locator(`[data-node="${id}"]`).boundingBox())?.x ?? NaN
const undo = () => page.getByRole('button', { name: 'Undo' }).click()

test('the frame of the flagship is there, and its title drags all that is in it, as one step', async () => {
  const before = [await left('matmul'), await left('mse'), await left('diff')]
  const box = await strip().boundingBox()
  if (!box) throw new Error('the frame has no title on the screen')
  await page.mouse.move(box.x + 40, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + 20, box.y - 4, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await left('matmul')) - (before[0] ?? 0))).toBe(-20)
  expect(Math.round((await left('mse')) - (before[1] ?? 0))).toBe(-20)
  expect(Math.round((await left('diff')) - (before[2] ?? 0))).toBe(0)
  await undo()
  await expect.poll(async () => Math.round((await left('matmul')) - (before[0] ?? 0))).toBe(0)
})

test('its title is written anew by F2, and it goes without its nodes', async () => {
  await strip().focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'Title of the frame' }).fill('The loss')
  await page.keyboard.press('Enter')
  const renamed = page.getByRole('button', { name: /^Frame The loss, 2 nodes/ })
  await expect.poll(() => renamed.count()).toBe(1)
  await renamed.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => page.locator('[data-frame]').count()).toBe(0)
  expect(await page.locator('[data-node]').count()).toBe(10)
  await undo()
  await undo()
  await expect.poll(() => strip().count()).toBe(1)
})

test('a frame goes around what is selected', async () => {
  await page.locator('[data-node="diff"]').click({ position: { x: 8, y: 4 } })
  await page.keyboard.press('Control+g')
  await expect.poll(() => page.locator('[data-frame]').count()).toBe(2)
  await page.keyboard.type('Difference')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('button', { name: /^Frame Difference, 1 node/ }).count()).toBe(1)
  expect(complaints).toEqual([])
})

test('collapsed, a frame hides its nodes and is a strip that moves; expanded, all is as before', async () => {
  const shown = () => page.locator('[data-node]:visible').count()
  const wires = () =>
    page
      .locator('[data-wire] .line')
      .evaluateAll((all) => all.filter((each) => each.getAttribute('d')).length)
  const before = [await shown(), await wires()]
  const toggle = page.getByRole('button', { name: /^(Collapse|Expand) frame How far/ })
  await toggle.focus()
  await page.keyboard.press('Enter')
  await expect.poll(shown).toBe((before[0] ?? 0) - 2)
  // The wire between the two nodes is hidden with them.
  await expect.poll(wires).toBe((before[1] ?? 0) - 1)
  expect(await toggle.getAttribute('aria-expanded')).toBe('false')
  await expect.poll(() => page.getByText('Kept here').count()).toBe(1)
  await page.reload()
  await expect.poll(shown).toBe((before[0] ?? 0) - 2)
  await page.getByRole('button', { name: 'Step iteration' }).click()
  await expect.poll(() => page.getByRole('status').first().textContent()).toMatch(/^iteration 1 /)
  const box = await strip().boundingBox()
  if (!box) throw new Error('the strip is not on the screen')
  await page.mouse.move(box.x + 40, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + 70, box.y + 60, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round(((await strip().boundingBox())?.x ?? 0) - box.x)).toBe(30)
  await toggle.click()
  await expect.poll(shown).toBe(before[0])
  await expect.poll(wires).toBe(before[1])
  for (let step = 0; step < 2; step++) await undo()
  await expect.poll(shown).toBe((before[0] ?? 0) - 2)
})

test('notes that lie in a frame go along with it, as one step, by hand and by arrow keys', async () => {
  const text = JSON.stringify({
    format: 'gradloom',
    version: 1,
    title: 'Noted',
    nodes: [
      { id: 'a', type: 'number', at: [40, 40] },
      { id: 'b', type: 'number', at: [40, 420] },
    ],
    wires: [],
    frames: [{ id: 'f', title: 'Box', around: ['a', 'b'] }],
    notes: [
      { id: 'in', at: [44, 250], size: [120, 60], text: 'within' },
      { id: 'out', at: [600, 250], size: [120, 60], text: 'beside' },
    ],
  })
  await drop(page, text)
  const place = async (note: string) => {
    const box = await page.locator(`[data-note=${note}]`).boundingBox()
    return [box?.x ?? NaN, box?.y ?? NaN] as const
  }
  /** Places on the canvas are whole numbers. */
  const near = async (x: number, y: number) => {
    const at = await place('in')
    return Math.hypot(at[0] - x, at[1] - y) < 1.5
  }
  await page.getByText('within').waitFor()
  const [within, beside] = [await place('in'), await place('out')]
  const title = page.getByRole('button', { name: /^Frame Box/ })
  const box = await title.boundingBox()
  if (!box) throw new Error('the frame has no title on the screen')
  await page.mouse.move(box.x + 30, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 70, box.y + 30, { steps: 4 })
  expect(await near(within[0] + 40, within[1] + 20)).toBe(true)
  await page.mouse.up()
  await expect.poll(() => near(within[0] + 40, within[1] + 20)).toBe(true)
  expect(await place('out')).toEqual(beside)
  await undo()
  await expect.poll(() => place('in')).toEqual(within)
  await title.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await place('in'))[0]).toBeGreaterThan(within[0])
  expect(await place('out')).toEqual(beside)
})

test('in a document that cannot be changed it is looked into all the same', async () => {
  const text = JSON.stringify({
    format: 'gradloom',
    version: 99,
    title: 'Newer',
    nodes: [{ id: 'a', type: 'number', at: [40, 40] }],
    wires: [],
    frames: [{ id: 'f', title: 'Box', around: ['a'], collapsed: true }],
  })
  await drop(page, text)
  await page.getByText('Read-only').waitFor()
  const node = page.locator('[data-node=a]:visible')
  const toggle = page.getByRole('button', { name: /^(Expand|Collapse) frame Box/ })
  await expect.poll(() => toggle.getAttribute('aria-expanded')).toBe('false')
  expect(await node.count()).toBe(0)
  await toggle.click()
  await expect.poll(() => node.count()).toBe(1)
  await toggle.click()
  await expect.poll(() => node.count()).toBe(0)
  expect(complaints).toEqual([])
})
