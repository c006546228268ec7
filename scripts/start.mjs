// Starts Gradloom: installs and builds what is missing, serves the page on loopback, opens a browser where there is one.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPage, install, root } from './fresh.mjs'

const { values } = parseArgs({
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})
if (values.help) {
  console.log('npm start -- [--port N] [--no-open]')
  process.exit(0)
}
const port = values.port === undefined ? 4173 : Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port: ${values.port} is no port; a whole number from 0 to 65535 would be.`)
  process.exit(2)
}
install()
buildPage()
const { serve } = await import('./serve.mjs')
try {
  const { url } = await serve(join(root, 'dist', 'page'), { port, fixed: values.port !== undefined })
  console.log(`Gradloom is at ${url}  (Ctrl+C ends it)`)
  if (!values['no-open'] && hasDesktop()) open(url)
} catch (error) {
  console.error(`The server could not start: ${error instanceof Error ? error.message : String(error)}.`)
  process.exit(1)
}

function hasDesktop() {
  if (process.env.CI || process.env.SSH_CONNECTION || !process.stdout.isTTY) return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}

function open(/** @type {string} */ url) {
  const [command, words] =
    process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['cmd', ['/c', 'start', '', url]] : ['xdg-open', [url]]
  // A desktop without a browser is no reason to stop: the address is printed.
  spawn(command, words, { stdio: 'ignore', detached: true }).on('error', () => {}).unref()
}
