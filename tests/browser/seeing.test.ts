// Values and gradients on the wires: switched on by keys, following the run, and of the loss that is chosen.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { openBrowser, runToEnd, status, visit } from './visit.ts'

let browser: Browser
let page: Page
let complaints: readonly string[]
beforeAll(async () => {
  browser = await openBrowser()
  ;({ page, complaints } = await visit(browser))
})
afterAll(() => browser.close())

const chips = () => page.locator('[data-wire-value] [role=img]')
const told = (name: string) => page.getByRole('img', { name })
const on = (name: string) => page.getByRole('group', { name: 'View' }).getByRole('button', { name })

test('every wire shows what flows through it', async () => {
  await page.locator('[data-node=sgd] .title').click()
  await page.keyboard.press('v')
  await expect.poll(() => chips().count()).toBe(12)
  expect(await told('Value of matmul.out: 4×4, first cell 0.642').count()).toBe(2)
  expect(await told('Value of mse.loss: 0.849').count()).toBe(2)
  expect(await on('Values').getAttribute('aria-pressed')).toBe('true')
})

test('beside it, the gradient with respect to it, whether or not a Backward asks for it', async () => {
  await page.keyboard.press('g')
  await expect
    .poll(() => told('Gradient of the loss with respect to matmul.out: 4×4, first cell −0.0447').count())
    .toBe(2)
  expect(await told('Gradient of the loss with respect to M.out').count()).toBe(1)
  // Of what the loss does not depend on there is none.
  expect(await told('Gradient of the loss with respect to diff.out').count()).toBe(0)
  expect(await objections(page)).toEqual([])
})

test('a walk shows gradients where they have arrived', async () => {
  await page.getByRole('button', { name: 'Step node' }).click()
  await expect.poll(() => status(page)).toBe('iteration 0 · forward 1 of 7 · W₀')
  await expect.poll(() => page.locator('[data-wire-value] .slope').count()).toBe(0)
  await expect.poll(() => page.locator('[data-wire-value] .value').count()).toBe(1)
  for (let step = 0; step < 8; step++) await page.keyboard.press('s')
  await expect.poll(() => status(page)).toMatch(/loss 2 of 2/)
  await page.keyboard.press('i')
  await page.keyboard.press('s')
  // At the two wires from the loss and the two from Ŷ.
  await expect.poll(() => page.locator('[data-wire-value] .slope').count()).toBe(4)
})

test('they follow the run, and go when they are switched off', async () => {
  await runToEnd(page, 10_000)
  await expect.poll(() => told('Value of mse.loss: 2.66e-12').count()).toBe(2)
  await on('Values').click()
  await on('Gradients').click()
  await expect.poll(() => chips().count()).toBe(0)
  expect(complaints).toEqual([])
})

test('where there are several losses, one chooses which', async () => {
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('menuitem', { name: /Adam or SGD/ }).click()
  await on('Gradients').click()
  const choice = page.getByRole('combobox', { name: 'Gradients of' })
  await expect.poll(() => choice.locator('option').count()).toBe(2)
  const wires = () =>
    page
      .locator('[data-wire-value]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-wire-value')))
  await expect.poll(async () => (await wires()).length).toBeGreaterThan(0)
  const first = await wires()
  await choice.selectOption({ index: 1 })
  await expect.poll(wires).not.toEqual(first)
})
