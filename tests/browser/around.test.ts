// Finding one's way on the canvas: the minimap, and nodes that snap to a grid.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { openBrowser, visit } from './visit.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  page = (await visit(browser)).page
  return () => page.context().close()
})

const map = () => page.getByRole('group', { name: 'Minimap' })
const box = async (id: string) => {
  const found = await page.locator(`[data-node="${id}"]`).boundingBox()
  if (!found) throw new Error('the node is not on the screen')
  return found
}

async function command(words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await page.keyboard.press('Enter')
}

/** Where the document has a node. */
const place = (id: string) =>
  page.evaluate(async (node) => {
    const asked = indexedDB.open('gradloom')
    await new Promise((resolve) => asked.addEventListener('success', resolve))
    const all = asked.result.transaction('texts').objectStore('texts').getAll()
    await new Promise((resolve) => all.addEventListener('success', resolve))
    asked.result.close()
    const texts = all.result as string[]
    const { nodes } = JSON.parse(texts.at(-1) ?? '') as { nodes: { id: string; at: [number, number] }[] }
    return nodes.find(({ id: each }) => each === node)?.at ?? null
  }, id)

test('the minimap is there where not all is in view, and leads there by press and by arrow keys', async () => {
  expect(await map().count()).toBe(0)
  for (let press = 0; press < 5; press++) await page.getByRole('button', { name: 'Zoom in' }).click()
  await map().waitFor()
  expect(await objections(page)).toEqual([])
  const start = await page.locator('[role=application] > *').evaluate((each) => each.style.transform)
  const own = await map().boundingBox()
  if (!own) throw new Error('the map is not on the screen')
  await page.mouse.click(own.x + 12, own.y + 12)
  const there = () => page.locator('[role=application] > *').evaluate((each) => each.style.transform)
  await expect.poll(there).not.toBe(start)
  const pressed = await there()
  await map().focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(there).not.toBe(pressed)
  await command('minimap')
  await expect.poll(() => map().count()).toBe(0)
  await page.reload()
  for (let press = 0; press < 5; press++) await page.getByRole('button', { name: 'Zoom in' }).click()
  expect(await map().count()).toBe(0)
})

test('with snap a dragged node comes to lie on the grid, and a nudged one as well', async () => {
  await command('snap')
  const { x, y } = await box('identity')
  await page.mouse.move(x + 20, y + 10)
  await page.mouse.down()
  await page.mouse.move(x + 57, y + 43, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await place('identity'))?.map((each) => each % 16)).toEqual([0, 0])
  const before = await place('identity')
  await page.locator('[data-node=identity]').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await place('identity'))?.[0]).toBe((before?.[0] ?? 0) + 16)
})
