// Two tabs with one document: edits, take-overs, copies, reloads and closes at random. Never do both write it, and nothing is lost.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { below, pick, randomFrom } from '../graph/mutate.ts'
import { openBrowser } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const seed = 5
const acts = 36

const bar = (page: Page) => page.getByRole('region', { name: 'Open in another tab' })
const title = (page: Page) => page.getByLabel('Title')

async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(inject('address'))
  await settled(page)
  return page
}

async function settled(page: Page): Promise<void> {
  await page.locator('#app > .page:not([inert])').waitFor()
  const anyway = page.getByRole('button', { name: 'Open it anyway' })
  if (await anyway.isVisible()) await anyway.click()
}

/** The records that tabs write: those of tabs that do not watch. */
async function written(tabs: readonly Page[]): Promise<readonly string[]> {
  const keys = await Promise.all(
    tabs.map(async (page) =>
      (await bar(page).count()) > 0 ? null : page.evaluate(() => sessionStorage.getItem('gradloom:document')),
    ),
  )
  return keys.filter((key) => key !== null)
}

const kept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const asked = indexedDB.open('gradloom')
    await new Promise((resolve) => asked.addEventListener('success', resolve))
    const all = asked.result.transaction('texts').objectStore('texts').getAll()
    await new Promise((resolve) => all.addEventListener('success', resolve))
    asked.result.close()
    return (all.result as string[]).map((text) => (JSON.parse(text) as { title?: string }).title ?? '')
  })

test('whatever two tabs do, one of them writes, and the last that was written in each document is kept', async () => {
  const random = randomFrom(seed)
  const context = await browser.newContext()
  const tabs = [await open(context)]
  await title(tabs[0]!).fill('Start')
  await title(tabs[0]!).press('Enter')
  await tabs[0]!.getByText('Kept here').waitFor()
  tabs.push(await open(context))

  /** By document, as its title begins: the last edit that was made in it. */
  let edits = 0
  let last = 'Start'
  for (let act = 0; act < acts; act++) {
    const place = below(random, 2)
    const page = tabs[place]!
    const isWatching = (await bar(page).count()) > 0
    const what = pick(random, ['edit', 'edit', 'edit', 'take', 'reload', 'close'] as const)
    if (what === 'edit' && !isWatching) {
      last = `Edit ${++edits}`
      await title(page).fill(last)
      await title(page).press('Enter')
      await expect.poll(() => kept(page), { message: `act ${act}` }).toContain(last)
    } else if (what === 'take' && isWatching) {
      await bar(page).getByRole('button', { name: 'Take over' }).click()
      await expect.poll(() => bar(page).count(), { message: `act ${act}` }).toBe(0)
    } else if (what === 'reload') {
      await page.reload()
      await settled(page)
    } else if (what === 'close') {
      await page.close()
      tabs[place] = await open(context)
    }
    // No record has two writers, and what was made last is still there.
    const names = await written(tabs)
    expect(new Set(names).size, `act ${act}: ${what}`).toBe(names.length)
    expect(await kept(tabs[0]!), `act ${act}: ${what}`).toContain(last)
  }
  // In the end both show the same, and one of them writes it.
  await expect
    .poll(async () => (await Promise.all(tabs.map((page) => bar(page).count()))).toSorted(), {
      timeout: 8000,
    })
    .toEqual([0, 1])
  await expect.poll(async () => title(tabs[0]!).inputValue()).toBe(await title(tabs[1]!).inputValue())
  await context.close()
})
