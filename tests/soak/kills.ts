// Ends a browser while someone edits, again and again with the same profile, and counts what was lost.
import type { Page } from 'playwright-core'
import type { Launch } from '../../scripts/browser.mjs'
import { startBrowser, withProfile, type Ending } from './browser-process.ts'

export interface Round {
  readonly how: Ending
  /** From the last edit to the end, in milliseconds; up to 1 is at once. */
  readonly wait: number
  /** Edits one after the other, 5 ms apart, as when someone drags; the first of them comes after a pause. */
  readonly edits: number
}

export interface Outcome extends Round {
  /** How long someone had worked at what is not there at the next start, in milliseconds: from the first lost edit to the end. */
  readonly lost: number
  /** From the last edit to the end, as it was measured. */
  readonly waited: number
  /** The next start asked before it opened the document. */
  readonly asked: boolean
}

export interface Soak {
  readonly launch: Launch
  /** Where the built page is served. */
  readonly address: string
  readonly rounds: readonly Round[]
  /** Hears of each round when it is over. */
  readonly told?: (outcome: Outcome) => void
}

/** Long enough that what was edited before is written. */
const pause = 300
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const limit = { timeout: 30_000 }
const titleOf = (page: Page) => page.getByLabel('Title')

/** Waits until a document is open and computed; says whether the page asked first. */
async function opened(page: Page): Promise<boolean> {
  await page.locator('#app > .page:not([inert])').waitFor(limit)
  const anyway = page.getByRole('button', { name: 'Open it anyway' })
  const asked = await anyway.isVisible()
  if (asked) {
    await anyway.click()
    // The empty document makes way.
    for (let left = limit.timeout; left > 0 && (await page.title()).startsWith('Untitled'); left -= 20)
      await sleep(20)
  }
  await page
    .getByRole('status')
    .filter({ hasText: /^iteration \d/ })
    .first()
    .waitFor(limit)
  await page.locator('[role=group][aria-label*="put"]').first().waitFor(limit)
  return asked
}

/** When edits were made, in milliseconds. */
interface Edits {
  readonly first: number
  readonly last: number
}

/** Renames the document through its field, to the moment at which that is done; answers within the last of the edits. */
async function edit(page: Page, edits: number): Promise<Edits> {
  const said = page.waitForEvent('console', { ...limit, predicate: (message) => message.type() === 'debug' })
  const editing = titleOf(page).evaluate(async (field: HTMLInputElement, count) => {
    const first = Date.now()
    for (let left = count; left > 0; left--) {
      const last = Date.now()
      field.value = `Edit at ${last}`
      field.dispatchEvent(new Event('change', { bubbles: true }))
      if (left === 1) console.debug(JSON.stringify({ first, last }))
      else await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }, edits)
  editing.catch(() => null) // the browser is gone
  return JSON.parse((await said).text()) as Edits // it is what was said above
}

const lostOf = ({ first, last }: Edits, kept: number, ended: number): number =>
  kept >= last ? 0 : ended - Math.max(first, kept)

/** One outcome per round. Throws where a start does not come to a document that is open and computed. */
export async function killWhileEditing({ launch, address, rounds, told }: Soak): Promise<Outcome[]> {
  return withProfile(async (profile) => {
    const outcomes: Outcome[] = []
    let before: { readonly round: Round; readonly edits: Edits; readonly ended: number } | null = null
    for (const round of [...rounds, null]) {
      const { open, end } = await startBrowser(launch, profile)
      try {
        const page = await open(address)
        const asked = await opened(page)
        if (before) {
          const kept = Number(/^Edit at (\d+)$/.exec(await titleOf(page).inputValue())?.[1] ?? 0)
          const { round: done, edits, ended } = before
          const outcome = { ...done, lost: lostOf(edits, kept, ended), waited: ended - edits.last, asked }
          outcomes.push(outcome)
          told?.(outcome)
        }
        if (!round) break
        await sleep(pause)
        const edits = await edit(page, round.edits)
        if (round.wait > 1) await sleep(round.wait)
        before = { round, edits, ended: await end(round.how) }
      } finally {
        await end('SIGKILL')
      }
    }
    return outcomes
  })
}
