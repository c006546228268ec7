// What is missing or older than its sources: installed packages and builds. Needs nothing but Node itself.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Ends with a sentence where Node is too old for what follows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Gradloom needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one from nodejs.org.`)
  process.exit(1)
}

const timeOf = (/** @type {string} */ path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** The newest change among files and folders below the project. */
function newest(/** @type {readonly string[]} */ paths) {
  let latest = 0
  const open = paths.map((path) => join(root, path))
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) continue
    latest = Math.max(latest, found.mtimeMs)
    if (found.isDirectory()) for (const name of readdirSync(path)) open.push(join(path, name))
  }
  return latest
}

function npm(/** @type {string[]} */ ...words) {
  const { status } = spawnSync('npm', words, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

/** Installs the packages of the lockfile, unless they are there. */
export function install() {
  requireNode()
  const mark = join(root, 'node_modules', '.package-lock.json')
  if (timeOf(mark) > 0 && timeOf(mark) >= timeOf(join(root, 'package.json'))) return
  console.error('Installing packages …')
  npm('ci')
}

/** Runs vite, from the project's own packages. */
export function vite(/** @type {string[]} */ ...words) {
  const bin = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(process.execPath, [bin, ...words], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}

const sources = ['src', 'nodes', 'package.json', 'vite.config.ts', 'svelte.config.js', 'scripts']

/** Builds the page, unless it is newer than everything it is made from. */
export function buildPage() {
  const built = timeOf(join(root, 'dist', 'page', 'index.html'))
  if (built > newest([...sources, 'graphs', 'index.html', 'public'])) return
  console.error('Building the page …')
  vite('build', '--logLevel', 'warn')
}

/** Builds the command line, unless it is newer than everything it is made from. */
export function buildCommandLine() {
  const built = timeOf(join(root, 'dist', 'cli', 'gradloom.js'))
  if (built > newest(['src', 'nodes', 'package.json', 'scripts'])) return
  vite('build', '--config', join('scripts', 'cli.config.mjs'), '--logLevel', 'warn')
}
