// How often the page tells the numbers of a run that is on: each telling lays out the page anew.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('the status line follows a run about ten times a second', async () => {
  const { page } = await visit(browser)
  const stop = page.getByLabel('Stop at iteration')
  await stop.fill('1000000000')
  await stop.press('Enter')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const told = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let count = 0
        const changes = new MutationObserver(() => (count += 1))
        const line = document.querySelector('p.status')
        if (line) changes.observe(line, { subtree: true, characterData: true, childList: true })
        setTimeout(() => resolve(count), 2000)
      }),
  )
  expect(told).toBeGreaterThan(2)
  expect(told).toBeLessThanOrEqual(25)
})
