// A broken file opens, shows all that is wrong with it, and is saved back without losing a byte of it.
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drop, openBrowser, ready, visit, type Visit } from './visit.ts'

const broken = `{
  "format": "gradloom",
  "version": 1,
  "title": "From a friend",
  "arithmetic": "separate",
  "run": { "iterations": 10 },
  "nodes": [
    { "id": "A", "type": "matrix", "at": [40, 80] },
    { "id": "warp", "type": "warpdrive", "at": [400, 80], "params": { "factor": 9.0, "stars": 12345678901234567890, "crew": ["kirk", { "rank": -0.50 }] }, "mood": 1e-400 },
    { "id": "turn", "type": "transpose", "at": [400, 280] },
    { "id": "show", "type": "print", "at": [720, 80] }
  ],
  "wires": [
    { "from": "A.out", "to": "turn.in" },
    { "from": "A.out", "to": "show.sideways" },
    { "from": "nobody.out", "to": "show.in" },
    { "from": "warp.out", "to": "warp.in", "colour": "red" }
  ]
}
`

let browser: Browser
let visitor: Visit

beforeAll(async () => {
  browser = await openBrowser()
  visitor = await visit(browser)
})
afterAll(() => browser.close())

test('all that is wrong is shown', async () => {
  const { page } = visitor
  await drop(page, broken)
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('From a friend')
  await ready(page)
  const button = page.getByRole('button', { name: /^\d errors/ })
  await expect.poll(() => button.count()).toBeGreaterThan(0)
  const panel = page.getByRole('complementary', { name: 'Problems' })
  if ((await panel.count()) === 0) await button.first().click()
  for (const words of ['warpdrive', 'sideways', 'nobody']) {
    const told = panel.getByText(new RegExp(words))
    await expect.poll(() => told.count(), { message: words }).toBeGreaterThan(0)
  }
})

test('what does not depend on it runs', async () => {
  const { page } = visitor
  await expect
    .poll(() =>
      page
        .getByRole('group', { name: /^Transpose/ })
        .getByRole('button', { name: 'Output out, 2×2' })
        .count(),
    )
    .toBe(1)
})

test('saving loses nothing', async () => {
  const { page } = visitor
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  const saved = readFileSync(await download.path(), 'utf8')
  // Line breaks may fall elsewhere; all else is as it was, digit by digit.
  const close = (text: string): string => text.replace(/\s+/g, '')
  expect(close(saved)).toBe(close(broken))
})

test('what is no graph at all leaves the open document alone and says what it is', async () => {
  const { page } = visitor
  await drop(page, '<!doctype html><title>Login</title>')
  await expect.poll(() => page.getByRole('dialog').getByText(/HTML/).count()).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  expect(await page.getByLabel('Title').inputValue()).toBe('From a friend')
})
