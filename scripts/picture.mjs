// npm run picture: makes the pictures in docs/ with the real page: the first graph run to its end, and its backward pass walked through.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { builds, install, root } from './fresh.mjs'
import { serve } from './serve.mjs'

install()
await ensureBuilt('page')
const { url, close } = await serve(dirname(builds.page.file))
const browser = await chromium.launch(await findBrowser())
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await page.goto(url)
  await page.getByRole('group', { name: /^SGD/ }).waitFor()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /finished/ })
    .waitFor({ state: 'attached' })
  // The focus leaves the button, and the last frame is painted.
  await page.mouse.click(640, 700)
  await page.waitForTimeout(500)
  writeFileSync(join(root, 'docs', 'flagship.png'), await page.screenshot({ type: 'png' }))
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.keyboard.press('v')
  await page.keyboard.press('g')
  for (let step = 0; step < 9; step++) await page.keyboard.press('s')
  for (let part = 0; part < 2; part++) await page.keyboard.press('i')
  await page.getByRole('status').filter({ hasText: 'backward 2 of 3' }).waitFor({ state: 'attached' })
  await page.mouse.click(640, 560)
  await page.waitForTimeout(1000)
  writeFileSync(join(root, 'docs', 'take-apart.png'), await page.screenshot({ type: 'png' }))
} finally {
  await browser.close()
  await close()
}
