// What people wait for: the scripts that the page loads before anybody touches it, and the libraries that may come later.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dependencies } from '../../package.json'
import { firstLoad } from '../../scripts/bundle.mjs'
import { builds } from '../../scripts/fresh.mjs'
import { openBrowser, visit } from './visit.ts'

const folder = dirname(builds.page.file)
const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))

/** Large libraries that few need, or need at once: a text by which each is known however it is bundled. */
const marks: Readonly<Record<string, string>> = {
  katex: 'KaTeX parse error',
  elkjs: 'org.eclipse.elk',
  'markdown-it': 'none of the block rules matched',
}
const later = Object.entries(marks).filter(([name]) => name in dependencies)

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('the scripts of the first load are within 250 kB, compressed', () => {
  const parts = firstLoad(folder)
  const sizes = parts.map(({ file, gzip }) => `${file}: ${gzip}`)
  const total = parts.reduce((sum, { gzip }) => sum + gzip, 0)
  expect(parts.length, 'the page and its worker').toBeGreaterThanOrEqual(2)
  expect(total, sizes.join(', ')).toBeLessThanOrEqual(250_000)
})

test.each(later)('%s is in the build, and loaded when it is first needed', (_, mark) => {
  const holding = scripts.filter(({ text }) => text.includes(mark)).map(({ file }) => file)
  expect(holding).not.toEqual([])
  const first = new Set(firstLoad(folder).map(({ file }) => file))
  expect(holding.filter((file) => first.has(file))).toEqual([])
})

test('at its start a browser loads these scripts and no others, but for what formulas and texts need', async () => {
  const { page } = await visit(browser)
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)),
  )
  const known = new Set(firstLoad(folder).map(({ file }) => file))
  const isLate = ({ file, text }: (typeof scripts)[number]) =>
    loaded.includes(file) && !known.has(file) && !later.some(([, mark]) => text.includes(mark))
  expect(scripts.filter(isLate).map(({ file }) => file)).toEqual([])
  expect(loaded).toContain([...known].find((file) => file.startsWith('assets/')))
})
