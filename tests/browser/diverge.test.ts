// A line through points that nobody scaled: the run gets out of range, says why, and can be put right.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drop, openBrowser, status, visit } from './visit.ts'

test('it says since when and where, steps back to it, and a smaller learning rate runs', async () => {
  const browser = await openBrowser()
  const { page, complaints } = await visit(browser)
  await drop(page, readFileSync(new URL('unscaled-regression.json', import.meta.url), 'utf8'))
  await expect.poll(() => page.locator('[data-node=x]').count()).toBe(1)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const card = page.getByRole('region', { name: 'Out of range' })
  await expect.poll(() => card.innerText()).toMatch(/becomes Infinity at iteration 17/)
  await expect
    .poll(() => card.innerText())
    .toMatch(/Since iteration 0 the loss has grown by a factor of \d+ an iteration/)
  await expect.poll(() => card.innerText()).toMatch(/The first number out of range comes from \w+/)
  await card.getByRole('button', { name: 'Step back' }).click()
  await expect.poll(() => status(page)).toMatch(/^iteration 17 · (?:update|backward|loss) \d+ of/)
  for (let press = 0; press < 4; press++) {
    await card.getByRole('button', { name: 'Learning rate ÷ 10' }).click()
    await expect.poll(() => card.count()).toBe(0)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect.poll(() => status(page), { timeout: 10_000 }).toMatch(/finished|stopped/)
    if (/finished/.test(await status(page))) break
  }
  expect(await status(page)).toMatch(/^iteration 100 · loss .* · finished$/)
  expect(complaints).toEqual([])
  await browser.close()
})
