// What a screen reader finds: the names that the page promises, and nothing that axe would object to.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { openBrowser, visit } from './visit.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('the names of buttons and regions', async () => {
  const { page } = await visit(browser)
  const controls = page.getByRole('toolbar', { name: 'Run controls', exact: true })
  for (const name of ['Run', 'Step iteration', 'Reset'])
    expect(await controls.getByRole('button', { name, exact: true }).count(), name).toBe(1)
  expect(await controls.getByRole('textbox', { name: 'Stop at iteration', exact: true }).count()).toBe(1)
  for (const name of ['Add node', 'Open…', 'Save', 'Zoom to fit', 'Undo', 'Redo'])
    expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(1)
  expect(await page.getByRole('status').count()).toBe(1)

  await page.getByRole('textbox', { name: 'Stop at iteration' }).fill('1000000000')
  await page.keyboard.press('Enter')
  await controls.getByRole('button', { name: 'Run', exact: true }).click()
  await controls.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect.poll(() => controls.getByRole('button', { name: 'Run', exact: true }).count()).toBe(1)
})

test('“Add node” finds a node and adds it, by keyboard alone', async () => {
  const { page } = await visit(browser)
  const nodes = page.locator('[role=group][aria-label*="put"]')
  const before = await nodes.count()
  await page.getByRole('button', { name: 'Add node', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('transp')
  await page.keyboard.press('Enter')
  await expect.poll(() => nodes.count()).toBe(before + 1)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^Transpose/)
})

describe.each(['light', 'dark'] as const)('in %s, axe objects to nothing', (colorScheme) => {
  let page: Page
  beforeAll(async () => {
    page = (await visit(browser, { colorScheme })).page
  })

  test('with every panel open, a node selected, and a run stopped at an error', async () => {
    for (const name of ['Palette', 'Info', /problems/])
      await page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click()
    await page.getByRole('group', { name: /^W₀/ }).click({ position: { x: 80, y: 8 } })
    const rate = page.getByRole('group', { name: /^SGD/ }).getByRole('textbox', { name: 'learning rate' })
    await rate.fill('9')
    await rate.press('Enter')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect.poll(() => page.getByRole('button', { name: '1 error' }).count()).toBe(1)
    expect(await objections(page)).toEqual([])
  })

  test('on the empty canvas, in the search there, and among open inputs', async () => {
    const { page: own } = await visit(browser, { colorScheme })
    await own.getByRole('button', { name: 'New', exact: true }).click()
    await expect.poll(() => own.getByRole('region', { name: 'Start' }).count()).toBe(1)
    expect(await objections(own)).toEqual([])
    await own.keyboard.press('a')
    expect(await objections(own)).toEqual([])
    await own.keyboard.press('Escape')
    await own.getByRole('button', { name: /^A loop to fill in/ }).click()
    await own.getByRole('button', { name: /problems/ }).click()
    await expect.poll(() => own.getByRole('list', { name: 'Open inputs' }).count()).toBe(1)
    expect(await objections(own)).toEqual([])
  })

  test('in the outline, the history, the settings and the list of commands', async () => {
    const give = async (command: string) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search commands' }).fill(command)
      await page.keyboard.press('Enter')
    }
    await give('outline')
    await page.getByRole('treeitem').first().press('ArrowRight')
    await give('history')
    expect(await objections(page)).toEqual([])
    await give('settings')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Control+k')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('in the list of shortcuts and in a menu', async () => {
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Examples' }).click()
    expect(await objections(page)).toEqual([])
  })
})
