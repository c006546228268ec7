// Finds a Chromium for the tests: the one that was named, one of this machine, or the one among the packages.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { unpackChromium } from './chromium.mjs'
import { root } from './fresh.mjs'

/** @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} Launch */

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]

function usualPlaces() {
  const { PATH = '', PROGRAMFILES, LOCALAPPDATA } = process.env
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform === 'win32') {
    return [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ])
  }
  return commands.flatMap((command) =>
    PATH.split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, command)),
  )
}

// Chromium's own sandbox cannot be set up by root, nor in most containers. What is opened is our page alone.
const needsNoSandbox = () =>
  process.platform === 'linux' &&
  (process.getuid?.() === 0 || Boolean(process.env.CI) || existsSync('/.dockerenv'))

const options = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @param {string} executablePath @param {Record<string, string>} [env] */
function launchOptions(executablePath, env = {}) {
  const args = needsNoSandbox() ? [...options, '--no-sandbox'] : options
  /** @type {Record<string, string>} */
  const inherited = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) inherited[name] = value
  return { executablePath, args, env: { ...inherited, ...env } }
}

/** What Playwright is told to launch a browser; where there is none, throws a sentence with what to do.
 * @returns {Promise<Launch>} */
export async function findBrowser() {
  const named = process.env.CHROME_PATH
  if (named) {
    if (existsSync(named)) return launchOptions(named)
    throw new Error(`CHROME_PATH names ${named}, where there is nothing.`)
  }
  const found = [...usualPlaces(), chromium.executablePath()].find((place) => existsSync(place))
  if (found) return launchOptions(found)
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { executablePath, env } = await unpackChromium(join(root, 'node_modules', '.cache'))
    return launchOptions(executablePath, env)
  }
  throw new Error(
    'No browser for the tests was found: install Chrome, Chromium or Edge, or name one in CHROME_PATH.',
  )
}
