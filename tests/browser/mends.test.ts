// What is wrong with a file is mended where it is told: by what is offered, all alike at once, or by hand in its text.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { drop, openBrowser, visit } from './visit.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const broken = JSON.stringify({
  format: 'gradloom',
  version: 1,
  title: 'Broken',
  nodes: [
    { id: 'a', type: 'number', at: [40, 40] },
    { id: 'b', type: 'tahn', at: [320, 40] },
    { id: 'c', kind: 'number', at: [40, 240] },
  ],
  wires: [
    { from: 'a.out', to: 'b.in' },
    { from: 'gone.out', to: 'b.in' },
    { from: 'a.out', to: 'nobody.in' },
  ],
})

beforeEach(async () => {
  page = (await visit(browser)).page
  await drop(page, broken)
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Broken')
  await page.getByRole('button', { name: /error/ }).first().click()
  await panel().waitFor()
  return () => page.context().close()
})

const panel = () => page.getByRole('complementary', { name: 'Problems' })
const button = (name: string | RegExp) => panel().getByRole('button', { name })
const wires = () => page.locator('[data-wire]').count()

test('wires that lead nowhere are removed all at once, as one step', async () => {
  expect(await objections(page)).toEqual([])
  const before = await wires()
  await button('Remove the wire, all 2').click()
  await expect.poll(wires).toBe(before - 2)
  await expect.poll(() => button(/^Remove the wire/).count()).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(wires).toBe(before)
})

test('a kind that was written wrongly becomes the one that was meant', async () => {
  await button('Make it Tanh').click()
  await expect.poll(() => page.getByRole('group', { name: /Tanh/ }).count()).toBeGreaterThan(0)
  await expect.poll(() => button('Make it Tanh').count()).toBe(0)
})

test('what makes no sense is shown as its text, and mended there', async () => {
  await button('Edit its text').last().click()
  const text = panel().getByRole('textbox', { name: 'As it stands in the file' })
  expect(await text.inputValue()).toContain('"kind"')
  await text.fill('{ "id": "c", "type": ')
  await expect
    .poll(() =>
      panel()
        .getByText(/^line 1, column/)
        .count(),
    )
    .toBe(1)
  expect(await button('Apply').isDisabled()).toBe(true)
  await text.fill('{ "id": "c", "type": "number", "at": [40, 240] }')
  await button('Apply').click()
  await expect.poll(() => page.locator('[data-node=c]').getByRole('textbox').count()).toBeGreaterThan(0)
  await page.keyboard.press('Control+z')
  await expect.poll(() => button('Edit its text').count()).toBe(2)
})
