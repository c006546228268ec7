// Why a number is what it is: from the start to the sum behind a cell, and behind its gradient, in a few keys; and back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { openBrowser, visit } from './visit.ts'

let browser: Browser
let page: Page
let complaints: readonly string[]
beforeAll(async () => {
  browser = await openBrowser()
  ;({ page, complaints } = await visit(browser))
})
afterAll(() => browser.close())

const probe = () => page.getByRole('complementary', { name: 'Probe' })
const sentence = () => probe().locator('.sentence').innerText()
const button = (name: RegExp | string) => probe().getByRole('button', { name })

test('three presses to why Ŷ₁₂ is what it is', async () => {
  await page.locator('[data-node=matmul] .title').click()
  await page.keyboard.press('p')
  await button(/^Ŷ₁₂, /).click()
  await expect.poll(sentence).toBe('Ŷ₁₂ = 0.720·0.612 + 0.629·0.258 + 0.667·0.897 + 0.338·0.157 = 1.254')
  expect(await probe().getByRole('listitem').allInnerTexts()).toHaveLength(8)
  expect(await objections(page)).toEqual([])
})

test('and one more to its gradient', async () => {
  await button('Its gradient').click()
  await expect.poll(sentence).toMatch(/^∂loss\/∂Ŷ₁₂ = .* = 0\.1\d+$/)
  await button('Back').click()
  await expect.poll(sentence).toMatch(/^Ŷ₁₂ = /)
})

test('the cells behind it can be followed to where they begin, and Escape leads back', async () => {
  await button(/^SGD₁₁ /).click()
  await expect.poll(sentence).toBe('SGD₁₁ = 0.720 = 0.7196')
  await button(/^W₀₁₁ /).click()
  await expect.poll(sentence).toMatch(/^W₀₁₁ = 0\.7196: made by Random itself$/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect.poll(sentence).toMatch(/^Ŷ₁₂ = /)
})

test('arrows go from cell to cell, and what is selected is what is looked at', async () => {
  await button(/^Ŷ₁₂, /).focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(sentence).toMatch(/^Ŷ₂₂ = /)
  await page.locator('[data-node=mse] .title').click()
  await expect.poll(sentence).toMatch(/^MSE = \(.*\) \/ 16 = 0\.8493$/)
  // Inside of a block what it was made from has the name of its part.
  await button(/^Square₁₁ /).click()
  await expect.poll(sentence).toMatch(/^Square₁₁ = .*² = /)
  await page.getByRole('button', { name: 'Step iteration' }).click()
  await expect.poll(sentence).toMatch(/^Square₁₁ = /)
  await page.locator('[data-node=sgd] .title').click()
  await expect.poll(sentence).toMatch(/^SGD₁₁ = 0\.4\d+: what the memory took in/)
  expect(complaints).toEqual([])
})
