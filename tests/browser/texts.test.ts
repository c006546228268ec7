// A shared text, whatever is in it: it is read and drawn a piece at a time, holds up nothing, breaks no rule, and leaves no piece out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything, texts } from '../prose/constructs.ts'
import { openBrowser, visit, type Visit } from './visit.ts'

let browser: Browser
let visitor: Visit
let page: Page
const requests: string[] = []
const dialogs: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  visitor = await visit(browser)
  page = visitor.page
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => requests.push(request.url()))
  await page.evaluate(() => {
    const breaches: string[] = []
    Object.assign(globalThis, { breaches })
    addEventListener('securitypolicyviolation', ({ violatedDirective }) => breaches.push(violatedDirective))
  })
})
afterAll(() => browser.close())

const info = () => page.getByRole('button', { name: 'Info', exact: true }).click()
const panel = () => page.getByRole('complementary', { name: 'Info' })

const file = (title: string, about: string): string =>
  JSON.stringify({
    format: 'gradloom',
    version: 1,
    title,
    about,
    arithmetic: 'separate',
    run: { iterations: 10 },
    nodes: [{ id: 'A', type: 'matrix', at: [0, 0] }],
    wires: [],
  })

/** Opens a file and waits until the page has come to rest: what opening costs is not the text's. */
async function open(content: string, title: string): Promise<void> {
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'shared.json', { type: 'application/json' }))
    return transfer
  }, content)
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  await expect.poll(() => page.getByLabel('Title').inputValue(), { timeout: 60_000 }).toBe(title)
  await data.dispose()
  await page.evaluate(
    () =>
      new Promise<void>((rested) => {
        let last = performance.now()
        let since = last
        const step = (now: number) => {
          if (now - last > 50) since = now
          last = now
          if (now - since > 500) rested()
          else requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
  )
}

/** What the browser writes down of each task; durations in microseconds, of the processor and not of the clock. */
interface Trace {
  readonly traceEvents: readonly {
    readonly name: string
    readonly pid: number
    readonly tid: number
    readonly tdur?: number
    readonly args: { readonly name?: string }
  }[]
}

/** The longest task of a page while something happens, in milliseconds of work: other programs do not count. */
async function longestTask(during: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  await during()
  // JSON.parse knows no types.
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as Trace
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = traceEvents.filter(({ pid, tid, tdur }) => tdur !== undefined && mains.has(`${pid} ${tid}`))
  expect(tasks.length).toBeGreaterThan(10)
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}

/** Opens the panel and scrolls to the end of what is drawn so many times. */
async function leafThrough(screens: number): Promise<void> {
  await info()
  await expect.poll(() => panel().locator('.page').count()).toBeGreaterThan(0)
  for (let screen = 0; screen < screens; screen++) {
    await panel()
      .getByRole('group', { name: 'Help' })
      .evaluate((body) => {
        body.scrollTop = body.scrollHeight
        const more = [...body.querySelectorAll('button')].find((each) => each.textContent === 'Show more')
        more?.click()
        return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      })
  }
  await info()
}

/** No task may take as long as a frame that is felt. Memory is tidied up now and then, so it may try once more. */
async function isQuick(screens: number): Promise<void> {
  let longest = Infinity
  for (let tries = 0; tries < 2 && longest >= 100; tries++)
    longest = Math.min(longest, await longestTask(() => leafThrough(screens)))
  expect(longest).toBeLessThan(100)
}

/** The largest text that a file may hold. */
const upToTheLimit = (unit: string): string => {
  const room = 9_990_000 - JSON.stringify(file('', '')).length
  return unit.repeat(Math.floor(room / (new TextEncoder().encode(JSON.stringify(unit)).length - 2)))
}

const mixed = fc.sample(texts, { seed: 7, numRuns: 40 }).join('\n\n')

test.each([
  ['one word', upToTheLimit('a'), 8],
  ['one paragraph', upToTheLimit('word '), 8],
  ['dollars', upToTheLimit('$a'), 8],
  ['headings', upToTheLimit('# a\n'), 8],
  ['every construct', upToTheLimit(everything), 60],
  ['everything nested and mixed at random', upToTheLimit(mixed), 40],
])('of %s up to the limit of a file, no task takes 100 ms', async (title, about, screens) => {
  await open(file(title, about), title)
  await isQuick(screens)
})

const kept = (name: string): string => readFileSync(join(import.meta.dirname, '../prose', name), 'utf8')

test('400 fractions within each other are shown as they were written, with the reason', async () => {
  await open(kept('fractions.json'), 'frac')
  await isQuick(1)
  await info()
  await expect
    .poll(() =>
      panel()
        .getByText(/formula not typeset: .* signs long; at most 600/)
        .count(),
    )
    .toBe(1)
  expect(await panel().locator('.katex').count()).toBe(0)
  await info()
})

test('a formula that defines itself is shown as it was written, with the reason', async () => {
  const title = '$\\def\\a{\\a\\a}\\a$'
  await open(kept('defines-itself.json'), title)
  await info()
  await expect.poll(() => panel().getByText('it defines commands of its own').count()).toBe(2)
  await info()
})

test('all of a long text can be reached, by scrolling or by keys, and what stands below it too', async () => {
  const pieces = Array.from({ length: 30 }, (_, index) => `Part ${index}. ${'word '.repeat(700)}`)
  await open(file('Long', pieces.join('\n\n')), 'Long')
  await info()
  const more = panel().getByRole('button', { name: 'Show more' })
  await expect.poll(() => panel().getByText('Part 0.').count()).toBe(1)
  expect(await panel().getByText('Part 29.').count()).toBe(0)
  // At the sight of the end more comes by itself; after some of it, only for who asks.
  await expect
    .poll(async () => {
      await panel().getByRole('group', { name: 'Help' }).press('End')
      return panel()
        .getByText(/Part 19\./)
        .count()
    })
    .toBe(1)
  await more.focus()
  expect(await more.count()).toBe(1)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('arithmetic')
  await expect
    .poll(async () => {
      if ((await more.count()) > 0) await more.press('Enter')
      return panel().getByText('Part 29.').count()
    })
    .toBe(1)
  await expect.poll(() => more.count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Part \d+\./)
  await info()
})

test('nobody complained, nothing was asked of the reader, and nothing left the page', async () => {
  const breaches = await page.evaluate(() => (globalThis as unknown as { breaches: string[] }).breaches)
  expect(breaches).toEqual([])
  expect(visitor.complaints).toEqual([])
  expect(dialogs).toEqual([])
  const { origin } = new URL(page.url())
  expect(requests.filter((address) => new URL(address).origin !== origin)).toEqual([])
})
