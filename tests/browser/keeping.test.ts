// What someone made stays within reach: the Recent menu, a second tab, records that cannot be read, a page that crashed.
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { openBrowser, ready, visit } from './visit.ts'

let browser: Browser
let page: Page
let context: BrowserContext

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  await context?.close()
  page = (await visit(browser)).page
  context = page.context()
})

const title = (of: Page = page) => of.getByLabel('Title').inputValue()
const sign = (of: Page = page) => of.getByText('Kept here')

/** Gives the document another title: an edit like any other. */
async function rename(name: string, of: Page = page): Promise<void> {
  await of.getByLabel('Title').fill(name)
  await of.getByLabel('Title').press('Enter')
  await sign(of).waitFor()
}

async function openTab(): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(inject('address'))
  await tab.locator('#app > .page:not([inert])').waitFor()
  return tab
}

/** Opens the menu and answers with its lines. */
async function recent(of: Page = page): Promise<string[]> {
  await of.getByRole('button', { name: 'Recent' }).click()
  await of.getByRole('menu', { name: 'Recent' }).waitFor()
  const lines = await of.getByRole('menuitem').allInnerTexts()
  return lines
    .filter((line) => !line.startsWith('All documents'))
    .map((line) => line.replace(/\s+/g, ' ').replace(/\d\d:\d\d/, 'HH:MM'))
}

async function choose(menu: string, name: string | RegExp, of: Page = page): Promise<void> {
  if (!(await of.getByRole('menu', { name: menu }).isVisible()))
    await of.getByRole('button', { name: menu }).click()
  await of.getByRole('menuitem', { name }).click()
}

/** Damages the texts of all that is kept. */
const damage = (of: Page = page) =>
  of.evaluate(async () => {
    const asked = indexedDB.open('gradloom')
    await new Promise((resolve) => asked.addEventListener('success', resolve))
    const transaction = asked.result.transaction('texts', 'readwrite')
    const cursors = transaction.objectStore('texts').openCursor()
    cursors.addEventListener('success', () => {
      cursors.result?.update('{ "format": "gradloom", half of it')
      cursors.result?.continue()
    })
    await new Promise((resolve) => transaction.addEventListener('complete', resolve))
    asked.result.close()
  })

test('what was made is reached again when another document is open and its message is gone', async () => {
  await rename('Mine')
  await choose('Examples', /XOR/i)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'Back to Mine' }).count()).toBe(0)
  expect((await recent()).toSorted()).toEqual([
    'Mine today HH:MM',
    expect.stringMatching(/XOR.* today HH:MM · open here$/i),
  ])
  await choose('Recent', /^Mine/)
  await expect.poll(title).toBe('Mine')
  await rename('Mine, changed')
  // In its own record, and what was only looked at has gone.
  expect(await recent()).toEqual(['Mine, changed today HH:MM · open here'])
})

test('the way back in the message leads to the record itself', async () => {
  await rename('Mine')
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('button', { name: 'Back to Mine' }).click()
  await expect.poll(title).toBe('Mine')
  expect(await recent()).toEqual(['Mine today HH:MM · open here'])
})

test('edits that are made just before another document is opened are kept', async () => {
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('input.title')
    for (const name of ['first', 'second', 'last']) {
      if (field) field.value = name
      field?.dispatchEvent(new Event('change', { bubbles: true }))
    }
    const buttons = [...document.querySelectorAll('button')]
    buttons.find(({ textContent }) => textContent.trim() === 'New')?.click()
  })
  await expect.poll(title).toBe('Untitled')
  await choose('Recent', /^last/)
  await expect.poll(title).toBe('last')
})

