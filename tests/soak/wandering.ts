// Somebody who does anything: edits, opens, runs, goes back, reloads, and whose browser ends now and then. Nothing may be lost.
import type { Page } from 'playwright-core'
import type { Launch } from '../../scripts/browser.mjs'
import { startBrowser, withProfile, type Ending } from './browser-process.ts'

export interface Wandered {
  readonly acts: number
  readonly endings: number
  /** What should not have happened. */
  readonly faults: readonly string[]
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const limit = { timeout: 30_000 }

async function opened(page: Page): Promise<void> {
  await page.locator('#app > .page:not([inert])').waitFor(limit)
  const anyway = page.getByRole('button', { name: 'Open it anyway' })
  if (await anyway.isVisible()) await anyway.click()
}

/** The names of what somebody made, and which of them can no longer be read. */
const kept = (page: Page): Promise<{ readonly keys: string[]; readonly broken: string[] }> =>
  page.evaluate(async () => {
    const ask = <T>(request: IDBRequest) =>
      new Promise<T>((resolve, reject) => {
        // Written by us, and so of the type that the caller says.
        request.onsuccess = () => resolve(request.result as T)
        request.onerror = () => reject(request.error ?? new Error('the store does not answer'))
      })
    const database = await ask<IDBDatabase>(indexedDB.open('gradloom'))
    const reading = database.transaction(['entries', 'texts'])
    const entries = await ask<{ key: string; touched: boolean }[]>(reading.objectStore('entries').getAll())
    const broken: string[] = []
    for (const { key } of entries) {
      const text = await ask<string>(reading.objectStore('texts').get(key))
      try {
        JSON.parse(text)
      } catch {
        broken.push(key)
      }
    }
    database.close()
    return { keys: entries.filter(({ touched }) => touched).map(({ key }) => key), broken }
  })

type Act = (page: Page, random: () => number) => Promise<unknown>

const choose = async (page: Page, menu: string, random: () => number) => {
  await page.getByRole('button', { name: menu, exact: true }).click()
  const entries = page.getByRole('menuitem')
  await entries.first().waitFor(limit)
  const count = await entries.count()
  await entries.nth(Math.floor(random() * count)).click()
}

const acts: readonly Act[] = [
  async (page, random) => {
    await page.getByLabel('Title').fill(`Title ${Math.floor(random() * 1e6)}`)
    await page.keyboard.press('Enter')
  },
  (page) => page.getByRole('button', { name: 'New', exact: true }).click(),
  (page, random) => choose(page, 'Examples', random),
  (page, random) => choose(page, 'Recent', random),
  async (page, random) => {
    const add = page.getByRole('button', { name: 'Add node', exact: true })
    if (!(await add.isVisible())) return
    await add.click()
    await page.keyboard.type(['tanh', 'mse', 'matmul', 'sgd', 'random'][Math.floor(random() * 5)] ?? 'tanh')
    await page.keyboard.press('Enter')
  },
  (page) => page.keyboard.press('Control+z'),
  (page) => page.keyboard.press('Control+Shift+z'),
  (page) => page.getByRole('button', { name: /^(Run|Pause)$/ }).click(),
  (page) => page.getByRole('button', { name: 'Reset', exact: true }).click(),
  async (page) => {
    await page.reload()
    await opened(page)
  },
]
const endings: readonly Ending[] = ['quit', 'SIGTERM', 'SIGKILL']

/** Acts at random until the time is up, with the same profile throughout. */
export async function wander(
  launch: Launch,
  address: string,
  milliseconds: number,
  seed: number,
): Promise<Wandered> {
  const random = dice(seed)
  const until = Date.now() + milliseconds
  const faults: string[] = []
  let [done, ended] = [0, 0]
  await withProfile(async (profile) => {
    let before: readonly string[] = []
    while (Date.now() < until) {
      const { open, end } = await startBrowser(launch, profile)
      try {
        const page = await open(address)
        page.on('pageerror', ({ message }) => faults.push(`the page failed: ${message}`))
        page.on('dialog', (dialog) => void dialog.accept())
        await opened(page)
        const { keys, broken } = await kept(page)
        for (const key of before) if (!keys.includes(key)) faults.push(`the document ${key} is gone`)
        for (const key of broken) faults.push(`the document ${key} cannot be read`)
        for (let left = 5 + Math.floor(random() * 25); left > 0 && Date.now() < until; left--) {
          const act = acts[Math.floor(random() * acts.length)]
          await act?.(page, random)
          done++
        }
        await page.waitForTimeout(500) // what was done up to here is promised to be kept
        before = (await kept(page)).keys
        await end(endings[Math.floor(random() * endings.length)] ?? 'quit')
        ended++
      } catch (thrown) {
        faults.push(
          `after ${done} acts: ${thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown)}`,
        )
      } finally {
        await end('SIGKILL')
      }
    }
  })
  return { acts: done, endings: ended, faults }
}
