// npm start: says where the page is, and ends when it is told to.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const script = join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs')

it.each(['SIGINT', 'SIGTERM'] as const)(
  'serves the page until %s, and then ends without a fault',
  async (signal) => {
    const child = spawn(process.execPath, [script, '--no-open', '--port', '0'], { stdio: 'pipe' })
    try {
      const ended = once(child, 'exit')
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      const [address = ''] = /http:\S+/.exec(line.toString()) ?? []
      // A connection is kept open, as a browser does.
      const { status, headers } = await fetch(address, { headers: { 'Accept-Encoding': 'br' } })
      expect({ status, encoding: headers.get('content-encoding') }).toEqual({ status: 200, encoding: 'br' })
      child.kill(signal)
      expect(await ended).toEqual([0, null])
    } finally {
      child.kill('SIGKILL')
    }
  },
)
