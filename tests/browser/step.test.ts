// An iteration is taken apart on the page: node by node and part by part, forwards into the next ones, and all the way back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { openBrowser, status, visit } from './visit.ts'

let browser: Browser
let page: Page
let complaints: readonly string[]
beforeAll(async () => {
  browser = await openBrowser()
  ;({ page, complaints } = await visit(browser))
})
afterAll(() => browser.close())

const bar = () => page.getByRole('region', { name: 'Walk through the iteration' })
const current = () =>
  page.locator('[data-node][aria-current=step]').evaluateAll((all) => all.map((each) => each.dataset['node']))
const pale = () => page.locator('[data-node].pale').count()

/** Presses a key and waits for what the status says then. */
async function press(key: string, wanted: RegExp | string): Promise<void> {
  await page.keyboard.press(key)
  await expect.poll(() => status(page)).toMatch(wanted)
}

test('from the button through the first iteration', async () => {
  await page.getByRole('button', { name: 'Step node' }).click()
  await expect.poll(() => status(page)).toBe('iteration 0 · forward 1 of 7 · W₀')
  expect(await current()).toEqual(['W0'])
  expect(await pale()).toBe(9)
  for (const [index, told] of [
    'M',
    'SGD',
    'Ŷ = W · M',
    'Identity I',
    'Ŷ − I',
    'Still to go: Ŷ − I',
  ].entries())
    await press('s', `iteration 0 · forward ${index + 2} of 7 · ${told}`)
  await press('s', 'iteration 0 · loss 1 of 2 · MSE')
  expect(await bar().getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^Mean\s+0\.849$/),
  ])
  await expect.poll(() => bar().innerText()).toContain('/ 16 = 0.849')
  expect(await current()).toEqual(['mse'])
  await press('s', 'iteration 0 · loss 2 of 2 · Loss')
  // When each node comes: SGD gives W at first, and takes its step at the end.
  const order = (id: string) => page.locator(`[data-node=${id}] .order`)
  expect(await Promise.all(['W0', 'sgd', 'mse'].map((id) => order(id).innerText()))).toEqual([
    '1',
    '3, 11',
    '8',
  ])
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Order numbers' }).click()
  await expect.poll(() => order('mse').count()).toBe(0)
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Order numbers' }).click()
})

test('into Backward: the gradient that arrives at each wire, from the loss on', async () => {
  await press('i', 'iteration 0 · backward 1 of 3 · ∂loss/∂MSE')
  expect(await current()).toEqual(['backward'])
  const lit = () =>
    page.locator('[data-wire].lit').evaluateAll((all) => all.map((each) => each.getAttribute('data-wire')))
  expect((await lit()).every((wire) => wire?.startsWith('mse.loss>'))).toBe(true)
  await press('s', 'iteration 0 · backward 2 of 3 · ∂loss/∂Ŷ = W · M')
  expect(await lit()).toEqual(['matmul.out>mse.prediction', 'matmul.out>diff.a'])
  await expect.poll(() => bar().innerText()).toContain('−0.0447')
  await press('Shift+I', 'iteration 0 · backward 1 of 1 · ∂loss/∂W')
  await press('i', 'iteration 0 · update 1 of 4 · Scale')
  await press('Shift+I', 'iteration 0 · update 1 of 1 · SGD')
})

test('past the end the memories move, and on to iteration 2', async () => {
  await press('s', 'iteration 1 · before its first step')
  await press('s', 'iteration 1 · forward 1 of 4 · SGD')
  // What the sentence speaks of: W, and not the velocity.
  await expect.poll(() => bar().innerText()).toContain('remembers 4×4, first cell 0.449')
  expect(await bar().getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^Memory\s+0\.449/),
  ])
  // What is still to come shows the iteration before.
  const cell = () =>
    page.locator('[data-node=heatmap] .cells, [data-node=heatmap] canvas, [data-node=heatmap] svg').first()
  expect(await cell().count()).toBe(1)
  for (let step = 0; step < 7; step++) await page.keyboard.press('s')
  await expect.poll(() => status(page)).toBe('iteration 1 · update 1 of 1 · SGD')
  await press('s', 'iteration 2 · before its first step')
})

test('and back, step by step over iterations, to where nothing is computed yet', async () => {
  await press('Shift+S', 'iteration 1 · update 1 of 1 · SGD')
  for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+S')
  await expect.poll(() => status(page)).toBe('iteration 1 · before its first step')
  for (let step = 0; step < 12; step++) await page.keyboard.press('Shift+S')
  await expect.poll(() => status(page)).toBe('iteration 0 · before its first step')
  expect(await pale()).toBe(10)
  expect(await current()).toEqual([])
  // Further back there is nothing.
  await press('Shift+S', 'iteration 0 · before its first step')
})

test('it goes on by itself, as fast as one likes, and holds where it is told to', async () => {
  const speed = bar().getByRole('slider', { name: 'Speed' })
  expect(await speed.getAttribute('aria-valuetext')).toBe('1 node a second')
  await speed.fill('4')
  expect(await speed.getAttribute('aria-valuetext')).toBe('16 nodes a second')
  await bar().getByRole('button', { name: 'Play' }).click()
  await expect.poll(() => status(page)).toMatch(/^iteration 1 · /)
  await bar().getByRole('button', { name: 'Hold' }).click()
  const held = await status(page)
  await page.waitForTimeout(300)
  const later = await status(page)
  await page.waitForTimeout(300)
  // A step that was under way is done, and no other.
  expect(await status(page)).toBe(later)
  expect(held).toMatch(/^iteration 1/)
  while (!(await status(page)).startsWith('iteration 0 · before')) await page.keyboard.press('Shift+S')
})

test('the bar is accessible, and whatever runs or is changed ends the walk', async () => {
  await press('s', 'iteration 0 · forward 1 of 7 · W₀')
  expect(await objections(page)).toEqual([])
  await page.getByRole('button', { name: 'Step iteration' }).click()
  await expect.poll(() => status(page)).toMatch(/^iteration \d+ · loss /)
  expect(await bar().count()).toBe(0)
  expect(await pale()).toBe(0)
  await page.getByRole('button', { name: 'Step node' }).click()
  await expect.poll(() => bar().count()).toBe(1)
  await page.getByRole('group', { name: /^SGD/ }).getByRole('textbox', { name: 'momentum' }).fill('0.5')
  await page.keyboard.press('Enter')
  await expect.poll(() => bar().count()).toBe(0)
  expect(complaints).toEqual([])
})

test('on an empty canvas there is nothing to step through, and it says so', async () => {
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('button', { name: 'Step node' }).click()
  await expect.poll(() => page.getByText('There is nothing to step through yet.').count()).toBeGreaterThan(0)
  expect(await bar().count()).toBe(0)
})

test('a page whose server has gone can still look closely', async () => {
  const { page: alone } = await visit(browser)
  // What is loaded late has come by then.
  await alone.waitForTimeout(4000)
  await alone.context().setOffline(true)
  await alone.getByRole('button', { name: 'Step node' }).click()
  await expect.poll(() => status(alone)).toBe('iteration 0 · forward 1 of 7 · W₀')
  await alone.context().close()
})
