// Editing what is there: rename, bypass, align, replace, put into a wire, and heal a chain, each undone in one step.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, status, visit } from './visit.ts'

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

const node = (id: string) => page.locator(`[data-node="${id}"]`)
const wire = (key: string) => page.locator(`[data-wire="${key}"]`)
const select = (id: string) => node(id).click({ position: { x: 8, y: 4 } })
const undo = () => page.getByRole('button', { name: 'Undo' }).click()

async function command(words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await page.keyboard.press('Enter')
}

test('a node is renamed in place, by a double click on its title or by F2', async () => {
  await node('mse').locator('.title').dblclick()
  await page.keyboard.type('How wrong?')
  await page.keyboard.press('Enter')
  await expect.poll(() => node('mse').locator('.title').textContent()).toBe('How wrong?')
  await page.keyboard.press('F2')
  await page.keyboard.type('not this')
  await page.keyboard.press('Escape')
  expect(await node('mse').locator('.title').textContent()).toBe('How wrong?')
  await undo()
  await expect.poll(() => node('mse').locator('.title').textContent()).toBe('MSE')
})

test('B switches a node off and on again, and the run follows', async () => {
  const before = 'iteration 0 · loss 0.84928'
  await expect.poll(() => status(page)).toBe(before)
  await select('matmul')
  await page.keyboard.press('b')
  await expect.poll(() => node('matmul').getAttribute('aria-label')).toMatch(/bypassed/)
  await expect.poll(() => status(page)).not.toBe(before)
  await page.keyboard.press('b')
  await expect.poll(() => status(page)).toBe(before)
})

test('selected nodes are put in line', async () => {
  await select('M')
  await page.keyboard.down('Shift')
  await select('identity')
  await page.keyboard.up('Shift')
  await command('align left')
  const left = async (id: string) => Math.round((await node(id).boundingBox())?.x ?? NaN)
  await expect.poll(async () => (await left('identity')) - (await left('M'))).toBe(0)
  await undo()
  await expect.poll(async () => (await left('identity')) - (await left('M'))).not.toBe(0)
})

test('a node is replaced by another kind, which keeps the wires that fit', async () => {
  await select('diff')
  await page.keyboard.press('x')
  await page.getByRole('combobox', { name: 'Replace by' }).fill('add')
  await page.keyboard.press('Enter')
  await expect.poll(() => node('diff').getAttribute('aria-label')).toMatch(/Add/)
  for (const key of ['matmul.out>diff.a', 'identity.out>diff.b', 'diff.out>heatmap.in'])
    expect(await wire(key).count(), key).toBe(1)
  await undo()
  await expect.poll(() => node('diff').getAttribute('aria-label')).toMatch(/Subtract/)
})

test('a double click on a wire puts a node into it; taken out again, the wire is offered back', async () => {
  const spot = await wire('matmul.out>diff.a')
    .locator('.hit')
    .evaluate((path: SVGPathElement) => {
      const matrix = path.getScreenCTM()
      for (let part = 1; part < 40; part++) {
        const at = path.getPointAtLength((path.getTotalLength() * part) / 40)
        const place = matrix ? at.matrixTransform(matrix) : at
        if (document.elementFromPoint(place.x, place.y) === path) return { x: place.x, y: place.y }
      }
      return null
    })
  if (!spot) throw new Error('the wire lies under something everywhere')
  await page.mouse.dblclick(spot.x, spot.y)
  await page.getByRole('combobox', { name: 'Put into the wire' }).fill('negate')
  await page.keyboard.press('Enter')
  await expect.poll(() => wire('matmul.out>negate.in').count()).toBe(1)
  expect(await wire('negate.out>diff.a').count()).toBe(1)
  expect(await wire('matmul.out>diff.a').count()).toBe(0)
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Join the wires' }).click()
  await expect.poll(() => wire('matmul.out>diff.a').count()).toBe(1)
  await undo()
  await expect.poll(() => wire('negate.out>diff.a').count()).toBe(1)
  await undo()
  await expect.poll(() => node('negate').count()).toBe(0)
  expect(await wire('matmul.out>diff.a').count()).toBe(1)
})
