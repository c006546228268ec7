// The reading view on a phone: the flagship paged through, changed, run to its end, and the way to the canvas.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, runToEnd, status, visit } from './visit.ts'

let browser: Browser
let page: Page
let complaints: readonly string[]
beforeAll(async () => {
  browser = await openBrowser()
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  ;({ page, complaints } = await visit(browser, phone))
})
afterAll(() => browser.close())

const heading = () => page.locator('[data-reading] h2').innerText()

test('a phone begins with the first node of the flow, and every node is a step away', async () => {
  expect(await heading()).toMatch(/^M/)
  const titles = [await heading()]
  const next = page.getByRole('button', { name: 'Next node' })
  while (await next.isEnabled()) {
    await next.click()
    titles.push(await heading())
  }
  expect(titles).toHaveLength(10)
  expect(new Set(titles).size).toBe(10)
})

test('nothing is wider than the window', async () => {
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(390)
})

test('wires are steps between nodes', async () => {
  await page.getByRole('combobox', { name: 'Node' }).selectOption('sgd')
  await page.getByRole('button', { name: /^Ŷ = W · M a/ }).click()
  expect(await heading()).toMatch(/^Ŷ = W · M/)
  await page.getByRole('button', { name: /^M out · 4×4/ }).click()
  expect(await heading()).toMatch(/^M/)
})

test('a finger that moves sideways turns the page', async () => {
  const before = await heading()
  await page.locator('[data-reading] h2').evaluate((element) => {
    const send = (type: string, x: number) => {
      const touch = new Touch({ identifier: 1, target: element, clientX: x, clientY: 300 })
      const touches = type === 'touchend' ? [] : [touch]
      element.dispatchEvent(new TouchEvent(type, { touches, changedTouches: [touch], bubbles: true }))
    }
    send('touchstart', 300)
    send('touchend', 120)
  })
  await expect.poll(heading).not.toBe(before)
})

test('a parameter is changed, undone, and the run arrives at the figures of the command line', async () => {
  await page.getByRole('combobox', { name: 'Node' }).selectOption('sgd')
  const momentum = page.getByRole('textbox', { name: 'momentum' })
  await momentum.fill('0.1')
  await momentum.press('Enter')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => momentum.inputValue()).toBe('0.9')
  expect(await runToEnd(page, 10_000)).toBe('iteration 10000 · loss 2.6580e-12 · finished')
  await page.getByRole('combobox', { name: 'Node' }).selectOption('heatmap')
  await expect.poll(() => page.locator('[data-reading] canvas').count()).toBeGreaterThan(0)
})

test('the canvas is one press away, and back', async () => {
  await page.getByRole('button', { name: 'Canvas', exact: true }).click()
  await expect.poll(() => page.locator('[data-node]').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Reading view' }).click()
  expect(await heading()).toMatch(/^Still to go/)
  expect(await status(page)).toMatch(/^iteration 10000/)
  expect(complaints).toEqual([])
})

test('a walk through the iteration is followed from node to node', async () => {
  const { page: phone } = await visit(browser, { viewport: { width: 390, height: 844 }, hasTouch: true })
  const step = phone.getByRole('button', { name: 'Step node' })
  await step.tap()
  await expect.poll(() => phone.getByRole('heading', { name: /^W₀/ }).count()).toBe(1)
  for (let times = 0; times < 3; times++) await step.tap()
  await expect.poll(() => phone.getByRole('heading', { name: /^Ŷ = W · M/ }).count()).toBe(1)
  await phone.context().close()
})
