// npm run picture: makes docs/flagship.png with the real page: opens it, runs the first graph to its end, photographs it.
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
} finally {
  await browser.close()
  await close()
}
