// The menus of the canvas: of a node, of several, of a wire and of the ground, by mouse, key and finger; and labels of wires.
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
  page = (await visit(browser, { hasTouch: true, permissions: ['clipboard-read', 'clipboard-write'] })).page
  return () => page.context().close()
})

const node = (id: string) => page.locator(`[data-node="${id}"]`)
const count = () => page.locator('[data-node]').count()
const menu = (name: string) => page.getByRole('menu', { name })
const item = (name: string) => page.getByRole('menuitem', { name })
const title = (id: string) => node(id).locator('.title')
const undo = () => page.keyboard.press('Control+z')

async function onWire(key: string): Promise<{ x: number; y: number }> {
  return page.locator(`[data-wire="${key}"] .hit`).evaluate((path: SVGPathElement) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2)
    const place = new DOMPoint(x, y).matrixTransform(path.getScreenCTM() ?? undefined)
    return { x: place.x, y: place.y }
  })
}

const wireKey = async (of: RegExp) => {
  const keys = await page
    .locator('[data-wire]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-wire') ?? ''))
  return keys.find((key) => of.test(key)) ?? ''
}

test('a node has a menu, which does what its keys do', async () => {
  await title('mse').click({ button: 'right' })
  await expect.poll(() => menu('Node').count()).toBe(1)
  expect(await objections(page)).toEqual([])
  await item('Delete').click()
  await expect.poll(() => node('mse').count()).toBe(0)
  await undo()
  await expect.poll(() => node('mse').count()).toBe(1)

  const before = await count()
  await title('mse').click({ button: 'right' })
  await item('Duplicate').click()
  await expect.poll(count).toBe(before + 1)
  await undo()
  await expect.poll(count).toBe(before)
})

test('several selected nodes are copied, cut and pasted where one points', async () => {
  const before = await count()
  await title('mse').click()
  await title('identity').click({ modifiers: ['Shift'] })
  await title('identity').click({ button: 'right' })
  await expect.poll(() => menu('Selection').count()).toBe(1)
  await item('Cut').click()
  await expect.poll(count).toBe(before - 2)
  await page.mouse.click(600, 560, { button: 'right' })
  await expect.poll(() => menu('Canvas').count()).toBe(1)
  await item('Paste').click()
  await expect.poll(count).toBe(before)
  await undo()
  await undo()
  await expect.poll(() => node('mse').count()).toBe(1)
})

test('by keyboard it opens on what has the focus, and Escape goes back there', async () => {
  await node('mse').focus()
  await page.keyboard.press('Shift+F10')
  await expect.poll(() => menu('Node').count()).toBe(1)
  await expect.poll(() => item('Rename').evaluate((each) => each === document.activeElement)).toBe(true)
  await page.keyboard.press('End')
  await page.keyboard.press('Escape')
  expect(await menu('Node').count()).toBe(0)
  expect(await node('mse').evaluate((each) => each === document.activeElement)).toBe(true)
  await page.keyboard.press('Shift+F10')
  await item('Rename').press('Enter')
  await page.keyboard.type('How far?')
  await page.keyboard.press('Enter')
  await expect.poll(() => title('mse').textContent()).toBe('How far?')
})

test('a wire tells its ends and its value, takes a label, and a node', async () => {
  const key = await wireKey(/identity.*mse/)
  const { x, y } = await onWire(key)
  await page.mouse.click(x, y, { button: 'right' })
  await expect.poll(() => menu('Wire').textContent()).toMatch(/identity\.out → mse\.target\s*4×4/)
  await expect.poll(() => menu('Wire').textContent()).toMatch(/1\.00/)
  await item('Label the wire').click()
  await page.getByRole('textbox', { name: 'Label of the wire' }).fill('what it should be')
  await page.keyboard.press('Enter')
  const label = page.locator('.wire-labels').getByText('what it should be')
  await expect.poll(() => label.count()).toBe(1)
  await undo()
  await expect.poll(() => label.count()).toBe(0)

  await page.mouse.click(x, y, { button: 'right' })
  await item('Put a node into the wire').click()
  await page.getByRole('combobox').fill('negate')
  await page.keyboard.press('Enter')
  await expect.poll(() => node('negate').count()).toBe(1)
  expect(await wireKey(/negate.*mse/)).not.toBe('')
})

test('a label lies on no node', async () => {
  const boxes = await page.locator('.wire-labels > span, [data-node]').evaluateAll((all) =>
    all.map((each) => ({
      isLabel: each.matches('.wire-labels > span'),
      box: each.getBoundingClientRect().toJSON() as DOMRect,
    })),
  )
  const labels = boxes.filter(({ isLabel }) => isLabel)
  expect(labels).toHaveLength(1)
  for (const { box: a } of labels)
    for (const { box: b } of boxes.filter(({ isLabel }) => !isLabel))
      expect(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom).toBe(true)
})

test('a finger that rests opens it', async () => {
  const hand = await page.context().newCDPSession(page)
  const box = await title('mse').boundingBox()
  if (!box) throw new Error('it is not on the screen')
  const touchPoints = [{ x: box.x + 8, y: box.y + 8 }]
  await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect.poll(() => menu('Node').count()).toBe(1)
  await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  expect(await menu('Node').count()).toBe(1)
  await item('Bypass, or switch on again').tap()
  await expect.poll(() => page.getByTitle(/^Undo: bypass 1 node/).count()).toBe(1)
})

test('everything can be selected, and what is selected shown', async () => {
  await page.mouse.click(600, 560, { button: 'right' })
  await item('Select everything').click()
  await expect.poll(() => page.locator('[data-node].selected').count()).toBe(await count())
  await title('mse').click()
  const before = await node('mse').boundingBox()
  await node('mse').press('Shift+Home')
  await expect
    .poll(async () => (await node('mse').boundingBox())?.width)
    .toBeGreaterThan((before?.width ?? 0) * 1.2)
})
