// The engine under hard conditions: iterations of seconds, a worker that dies, no worker at all.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drop, openBrowser, runToEnd, status, visit } from './visit.ts'

/** M ← M·M at 4000×4000: 64,000,000,000 multiplications an iteration. */
const heavy = JSON.stringify({
  ...{ format: 'gradloom', version: 1, title: 'Heavy', run: { iterations: 1000 } },
  nodes: [
    { id: 'A', type: 'random', at: [0, 0], params: { rows: 4000, cols: 4000, low: -0.01, high: 0.01 } },
    { id: 'M', type: 'memory', at: [300, 0] },
    { id: 'product', type: 'matmul', at: [600, 0] },
  ],
  wires: [
    { from: 'A.out', to: 'M.initial' },
    { from: 'M.value', to: 'product.a' },
    { from: 'M.value', to: 'product.b' },
    { from: 'product.out', to: 'M.next' },
  ],
})

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const seen = (page: Page) => page.locator('p.status').textContent()
const iterationOf = async (page: Page) => Number(/iteration (\d+)/.exec((await seen(page)) ?? '')?.[1])

/** Notes how many milliseconds pass from each Pause or Reset to the engine's own answer that it stands. */
const noteAnswers = (page: Page) =>
  page.addInitScript(() => {
    const noted: number[] = []
    let asked: number | null = null
    Object.assign(globalThis, { noted })
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        this.addEventListener('message', ({ data }: MessageEvent<{ type: string; running?: boolean }>) => {
          if (asked === null || data.type !== 'frame' || data.running) return
          noted.push(performance.now() - asked)
          asked = null
        })
      }
      override postMessage(message: { type: string }): void {
        if (message.type === 'pause' || message.type === 'reset') asked = performance.now()
        super.postMessage(message)
      }
    }
  })

const answersOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { noted: number[] }).noted) // as written down above

test('an iteration of seconds runs, tells how far it is, and gives way to Pause and Reset at once', async () => {
  const { page, complaints } = await visit(browser, {}, noteAnswers)
  await drop(page, heavy)
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Heavy')
  await press(page, 'Run')
  await expect.poll(() => seen(page), { timeout: 60_000 }).toMatch(/computing MatMul, \d+ %/)
  await expect.poll(() => iterationOf(page), { timeout: 120_000 }).toBeGreaterThanOrEqual(1)
  await expect.poll(() => seen(page), { timeout: 60_000 }).toMatch(/about [\d.]+ (s|min) an iteration/)
  for (const name of ['Pause', 'Pause', 'Pause', 'Reset', 'Reset', 'Reset']) {
    await expect.poll(() => seen(page), { timeout: 60_000 }).toMatch(/computing MatMul, \d+ %/)
    const before = (await answersOf(page)).length
    await press(page, name)
    await expect.poll(() => answersOf(page), { timeout: 10_000 }).toHaveLength(before + 1)
    await press(page, 'Run')
  }
  // A machine that is busy with something else answers late now and then.
  const answers = await answersOf(page)
  const told = answers.map((each) => `${each.toFixed()} ms`).join(', ')
  expect(Math.min(...answers.slice(0, 3)), `Pause: ${told}`).toBeLessThan(300)
  expect(Math.min(...answers.slice(3)), `Reset: ${told}`).toBeLessThan(300)
  expect(complaints).toEqual([])
  await page.close()
}, 240_000)

test('a worker that dies in the middle of a run is replaced, and the run goes on from where the page knew it', async () => {
  const { page } = await visit(browser)
  await page.getByLabel('Stop at iteration').fill('1000000000')
  await page.getByLabel('Stop at iteration').press('Enter')
  await press(page, 'Run')
  await expect.poll(() => iterationOf(page), { timeout: 30_000 }).toBeGreaterThan(10_000)
  await page.waitForTimeout(1500) // some checkpoints
  const [worker] = page.workers()
  await worker?.evaluate(() => self.close())
  const message = page.getByText(/was started again from iteration [\d,]+/)
  await expect.poll(() => message.count(), { timeout: 30_000 }).toBeGreaterThan(0)
  const from = Number(
    /iteration ([\d,]+)/.exec((await message.first().textContent()) ?? '')?.[1]?.replaceAll(',', ''),
  )
  expect(from).toBeGreaterThan(10_000)
  await expect.poll(() => iterationOf(page)).toBe(from)
  await press(page, 'Run')
  await expect.poll(() => iterationOf(page), { timeout: 30_000 }).toBeGreaterThan(from)
  await page.close()
}, 120_000)

describe('without workers', () => {
  test.each([
    ['missing', (page: Page) => page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'Worker'))],
    [
      'forbidden',
      (page: Page) =>
        page.route('**/', async (route) => {
          const response = await route.fetch()
          const headers = response.headers()
          const policy =
            headers['content-security-policy']?.replace("worker-src 'self'", "worker-src 'none'") ?? ''
          await route.fulfill({ response, headers: { ...headers, 'content-security-policy': policy } })
        }),
    ],
    ['not to be had', (page: Page) => page.route('**/workers/*', (route) => route.fulfill({ status: 404 }))],
  ] as const)(
    '%s, the page computes itself, says so, and comes to the same loss',
    async (_, prepare) => {
      const usual = await visit(browser)
      const expected = await runToEnd(usual.page, 10_000)
      await usual.page.close()
      const { page } = await visit(browser, {}, prepare)
      await expect
        .poll(() => page.getByText(/the page computes itself/).count(), { timeout: 30_000 })
        .toBeGreaterThan(0)
      expect(await runToEnd(page, 10_000)).toBe(expected)
      expect(await page.locator('p.status').getAttribute('title')).toMatch(/in the page itself/)
      expect(await status(page)).toBe(expected)
      await page.close()
    },
    90_000,
  )
})
