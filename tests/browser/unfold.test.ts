// Blocks open on the page, in place and without overlap, and close again; with all of them open the notebook's figures come out.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, runToEnd, status, visit } from './visit.ts'

let browser: Browser
let page: Page
let complaints: readonly string[]
beforeAll(async () => {
  browser = await openBrowser()
  ;({ page, complaints } = await visit(browser, { reducedMotion: 'reduce' }))
})
afterAll(() => browser.close())

const ids = () =>
  page
    .locator('[data-node]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-node')).toSorted())
const frames = () => page.locator('[data-frame]').count()

/** The node that has the keyboard: where a block was opened, the first of its parts. */
const keyboardAt = () =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-node]')?.dataset['node'] ?? '')

/** Nodes that lie on each other. */
const overlaps = () =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLElement>('[data-node]')]
      .map((node) => ({ id: node.dataset['node'] ?? '', box: node.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0)
    return boxes.flatMap(({ id, box }, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (other) =>
            box.left < other.box.right &&
            other.box.left < box.right &&
            box.top < other.box.bottom &&
            other.box.top < box.bottom,
        )
        .map((other) => `${id} lies on ${other.id}`),
    )
  })

/** Selects a node by the outline of what can be seen: a press on its header. */
async function select(id: string): Promise<void> {
  await page.getByRole('button', { name: 'Zoom to fit' }).click()
  const node = page.locator(`[data-node="${id}"]`)
  await node.evaluate((each: HTMLElement) => each.focus())
  await page.keyboard.press('Escape')
  await node.click({ position: { x: 12, y: 6 } })
  await expect.poll(() => node.getAttribute('class')).toContain('selected')
}

test('MSE opens into its parts, as one step, and folds again', async () => {
  const before = await ids()
  await select('mse')
  await page.keyboard.press('u')
  await expect.poll(frames).toBe(2)
  expect((await ids()).filter((id) => !before.includes(id))).toEqual([
    'mse_mean',
    'mse_square',
    'mse_subtract',
  ])
  await expect.poll(overlaps).toEqual([])
  await page.keyboard.press('Shift+U')
  await expect.poll(frames).toBe(1)
  expect(await ids()).toEqual(before)
  await page.keyboard.press('Control+z')
  await expect.poll(frames).toBe(2)
  await page.keyboard.press('Control+z')
  await expect.poll(frames).toBe(1)
  expect(await ids()).toEqual(before)
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
})

test('Backward opens together with what its gradient reads, and SGD; all of it runs to the same figures', async () => {
  await select('backward')
  await page.keyboard.press('u')
  await expect.poll(frames).toBe(3)
  await expect.poll(keyboardAt).toMatch(/^(?:backward|mse)_/)
  await select('sgd')
  await page.keyboard.press('u')
  await expect.poll(frames).toBe(4)
  await expect.poll(keyboardAt).toMatch(/^sgd_/)
  await page.getByRole('button', { name: 'Zoom to fit' }).click()
  await expect.poll(overlaps).toEqual([])
  expect(await runToEnd(page, 10_000)).toBe('iteration 10000 · loss 2.6580e-12 · finished')
  await page.getByRole('slider', { name: 'Iteration', exact: true }).fill('2000')
  await expect.poll(() => status(page)).toMatch(/^iteration 2000 · loss 2\.6224e-12/)
})

test('a primitive cannot be opened', async () => {
  await select('matmul')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('unfold')
  await expect
    .poll(() => page.getByRole('option', { name: /^Unfold/ }).getAttribute('aria-disabled'))
    .toBe('true')
  await page.keyboard.press('Escape')
  expect(complaints).toEqual([])
})

test('a block in a graph that is not finished says what is missing, and the engine goes on', async () => {
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('button', { name: /A loop to fill in/ }).click()
  const sgd = page.locator('[data-node]').filter({ has: page.locator('.title', { hasText: 'SGD' }) })
  await sgd.click({ position: { x: 12, y: 6 } })
  await page.keyboard.press('u')
  await expect.poll(() => page.getByText(/Not unfolded: .* is not known yet/).count()).toBeGreaterThan(0)
  expect(await page.getByText(/The engine failed/).count()).toBe(0)
})
