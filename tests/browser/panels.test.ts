// Panels beside the canvas: commands that open them, the history, the settings, and the outline by keyboard alone.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { openBrowser, ready, status, visit } from './visit.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  page = (await visit(browser)).page
  return () => page.context().close()
})

const momentum = () => page.getByRole('group', { name: /^SGD/ }).getByRole('textbox', { name: 'momentum' })

/** Gives a command by its first letters. */
async function command(words: string, on = page): Promise<void> {
  await on.keyboard.press('Control+k')
  await on.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await on.keyboard.press('Enter')
}

test('the palette of commands finds what can be done, and does it', async () => {
  await command('zoom to f')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await command('outline')
  await expect.poll(() => page.getByRole('complementary', { name: 'Outline' }).count()).toBe(1)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('no such thing')
  await expect.poll(() => page.getByText('No command is called that.').count()).toBe(1)
})

test('the history says what changed, and any step can be jumped to', async () => {
  await momentum().fill('0.5')
  await momentum().press('Enter')
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
  await page.keyboard.press('Enter')
  await command('history')
  const steps = page.getByRole('list', { name: 'Steps' }).getByRole('button')
  await expect
    .poll(() => steps.allInnerTexts())
    .toEqual([
      'As it was opened',
      expect.stringMatching(/^Change momentum of SGD\s+0.9 → 0.5$/),
      expect.stringMatching(/^Rename the document\s+Matrix inverse by gradi… → Mine$/),
    ])
  await steps.first().click()
  expect(await momentum().inputValue()).toBe('0.9')
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toMatch(/^Matrix inverse/)
  await steps.last().click()
  expect(await momentum().inputValue()).toBe('0.5')
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Mine')
})

test('the settings hold for the whole graph, each an edit that can be undone', async () => {
  await command('settings')
  const settings = page.getByRole('complementary', { name: 'Settings' })
  await settings.getByRole('textbox', { name: 'Stop below' }).fill('1e-3')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect.poll(() => status(page), { timeout: 20_000 }).toMatch(/loss 0?\.?9\.\d+e-4|below/)
  await settings.getByRole('radio', { name: /^separate/ }).check()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await settings.getByRole('radio', { name: /^fused/ }).isChecked()).toBe(true)
  await settings.getByRole('textbox', { name: 'About' }).fill('**Short.**')
  await page.getByRole('tab', { name: 'Info' }).click()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('complementary', { name: 'Info' }).count()).toBe(0)
})

test('the outline takes a wire away and makes it again by two picks, by keyboard alone', async () => {
  await command('outline')
  const tree = page.getByRole('tree', { name: 'Outline of the graph' })
  const wires = page.locator('[data-wire]')
  const before = await wires.count()
  await tree.getByRole('treeitem', { name: /^MSE/ }).focus()
  await page.keyboard.press('ArrowRight')
  await tree.getByRole('treeitem', { name: /^from Identity I out/ }).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => wires.count()).toBe(before - 1)
  await tree.getByRole('treeitem', { name: /^target, input, open/ }).focus()
  await page.keyboard.press('Enter')
  await tree.getByRole('treeitem', { name: /^Identity I/ }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => wires.count()).toBe(before)
  await expect.poll(() => page.locator('[data-wire="identity.out>mse.target"]').count()).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => wires.count()).toBe(before - 1)
})

test('the outline renames and bypasses', async () => {
  await command('outline')
  const tree = page.getByRole('tree', { name: 'Outline of the graph' })
  await tree.getByRole('treeitem', { name: /^MSE/ }).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('How wrong?')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('group', { name: /^How wrong\?/ }).count()).toBe(1)
  await page.keyboard.press('b')
  await expect.poll(() => tree.getByRole('treeitem', { name: /^How wrong\?.*bypassed/ }).count()).toBe(1)
})

test('the outline has frames and notes, and each node and wire with its menu', async () => {
  await page.locator('[role=application]').focus()
  await page.keyboard.press('n')
  await page.keyboard.type('# Remember\nthe target')
  await page.keyboard.press('Control+Enter')
  await command('outline')
  const tree = page.getByRole('tree', { name: 'Outline of the graph' })
  const frame = tree.getByRole('treeitem', { name: /^How far.*, frame, 2 nodes/ })
  await frame.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => tree.locator('[aria-selected=true]').count()).toBe(2)
  await page.keyboard.press('F2')
  await page.keyboard.type('The loss')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('button', { name: /^Frame The loss/ }).count()).toBe(1)
  await tree.getByRole('treeitem', { name: /^Remember, note/ }).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => page.locator('[data-note]').count()).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.locator('[data-note]').count()).toBe(1)
  const diff = tree.getByRole('treeitem', { name: /^Ŷ − I/ })
  await diff.focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: /^Bypass/ }).press('Enter')
  await expect.poll(() => tree.getByRole('treeitem', { name: /^Ŷ − I.*bypassed/ }).count()).toBe(1)
  await expect.poll(() => diff.evaluate((row) => row === document.activeElement)).toBe(true)
  await page.keyboard.press('ArrowRight')
  const wire = tree.getByRole('treeitem', { name: /^from Ŷ = W · M out/ }).first()
  const wires = await page.locator('[data-wire]').count()
  await wire.click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await expect.poll(() => page.locator('[data-wire]').count()).toBe(wires - 1)
})

test('tidy moves the nodes to where they can be read, as one step', async () => {
  const places = () =>
    page
      .locator('[role=group][aria-label*="put"]')
      .evaluateAll((nodes) =>
        nodes.map((node) => [node.getAttribute('aria-label'), node.getBoundingClientRect().x]),
      )
  const before = await places()
  await page.getByRole('button', { name: 'Tidy', exact: true }).click()
  await expect.poll(places, { timeout: 20_000 }).not.toEqual(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Zoom to fit' }).click()
  await expect.poll(places).toEqual(before)
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
})

test('a panel that cannot be loaded says so, and comes with a new page', async () => {
  let isGone = true
  const cut = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const alone = await cut.newPage()
  await alone.route(/History-.*\.js/, (route) => (isGone ? route.abort() : route.continue()))
  await alone.goto(inject('address'))
  await ready(alone)
  await command('history', alone)
  const panel = alone.getByRole('complementary', { name: 'History' })
  await expect.poll(() => panel.getByRole('alert').textContent()).toMatch(/could not be loaded/)
  isGone = false
  await panel.getByRole('button', { name: 'Reload the page' }).click()
  await ready(alone)
  if ((await panel.count()) === 0) await command('history', alone)
  await expect.poll(() => panel.getByRole('listitem').count()).toBeGreaterThan(0)
  await cut.close()
})