test('the menu is worked by keys', async () => {
  await rename('Mine')
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('button', { name: 'Recent' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.locator('[role=menuitem]:focus').innerText()).toMatch(/^Untitled/)
  await page.keyboard.press('m')
  await page.keyboard.press('Enter')
  await expect.poll(title).toBe('Mine')
})

const bar = (of: Page) => of.getByRole('region', { name: 'Open in another tab' })

test('a second tab shows the document as it changes in the first one, and changes nothing', async () => {
  await rename('Mine')
  const second = await openTab()
  await bar(second).waitFor()
  await rename('Mine, later')
  await expect.poll(() => title(second)).toBe('Mine, later')
  expect(await second.getByLabel('Title').getAttribute('readonly')).not.toBe(null)
  await second.locator('[data-node=sgd] .title').click()
  await second.keyboard.press('Delete')
  expect(await second.locator('[data-node=sgd]').count()).toBe(1)
  // It can be run all the same.
  await second.getByRole('button', { name: 'Step iteration' }).click()
  await expect.poll(() => second.getByRole('status').first().textContent()).toMatch(/^iteration 1 /)
  await second.reload()
  await bar(second).waitFor()
  expect(await title(second)).toBe('Mine, later')
})

test('a second tab takes the document over, and the first one shows it from then on', async () => {
  await rename('Mine')
  const second = await openTab()
  await bar(second).getByRole('button', { name: 'Take over' }).click()
  await expect.poll(() => bar(second).count()).toBe(0)
  await bar(page).waitFor()
  await rename('Mine, by the second', second)
  await expect.poll(title).toBe('Mine, by the second')
  // When it is closed, the first one goes on.
  await second.close()
  await expect.poll(() => bar(page).count(), { timeout: 10_000 }).toBe(0)
  await rename('Mine again')
  await page.reload()
  await expect.poll(title).toBe('Mine again')
})

test('a reload of the first tab gives the second one nothing', async () => {
  await rename('Mine')
  const second = await openTab()
  await bar(second).waitFor()
  await page.reload()
  await expect.poll(title).toBe('Mine')
  await page.waitForTimeout(2500)
  expect([await bar(page).count(), await bar(second).count()]).toEqual([0, 1])
})

test('a second tab works on a copy, which is reached when the tab is gone', async () => {
  await rename('Mine')
  const second = await openTab()
  await bar(second).getByRole('button', { name: 'Open a copy' }).click()
  await expect.poll(() => bar(second).count()).toBe(0)
  await rename('Copy', second)
  expect((await recent()).toSorted()).toEqual([
    'Copy today HH:MM · open in another tab',
    'Mine today HH:MM · open here',
  ])
  await second.close()
  // A tab that is being closed has its record for a moment longer.
  await page.keyboard.press('Escape')
  await expect
    .poll(async () => {
      const lines = await recent()
      await page.keyboard.press('Escape')
      return lines
    })
    .toContain('Copy today HH:MM')
  await choose('Recent', /^Copy/)
  await expect.poll(title).toBe('Copy')
  expect((await recent()).toSorted()).toEqual(['Copy today HH:MM · open here', 'Mine today HH:MM'])
})

test('a tab that does not answer keeps its document, and the other one gets a copy', async () => {
  await rename('Mine')
  const second = await openTab()
  await bar(second).waitFor()
  // The first one hangs: it hears nothing any more.
  void page.evaluate(() => {
    const end = performance.now() + 5000
    while (performance.now() < end) Math.random()
  })
  await bar(second).getByRole('button', { name: 'Take over' }).click()
  await second.getByText('The other tab does not answer: this is a copy of its own.').first().waitFor()
  await rename('Copy', second)
  await expect.poll(title, { timeout: 10_000 }).toBe('Mine')
  await rename('Mine still')
  expect(await title(second)).toBe('Copy')
})

test('a record that cannot be read is listed, and given out as it is', async () => {
  await rename('Mine')
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await damage()
  await choose('Recent', /^Mine/)
  await page.getByRole('dialog').getByText('mine.json could not be opened').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the file' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toBe('{ "format": "gradloom", half of it')
  expect(await title()).toBe('Untitled')
})

test('a record that cannot be read when the page starts is not written over', async () => {
  await rename('Mine')
  await damage()
  await page.close()
  const second = await openTab()
  await second.getByRole('dialog').getByText('mine.json could not be opened').waitFor()
  await second.keyboard.press('Escape')
  await rename('Another', second)
  expect((await recent(second)).toSorted()).toEqual(['Another today HH:MM · open here', 'Mine today HH:MM'])
})

/** Ends the page as a document would that is too much for it, and starts another one. */
async function crash(): Promise<Page> {
  const session = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => null) // there is nobody left to answer
  await crashed
  // Whoever sees that takes a moment to come back.
  await new Promise((resolve) => setTimeout(resolve, 1200))
  return openTab()
}

test('a document with which the page crashed is not opened again unasked', async () => {
  await rename('Too much')
  await page.reload()
  await page.locator('#app > .page:not([inert])').waitFor()
  const next = await crash()
  const dialog = next.getByRole('dialog', { name: '“Too much” was not opened' })
  await dialog.waitFor()
  expect(await title(next)).toBe('Untitled')
  const download = next.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('"title": "Too much"')
  await dialog.getByRole('button', { name: 'Open it anyway' }).click()
  await expect.poll(() => title(next)).toBe('Too much')
  await ready(next)
  expect(await recent(next)).toEqual(['Too much today HH:MM · open here'])
})

test('whoever does not open it is not asked again, and finds it under Recent', async () => {
  await rename('Too much')
  const next = await crash()
  await next.getByRole('dialog').waitFor()
  await next.keyboard.press('Escape')
  await next.reload()
  await next.locator('#app > .page:not([inert])').waitFor()
  expect([await title(next), await next.getByRole('dialog').count()]).toEqual(['Untitled', 0])
  await choose('Recent', /^Too much/, next)
  await expect.poll(() => title(next)).toBe('Too much')
})

test('reloading again and again is no crash', async () => {
  await rename('Mine')
  for (let i = 0; i < 5; i++) await page.goto(inject('address'), { waitUntil: 'commit' })
  await page.locator('#app > .page:not([inert])').waitFor()
  expect([await title(), await page.getByRole('dialog').count()]).toEqual(['Mine', 0])
})

test('a browser that keeps nothing starts the page, says so, and gives out what is made', async () => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
  })
  await page.reload()
  await ready(page)
  await page.getByLabel('Title').fill('Mine')
  await page.getByLabel('Title').press('Enter')
  expect(await sign().count()).toBe(0)
  const red = page.getByRole('button', { name: 'Not saved: download' })
  expect(await red.getAttribute('title')).toContain('the browser’s storage is blocked')
  await page.getByRole('button', { name: 'New', exact: true }).click()
  // What was left behind is given out with the rest, and is listed as long as the page is there.
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  await red.click()
  await expect.poll(() => downloads.toSorted()).toEqual(['mine.json', 'untitled.json'])
  await choose('Recent', /^Mine/)
  await expect.poll(title).toBe('Mine')
})

test('a store that is full is said to be, until it takes things again', async () => {
  await page.evaluate(() => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    addEventListener('mend', () => Object.defineProperty(IDBObjectStore.prototype, 'put', put ?? {}))
  })
  await page.getByLabel('Title').fill('Mine')
  await page.getByLabel('Title').press('Enter')
  const red = page.getByRole('button', { name: 'Not saved: download' })
  await red.waitFor()
  expect([await red.getAttribute('title'), await sign().count()]).toEqual([
    expect.stringContaining('the browser’s storage is full'),
    0,
  ])
  await page.evaluate(() => dispatchEvent(new Event('mend')))
  await sign().waitFor({ timeout: 20_000 })
  expect(await red.count()).toBe(0)
})
