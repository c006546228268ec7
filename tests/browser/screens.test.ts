// Every screen and dialog, light and dark: axe objects to nothing on any of them. Panels and dialogs are taken from their tables.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../src/app/commands/all.ts'
import { dialogs } from '../../src/app/dialogs.ts'
import { examples } from '../../src/app/examples.ts'
import { panels } from '../../src/app/panels/all.ts'
import { objections } from './axe.ts'
import { drop, openBrowser, ready, visit } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** The command by which each dialog is opened. */
const opening: Readonly<Record<keyof typeof dialogs, string>> = {
  commands: 'commands',
  shortcuts: 'help',
  share: 'share',
}

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  let page: Page
  beforeEach(async () => {
    page = (await visit(browser, { colorScheme })).page
    return () => page.context().close()
  })

  /** Gives a command by the name that its table gives it. */
  async function give(id: string, on = page): Promise<void> {
    const label = commands.find((command) => command.id === id)?.label ?? ''
    await on.keyboard.press('Control+k')
    await on.getByRole('combobox', { name: 'Search commands' }).fill(label)
    await on.getByRole('option', { name: label }).first().click()
  }

  test('each panel', async () => {
    for (const { id, title } of panels) {
      await give(id)
      await page.getByRole('complementary', { name: title }).waitFor()
      await page.waitForTimeout(100)
      expect(await objections(page), title).toEqual([])
    }
  })

  test('each dialog', async () => {
    for (const [name, command] of Object.entries(opening)) {
      // The list of commands does not list itself.
      if (name === 'commands') await page.keyboard.press('Control+k')
      else await give(command)
      await page.getByRole('dialog').waitFor()
      await page.waitForTimeout(100)
      expect(await objections(page), name).toEqual([])
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    }
  })

  test('each example', async () => {
    // One half in light and the other one in dark colours.
    for (const { title } of examples.filter((_, place) => (place % 2 === 0) === (colorScheme === 'light'))) {
      await page.getByRole('button', { name: 'Examples' }).click()
      await page.getByRole('menuitem', { name: title }).first().click()
      await ready(page)
      expect(await objections(page), title).toEqual([])
    }
  })

  test('a file that cannot be opened, one from a newer version, one full of problems', async () => {
    await drop(page, 'no graph', 'x.json')
    await page.getByRole('dialog').waitFor()
    expect(await objections(page)).toEqual([])
    await page.getByRole('button', { name: 'OK' }).click()
    const file = (more: object) =>
      JSON.stringify({ format: 'gradloom', version: 1, title: 'T', nodes: [], wires: [], ...more })
    await drop(page, file({ version: 99, nodes: [{ id: 'a', type: 'number', at: [40, 40] }] }))
    await page.getByText('Read-only').waitFor()
    // Messages come into view within a moment.
    await page.waitForTimeout(400)
    expect(await objections(page)).toEqual([])
    await drop(
      page,
      file({
        nodes: [{ id: 'a', type: 'nmber', at: [40, 40] }, { id: 'b' }],
        wires: [{ from: 'x.y', to: 'a.b' }],
      }),
    )
    await page.getByRole('button', { name: /error/ }).first().click()
    await page.getByRole('button', { name: 'Edit its text' }).first().click()
    expect(await objections(page)).toEqual([])
  })

  test('running, a collapsed frame, several selected nodes, a minimap', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    expect(await objections(page)).toEqual([])
    await page.getByRole('button', { name: /^Collapse frame/ }).click()
    await give('info')
    await page.locator('[data-node=identity] .title').click()
    await page.locator('[data-node=sgd] .title').click({ modifiers: ['Shift'] })
    for (let press = 0; press < 4; press++) await page.getByRole('button', { name: 'Zoom in' }).click()
    expect(await objections(page)).toEqual([])
  })

  test('a second tab', async () => {
    await page.getByLabel('Title').fill('Mine')
    await page.getByLabel('Title').press('Enter')
    await page.getByText('Kept here').waitFor()
    const second = await page.context().newPage()
    await second.goto(page.url())
    await second.getByRole('region', { name: 'Open in another tab' }).waitFor()
    await second.waitForTimeout(500)
    expect(await objections(second)).toEqual([])
  })

  test.each([
    [390, 844],
    [820, 1180],
  ])('the reading view at %i × %i', async (width, height) => {
    const own = (await visit(browser, { colorScheme, viewport: { width, height }, hasTouch: true })).page
    expect(await objections(own)).toEqual([])
    await own.getByRole('button', { name: 'Menu' }).click()
    expect(await objections(own)).toEqual([])
    await own.keyboard.press('Escape')
    await give('documents', own)
    await own.waitForTimeout(300)
    expect(await objections(own)).toEqual([])
    await own.context().close()
  })
})
