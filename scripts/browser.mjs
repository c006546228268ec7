// Finds a browser for the tests: the one that is named, one on the machine, else the one inside an npm package.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './fresh.mjs'

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'microsoft-edge-stable']

/** @returns {string[]} */
function usualPlaces() {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  if (process.platform !== 'win32') return []
  const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
  return folders.flatMap((folder) =>
    folder ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')] : [],
  )
}

function onPath(/** @type {string} */ command) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) if (existsSync(join(folder, command))) return join(folder, command)
  return null
}

/**
 * @typedef {{ from: string, executablePath: string, env?: Record<string, string> }} Browser
 * @returns {Promise<Browser>} Throws one sentence with what to do where there is none.
 */
export async function findBrowser() {
  const named = process.env.CHROME_PATH
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { from: 'CHROME_PATH', executablePath: named }
    throw new Error(`CHROME_PATH names ${named}, and there is no such file: point it to a Chromium or Chrome, or unset it.`)
  }
  for (const command of commands) {
    const found = onPath(command)
    if (found) return { from: 'this machine', executablePath: found }
  }
  for (const place of usualPlaces()) if (existsSync(place)) return { from: 'this machine', executablePath: place }
  const { chromium } = await import('playwright-core')
  if (existsSync(chromium.executablePath())) return { from: 'Playwright', executablePath: chromium.executablePath() }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { unpackChromium } = await import('./chromium.mjs')
    return { from: 'an npm package', ...(await unpackChromium(join(root, 'node_modules', '.cache', 'chromium'))) }
  }
  throw new Error('The browser tests need a Chromium, Chrome or Edge: install one, or name it in CHROME_PATH.')
}

/** Without a sandbox only where there can be none: as root, in a container. */
export const launchArgs = () => [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 || existsSync('/.dockerenv') ? ['--no-sandbox'] : []),
]
