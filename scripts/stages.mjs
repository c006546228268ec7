// The stages of npm test: each runs even where an earlier one failed, and says what failed in it.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser } from './browser.mjs'
import { root } from './fresh.mjs'

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ only: (stage: string) => boolean, paths: string[], failed: Set<string> }} Run */

const results = join(root, 'node_modules/.cache', `tests-${process.pid}.json`)

/** @type {Record<string, string[]>} */
const checks = {
  build: ['scripts/build.mjs'],
  types: ['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'],
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
}
const projects = ['unit', 'component', 'browser']

/** Runs a script of Node; answers with its exit code and what it printed.
 * @param {string[]} words
 * @param {'pipe' | 'inherit'} output
 * @returns {Promise<{ code: number, text: string }>} */
function node(words, output) {
  return new Promise((resolve, reject) => {
    let text = ''
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', output, output] })
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (/** @type {Buffer} */ data) => (text += data.toString()))
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? 1, text }))
  })
}

/** @param {string} name @param {string[]} words
 * @returns {Promise<Count>} */
async function check(name, words) {
  const start = performance.now()
  const { code, text } = await node(words, 'pipe')
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
  if (code !== 0) console.log(text)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** What Vitest's report says, as far as we read it.
 * @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} TestFile
 * @typedef {{ testResults: TestFile[] }} Report */

/** Counts tests; a file that could not be loaded counts as a failed one, and so does a run that failed elsewhere.
 * @param {Report} report
 * @param {boolean} succeeded
 * @returns {Count} */
export function count({ testResults }, succeeded) {
  const states = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status))
  const passed = states.filter((status) => status === 'passed').length
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  ).length
  const failed = states.filter((status) => status === 'failed').length + unloaded
  return { passed, failed: failed === 0 && !succeeded ? 1 : failed }
}

/** Which kinds of tests can run: those in a browser need one, and those of the page need the page.
 * @param {string[]} wanted
 * @param {Run} run */
async function possible(wanted, { failed }) {
  const reasons = new Map()
  if (wanted.some((project) => project !== 'unit')) {
    const missing = await findBrowser().then(
      () => null,
      (/** @type {Error} */ reason) => reason.message,
    )
    if (missing) for (const project of ['component', 'browser']) reasons.set(project, missing)
  }
  if (failed.has('build')) reasons.set('browser', 'The page could not be built.')
  const left = wanted.filter((project) => !reasons.has(project))
  const out = wanted.filter((project) => reasons.has(project))
  for (const project of out) console.log(`${project} tests: FAILED, none was run. ${reasons.get(project)}`)
  return { left, failed: out.length }
}

/** @param {Run} run
 * @returns {Promise<Count>} */
async function tests(run) {
  const { left, failed } = await possible(projects.filter(run.only), run)
  if (left.length === 0) return { passed: 0, failed }
  await mkdir(dirname(results), { recursive: true })
  const report = relative(root, results)
  const { code } = await node(
    [
      ...['node_modules/vitest/vitest.mjs', 'run', ...run.paths],
      ...left.flatMap((project) => ['--project', project]),
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
    'inherit',
  )
  const text = await readFile(results, 'utf8').catch(() => '{ "testResults": [] }')
  await rm(results, { force: true })
  /** @type {Report} */
  const read = JSON.parse(text)
  const counted = count(read, code === 0)
  return { passed: counted.passed, failed: counted.failed + failed }
}

/** @param {string[]} words */
function read(words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true } },
  })
  const known = [...Object.keys(checks), ...projects]
  const chosen = values.only?.flatMap((names) => names.split(',')) ?? known
  const unknown = chosen.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`There is no stage "${unknown}": there are ${known.join(', ')}.`)
  return { only: (/** @type {string} */ stage) => chosen.includes(stage), paths: positionals }
}

/** @param {string[]} words */
export async function main(words) {
  /** @type {Run} */
  const run = { ...read(words), failed: new Set() }
  const total = { passed: 0, failed: 0 }
  const add = (/** @type {Count} */ { passed, failed }) => {
    total.passed += passed
    total.failed += failed
  }
  for (const [name, command] of Object.entries(checks).filter(([name]) => run.only(name))) {
    const counted = await check(name, command)
    if (counted.failed > 0) run.failed.add(name)
    add(counted)
  }
  add(await tests(run))
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}
