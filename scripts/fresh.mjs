// What is missing or older than its sources: packages and builds. Needs nothing but Node, and even an old one can read it.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Ends with a sentence where Node is too old for what follows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  giveUp(
    `Gradloom needs Node 20.19 or newer, and this is ${process.versions.node}: nodejs.org has newer ones.`,
  )
}

/** @param {string} path */
const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** The newest change of files and all that is in folders. A folder itself counts: it changes when a file is removed.
 * @param {string[]} paths */
function newest(paths) {
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

/** Installs the packages of the lockfile, unless they are there. */
export function install() {
  requireNode()
  // npm writes this file when it has installed everything.
  const mark = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(mark) && timeOf(mark) >= timeOf(join(root, 'package-lock.json'))) return
  // Linked packages belong to another folder, and npm would empty that one first.
  const packages = join(root, 'node_modules')
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) return
  process.stderr.write('Installing packages …\n')
  const words = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  // Started by npm, we know where npm lies and need no shell to find it.
  const { status } =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm].concat(words), { cwd: root, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', words, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) giveUp('The packages could not be installed: npm says why above.')
}

const shared = ['src', 'nodes', 'graphs', 'package.json', 'package-lock.json', 'scripts/build.mjs']
const ofPage = [
  ...['public', 'index.html', 'vite.config.ts', 'svelte.config.js'],
  ...['scripts/headers.mjs', 'scripts/compress.mjs'],
]

/** What is built: the file that is there when all of it is, and what it is made from. */
export const builds = {
  page: { file: join(root, 'dist', 'page', 'index.html'), sources: shared.concat(ofPage) },
  cli: { file: join(root, 'dist', 'cli', 'gradloom.js'), sources: shared },
}

/** @param {keyof typeof builds} name */
export const isStale = (name) => timeOf(builds[name].file) < newest(builds[name].sources)
