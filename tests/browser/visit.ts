// A visit of the page: a fresh browser profile, what it complained of, and what a visitor does.
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect, inject, vi } from 'vitest'

export interface Visit {
  readonly page: Page
  /** What the browser complained of: errors, and breaches of the page's policy. */
  readonly complaints: readonly string[]
}

/** `flags` go to the browser's JavaScript engine. */
export function openBrowser(...flags: readonly string[]): Promise<Browser> {
  const launch = inject('launch')
  const args = flags.length > 0 ? [...launch.args, `--js-flags=${flags.join(' ')}`] : launch.args
  return chromium.launch({ ...launch, args })
}

/** The page in a profile of its own, its engine ready and its canvas drawn; `prepare` comes before it is loaded. */
export async function visit(
  browser: Browser,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await prepare(page)
  await page.goto(inject('address'))
  await ready(page)
  return { page, complaints }
}

/** Waits until the document is on the canvas and computed. */
export async function ready(page: Page): Promise<void> {
  const isReady = async () => {
    expect(await status(page)).toMatch(/^iteration \d/)
    expect(await page.locator('[role=group][aria-label*="put"]').count()).toBeGreaterThan(0)
  }
  await vi.waitFor(isReady, { timeout: 20_000, interval: 50 })
}

export const status = async (page: Page): Promise<string> =>
  (await page.getByRole('status').first().textContent()) ?? ''

/** Presses Run and waits for the wanted end. */
export async function runToEnd(page: Page, iteration: number): Promise<string> {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect
    .poll(() => status(page), { timeout: 30_000 })
    .toMatch(new RegExp(`^iteration ${iteration} .*finished`))
  return status(page)
}

/** Drops a file with this text on the page. */
export async function drop(page: Page, text: string, name = 'friend.json'): Promise<void> {
  const data = await page.evaluateHandle(
    ([content, file]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], file, { type: 'application/json' }))
      return transfer
    },
    [text, name] as const,
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data })
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
}
