// Every call of the storage made to fail in turn: the page starts, tells the truth, and loses nothing that was kept.
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import type { Launch } from '../../scripts/browser.mjs'
import { type Failure, failStorage } from './failing-storage.ts'

export interface Trial {
  /** Which call fails. */
  readonly at: number
  readonly how: Failure
}

const patience = { timeout: 20_000 }

async function begin(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('#app > .page:not([inert])').waitFor(patience)
  // It may ask about a document whose opening it could not mark as done.
  const anyway = page.getByRole('button', { name: 'Open it anyway' })
  if (await anyway.isVisible()) await anyway.click()
  await page
    .getByRole('status')
    .filter({ hasText: /^iteration \d/ })
    .first()
    .waitFor(patience)
}

async function rename(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Title').press('Enter')
}

const saved = (page: Page) => page.getByText('Kept here').waitFor(patience)

/** The titles of all that is really kept. */
const keptTitles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const asked = indexedDB.open('gradloom')
    await new Promise((resolve) => asked.addEventListener('success', resolve))
    const all = asked.result.transaction('texts').objectStore('texts').getAll()
    await new Promise((resolve) => all.addEventListener('success', resolve))
    asked.result.close()
    return (all.result as string[]).map((text) => (JSON.parse(text) as { title?: string }).title ?? '')
  })

const callsOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { storageCalls: { calls: number } }).storageCalls.calls)

/** How many calls a start and a first edit make. */
async function countCalls(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await page.addInitScript(failStorage, { at: Infinity, how: 'throws' as Failure })
  await begin(page, address)
  await rename(page, 'Counted')
  await saved(page)
  await page.waitForTimeout(200)
  const calls = await callsOf(page)
  await page.close()
  return calls
}

/** Faults found, as sentences. `choose` says which of all trials are made. */
export async function failInTurn(
  launch: Launch,
  address: string,
  choose: (calls: number) => readonly Trial[],
): Promise<{ readonly trials: number; readonly calls: number; readonly faults: readonly string[] }> {
  const browser = await chromium.launch(launch)
  const faults: string[] = []
  try {
    const first = await browser.newContext()
    const setUp = await first.newPage()
    await begin(setUp, address)
    await rename(setUp, 'Before')
    await saved(setUp)
    await setUp.close()
    const calls = await countCalls(first, address)
    await first.close()
    const trials = choose(calls)
    for (const trial of trials) {
      const context = await browser.newContext()
      try {
        await tryOnce(context, address, trial)
      } catch (thrown) {
        const reason = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)
        faults.push(`call ${trial.at} of ${calls} ${trial.how}: ${reason}`)
      }
      await context.close()
    }
    return { trials: trials.length, calls, faults }
  } finally {
    await browser.close()
  }
}

async function tryOnce(context: BrowserContext, address: string, { at, how }: Trial): Promise<void> {
  const before = await context.newPage()
  await begin(before, address)
  await rename(before, 'Before')
  await saved(before)
  await before.close()

  const page = await context.newPage()
  await page.addInitScript(failStorage, { at, how })
  await begin(page, address)
  await rename(page, 'During')
  // Whatever failed, failed once: the sign turns when it is written after all.
  await saved(page)
  if ((await callsOf(page)) < at) throw new Error('the call was never made')
  const kept = await keptTitles(page)
  if (!kept.includes('During')) throw new Error(`it said “Kept here” and kept ${kept.join(', ')}`)
  await page.close()

  const after = await context.newPage()
  await begin(after, address)
  const titles = await keptTitles(after)
  if (!titles.some((title) => title === 'During')) throw new Error(`“During” is gone: ${titles.join(', ')}`)
}
