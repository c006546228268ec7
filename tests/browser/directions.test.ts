// Texts and places that no editor would write: they are shown as what they are, and the rest of the page stays itself.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drop, openBrowser, ready, visit, type Visit } from './visit.ts'

/** An override that is never closed, closers of what nobody opened, controls without a picture, and a mark. */
const evil = '\u202Eevil\u202Dgood\u2069\u2069\u2066x\u0007\u200F'
const shown = '\\u202eevil\\u202dgood\\u2069\\u2069\\u2066x\\u0007\u200F'

const file = JSON.stringify({
  ...{ format: 'gradloom', version: 1, title: 'Hostile', about: evil, run: { iterations: 3 } },
  nodes: [
    { id: 'A', type: 'matrix', title: evil, at: [-400, 0], params: { [evil]: 1 } },
    { id: 'far', type: 'matrix', at: [1e308, -1e308], size: [1e308, 1e308] },
    { id: 'mean', type: 'mean', at: [300, 0] },
    { id: 'plot', type: 'lossplot', title: evil, at: [600, 0] },
    { id: 'show', type: 'print', title: evil, at: [300, 300] },
    { id: 'assert', type: 'assert', title: evil, at: [600, 400], params: { check: 'zero', message: evil } },
    { id: 'odd', type: evil, at: [0, 300] },
  ],
  wires: [
    { from: 'A.out', to: 'mean.in', label: evil },
    { from: 'mean.out', to: 'plot.in', label: evil },
    { from: 'A.out', to: 'show.in' },
    { from: 'A.out', to: 'assert.in' },
    { from: 'far.out', to: `show.${evil}` },
    { from: `odd.${evil}`, to: 'plot.in' },
    { from: evil, to: 'plot.in' },
  ],
  notes: [{ id: evil }],
})

let browser: Browser
let visitor: Visit

beforeAll(async () => {
  browser = await openBrowser()
  visitor = await visit(browser)
})
afterAll(() => browser.close())

/** Everything that the page draws or says, by text and by attribute. */
const everything = (): Promise<string[]> =>
  visitor.page.evaluate(() => {
    const texts: string[] = [document.title]
    for (const element of document.body.querySelectorAll('*')) {
      for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.nodeValue ?? '')
      for (const name of ['title', 'aria-label', 'aria-description', 'placeholder'])
        texts.push(element.getAttribute(name) ?? '')
    }
    return texts
  })

test('characters that turn text around are shown, not obeyed', async () => {
  const { page } = visitor
  await drop(page, file)
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Hostile')
  await ready(page)
  await page
    .getByRole('button', { name: /^\d+ errors?/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect.poll(everything).toContainEqual(expect.stringContaining(shown))
  await page
    .getByRole('group', { name: /evil/ })
    .first()
    .click({ position: { x: 20, y: 8 } })
  await page
    .getByRole('button', { name: /info|about/i })
    .first()
    .click()
  const turned = (await everything()).filter((text) =>
    /[\u202A-\u202E\u2066-\u2069]|[^\n\t\P{Cc}]/u.test(text),
  )
  expect(turned).toEqual([])
  expect(visitor.complaints).toEqual([])
})

test('a title from right to left is read from right to left, and turns nothing else', async () => {
  const { page } = visitor
  await drop(
    page,
    file.replace('"title":"Hostile"', '"title":"עברית"').replaceAll(JSON.stringify(evil), '"מטריצה 1"'),
  )
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('עברית')
  const title = page.locator('.node .title', { hasText: 'מטריצה 1' }).first()
  await expect.poll(() => title.evaluate((each) => getComputedStyle(each).direction)).toBe('rtl')
  expect(await title.evaluate((each) => getComputedStyle(each).unicodeBidi)).toBe('isolate')
})
