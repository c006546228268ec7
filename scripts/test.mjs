// Runs everything that must hold: build, types, lint, format and all tests; ends with one line that counts them.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCommandLine, buildPage, install, root } from './fresh.mjs'

install()
const { findBrowser } = await import('./browser.mjs')
try {
  const { from, executablePath } = await findBrowser()
  console.log(`Browser: ${executablePath} (${from})`)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

let passed = 0
let failed = 0

function check(/** @type {string} */ title, /** @type {string} */ file, /** @type {string[]} */ ...words) {
  const start = performance.now()
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', file), ...words], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✓' : '✗'} ${title} (${seconds} s)\n`)
  return status === 0
}

function count(/** @type {boolean} */ isGood) {
  if (isGood) passed += 1
  else failed += 1
}

/** The tests' own counts, from a report rather than from what is printed. */
function tests() {
  const folder = mkdtempSync(join(tmpdir(), 'gradloom-test-'))
  const report = join(folder, 'report.json')
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
  const isGood = check('tests', join('vitest', 'vitest.mjs'), ...words)
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    passed += numPassedTests
    failed += numFailedTests
    // A test file that cannot even be read has no tests to count.
    if (!isGood && numFailedTests === 0) failed += 1
  } else count(isGood)
  rmSync(folder, { recursive: true })
}

buildPage()
buildCommandLine()
if (process.argv.length === 2) {
  count(check('types', join('svelte-check', 'bin', 'svelte-check'), '--tsconfig', 'tsconfig.json', '--fail-on-warnings'))
  count(check('lint', join('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'))
  count(check('format', join('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'))
}
tests()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
