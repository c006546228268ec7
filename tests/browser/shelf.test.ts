// The shelf of documents: found, opened, renamed, doubled, deleted and put back, as they were before, and all forgotten.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { drop, openBrowser, ready, visit, type Visit } from './visit.ts'

let browser: Browser
let visitor: Visit
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  visitor = await visit(browser, { colorScheme: 'light' })
  page = visitor.page
  return async () => {
    expect(visitor.complaints).toEqual([])
    await page.context().close()
  }
})

const file = (title: string) =>
  JSON.stringify({
    format: 'gradloom',
    version: 1,
    title,
    nodes: [{ id: 'a', type: 'number', at: [40, 40] }],
    wires: [],
  })

const panel = () => page.getByRole('complementary', { name: 'Documents' })
const documents = () => panel().locator('.document .title')
const titles = () => documents().allTextContents()
const title = () => page.getByRole('textbox', { name: 'Title' }).inputValue()
const more = (name: string) => panel().getByRole('button', { name: `More for ${name}` })
const act = (name: string) => panel().getByRole('button', { name, exact: true })

/** Three documents, the last one open, and the shelf beside it. */
async function withThree(): Promise<void> {
  for (const name of ['Apple', 'Pear', 'Plum']) {
    await drop(page, file(name), `${name}.json`)
    await expect.poll(title).toBe(name)
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('documents')
  await page.keyboard.press('Enter')
  await expect.poll(titles).toEqual(expect.arrayContaining(['Plum', 'Pear', 'Apple']))
}

test('everything that was open is there, found by its title, and opened by a press', async () => {
  await withThree()
  expect(await objections(page)).toEqual([])
  expect(await panel().locator('svg rect').count()).toBeGreaterThan(0)
  await panel().getByRole('searchbox').fill('app')
  await expect.poll(titles).toEqual(['Apple'])
  await documents().first().click()
  await expect.poll(title).toBe('Apple')
  await panel().getByRole('searchbox').fill('nothing of the kind')
  await expect.poll(() => panel().getByText('No document is called that.').count()).toBe(1)
})

test('renamed, doubled, deleted and put back, by keyboard too', async () => {
  await withThree()
  await more('Pear').press('Enter')
  await act('Rename').press('Enter')
  await page.keyboard.type('Quince')
  await page.keyboard.press('Enter')
  await expect.poll(titles).toContain('Quince')
  expect(await titles()).not.toContain('Pear')
  await act('Duplicate').click()
  await expect.poll(titles).toContain('Quince (copy)')
  await more('Apple').click()
  await panel()
    .getByRole('group', { name: 'Apple', exact: true })
    .getByRole('button', { name: 'Delete' })
    .click()
  await expect.poll(titles).not.toContain('Apple')
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(titles).toContain('Apple')
  await documents().getByText('Quince', { exact: true }).click()
  await expect.poll(title).toBe('Quince')
  await page.reload()
  await ready(page).catch(() => undefined)
  expect(await title()).toBe('Quince')
})

test('the open document is renamed as an edit, and deleted gives way to an empty one', async () => {
  await withThree()
  await more('Plum').click()
  await act('Rename').click()
  await page.keyboard.type('Damson')
  await page.keyboard.press('Enter')
  await expect.poll(title).toBe('Damson')
  await expect.poll(() => page.getByTitle(/^Undo: rename the document/).count()).toBe(1)
  await act('Delete').click()
  await expect.poll(title).toBe('Untitled')
  await expect.poll(titles).not.toContain('Damson')
})

test('a document as it was can be looked at, and taken up as a new one', async () => {
  await withThree()
  await page.getByRole('textbox', { name: 'Title' }).fill('Plum later')
  await page.keyboard.press('Enter')
  await expect.poll(titles).toContain('Plum later')
  await more('Plum later').click()
  await act('Versions').click()
  await panel().locator('.version').first().click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByRole('img').count()).toBe(1)
  expect(await objections(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Restore as a new document' }).click()
  await expect.poll(title).toBe('Plum')
  await panel().getByRole('button', { name: 'All documents' }).click()
  await expect.poll(titles).toEqual(expect.arrayContaining(['Plum', 'Plum later']))
})

test('everything is forgotten once that is confirmed, in other tabs as well', async () => {
  await withThree()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await ready(other)
  await page.bringToFront()
  await panel()
    .getByRole('button', { name: /^Forget everything/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /^Forget everything/ })
  expect(await objections(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Keep everything' }).click()
  expect(await titles()).toContain('Plum')
  await panel()
    .getByRole('button', { name: /^Forget everything/ })
    .click()
  await dialog.getByRole('button', { name: 'Forget everything' }).click()
  await expect.poll(title).toBe('Untitled')
  await expect.poll(titles).toEqual(['Untitled'])
  await expect.poll(() => other.getByRole('button', { name: /^Not saved/ }).count()).toBe(1)
  await page.reload()
  await expect.poll(title).toBe('Untitled')
})

test('a store of a newer version is left alone, and that is said', async () => {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('gradloom', 99)
        request.onsuccess = () => {
          request.result.close()
          resolve()
        }
        request.onerror = () => reject(new Error('it cannot be opened'))
      }),
  )
  await page.reload()
  await expect.poll(() => page.getByRole('button', { name: /^Not saved/ }).count()).toBe(1)
  expect(await page.getByTitle(/newer version of this page/).count()).toBe(1)
  expect(await page.locator('[data-node]').count()).toBeGreaterThan(0)
})
