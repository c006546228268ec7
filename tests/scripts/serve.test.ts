// The server of the built page: its headers, and nothing outside of its folder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { headersFor } from '../../scripts/headers.mjs'
import { serve } from '../../scripts/serve.mjs'

let outside = ''
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'gradloom-serve-'))
  const folder = join(outside, 'page')
  mkdirSync(join(folder, 'workers'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<p>page</p>')
  writeFileSync(join(folder, '_headers'), '/*')
  writeFileSync(join(folder, 'workers', 'worker-1a2b.js'), 'work()')
  server = await serve(folder)
})

afterAll(async () => {
  await server.close()
  rmSync(outside, { recursive: true })
})

/** Asks for exactly this path: fetch would tidy it up first. */
const ask = (path: string, method = 'GET') =>
  new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(server.url)
      const sent = request({ hostname, port, path, method }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }))
      })
      sent.on('error', reject).end()
    },
  )

it.each(['/', '/index.html', '/workers/worker-1a2b.js'])(
  'sends the headers of the build with %s',
  async (path) => {
    const { status, headers } = await ask(path)
    expect(status).toBe(200)
    for (const [name, value] of Object.entries(headersFor(path)))
      expect(headers[name.toLowerCase()]).toBe(value)
  },
)

it.each([
  '/secret.txt',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/workers/../../secret.txt',
  '//../secret.txt',
  '/..%5csecret.txt',
  '/index.html%00',
  '/%E0%A4%A',
  '/workers/',
  '/_headers',
])('finds nothing at %s', async (path) => {
  const { status, text } = await ask(path)
  expect(status).toBe(404)
  expect(text).not.toContain('secret')
})

it('only reads', async () => {
  expect((await ask('/', 'POST')).status).toBe(405)
  expect(await ask('/', 'HEAD')).toMatchObject({ status: 200, text: '' })
})

it('takes the next free port, unless it has to be this one', async () => {
  const taken = Number(new URL(server.url).port)
  const next = await serve(outside, { port: taken })
  expect(Number(new URL(next.url).port)).toBeGreaterThan(taken)
  await next.close()
  await expect(serve(outside, { port: taken, fixed: true })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
