// Builds the page if need be, serves it on loopback and opens it where there is a desktop.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { builds, isStale } from './fresh.mjs'
import { serve } from './serve.mjs'

const usualPort = 4173
const usage = 'npm start -- [--port NUMBER] [--no-open]'

function hasDesktop() {
  if (process.env.CI || process.env.SSH_CONNECTION) return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** @returns {[string, ...string[]]} */
function opener() {
  if (process.platform === 'darwin') return ['open']
  return process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open']
}

/** @param {string} url */
function open(url) {
  const [command, ...words] = opener()
  // A desktop without a browser is no reason to stop: the address is printed.
  spawn(command, [...words, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

/** @param {string[]} words */
function read(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const port = values.port === undefined ? usualPort : Number(values.port || NaN)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port takes a whole number from 0 to 65535, not "${values.port}".`)
  }
  return { port, fixed: values.port !== undefined, opens: !values['no-open'], asksForHelp: values.help }
}

/** @param {unknown} thrown */
function sentenceOf(thrown) {
  if (!(thrown instanceof Error)) return String(thrown)
  const isTaken = 'code' in thrown && thrown.code === 'EADDRINUSE'
  return isTaken
    ? 'That port is taken: name another one, or leave --port out to get a free one.'
    : thrown.message
}

/** @param {string[]} words */
async function start(words) {
  const { port, fixed, opens, asksForHelp } = read(words)
  if (asksForHelp) return console.log(usage)
  if (isStale('page')) console.log('Building the page …')
  await ensureBuilt('page')
  const { url, close } = await serve(dirname(builds.page.file), { port, fixed })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void close())
  console.log(`Gradloom is at ${url} (Ctrl+C ends it)`)
  if (opens && hasDesktop()) open(url)
}

/** @param {string[]} words */
export async function main(words) {
  await start(words).catch((/** @type {unknown} */ thrown) => {
    console.error(sentenceOf(thrown))
    process.exitCode = 1
  })
}
