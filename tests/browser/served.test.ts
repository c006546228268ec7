// The page as it is served: it starts under its own policy, and its worker reaches nobody.
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'

let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  browser = await chromium.launch(inject('launch'))
  page = await browser.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const started = page.waitForEvent('worker')
  await page.goto(inject('address'))
  await started
})

afterAll(() => browser.close())

it('starts without a complaint of the browser', () => {
  expect(complaints).toEqual([])
})

it('is isolated from other origins', async () => {
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
})

it('runs no script that was written into it', async () => {
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "written"'
    document.head.append(script)
    return document.title === 'written'
  })
  expect(ran).toBe(false)
})

it('lets its worker fetch nothing, not even from its own server', async () => {
  const fetched = await page.workers()[0]?.evaluate(() =>
    fetch('/index.html').then(
      () => 'fetched',
      () => 'refused',
    ),
  )
  expect(fetched).toBe('refused')
})
