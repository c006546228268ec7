// The server of the built page: its headers with every answer, compressed where it can be, and nothing outside of its folder.
import { truncateSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { headersFor } from '../../scripts/headers.mjs'
import { serve } from '../../scripts/serve.mjs'
import { makeFolder, page, secret, type Folder } from './folder.ts'
import { answersIn, say } from './wire.ts'

let folder: Folder
let server: Awaited<ReturnType<typeof serve>>
let port = 0

beforeAll(async () => {
  folder = await makeFolder()
  server = await serve(folder.path)
  port = Number(new URL(server.url).port)
})

afterAll(async () => {
  await server.close()
  folder.remove()
})

interface Heard {
  readonly status: number | undefined
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Buffer
}

/** Asks for exactly this path: fetch would tidy it up first. */
const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  new Promise<Heard>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject)
      answer.on('end', () => {
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) })
      })
    })
    sent.on('error', reject).end()
  })

const worker = '/workers/worker-1a2b.js'
const font = '/assets/font-3c4d.woff2'

it.each(['/', '/index.html', worker, font])('sends the headers of the build with %s', async (path) => {
  const { status, headers } = await ask(path)
  expect(status).toBe(200)
  for (const [name, value] of Object.entries(headersFor(path)))
    expect(headers[name.toLowerCase()]).toBe(value)
})

it.each([
  '/secret.txt',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/workers/../../secret.txt',
  '//../secret.txt',
  '/..%5csecret.txt',
  '/link.txt',
  '/out/secret.txt',
  '/round/index.html',
  '/index.html%00',
  '/index.html/',
  '/index.html::$DATA',
  '/INDEX.HTML',
  '//index.html',
  '/workers%5cworker-1a2b.js',
  '/%E0%A4%A',
  '/workers',
  '/workers/',
  '/.env',
  '/_headers',
  '/%5fheaders',
])('finds nothing at %s', async (path) => {
  const { status, body } = await ask(path)
  expect(status).toBe(404)
  expect(body.toString()).not.toContain(secret)
})

/** A request for the server, line by line, and the last one on its connection. */
const lines = (...words: readonly string[]) =>
  [...words, `Host: 127.0.0.1:${port}`, 'Connection: close', '', ''].join('\r\n')

it.each([
  [206, 'a part', worker, () => lines(`GET ${worker} HTTP/1.1`, 'Range: bytes=0-3')],
  [304, 'what has not changed', worker, () => lines(`GET ${worker} HTTP/1.1`, 'If-None-Match: *')],
  [400, 'what is no request', '/', () => 'who is there\r\n\r\n'],
  [404, 'what is not there', '/', () => lines('GET /assets/none.js HTTP/1.1')],
  [405, 'what is to be written', '/', () => lines('POST / HTTP/1.1', 'Content-Length: 9')],
  [412, 'another version', worker, () => lines(`GET ${worker} HTTP/1.1`, 'If-Match: "x"')],
  [416, 'a part that it has not', worker, () => lines(`GET ${worker} HTTP/1.1`, 'Range: bytes=9-')],
  [417, 'more than it can', '/', () => lines('GET / HTTP/1.1', 'Expect: wonders')],
  [421, 'another host', '/', () => 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
  [421, 'no host', '/', () => 'GET / HTTP/1.0\r\n\r\n'],
  [431, 'endless headers', '/', () => lines('GET / HTTP/1.1', `X: ${'x'.repeat(20_000)}`)],
])('sends its headers with %i, when asked for %s', async (status, _, path, words) => {
  const [answer, ...more] = answersIn(await say(port, words()).heard)
  expect(more).toEqual([])
  expect(answer?.status).toBe(status)
  for (const [name, value] of Object.entries(headersFor(path))) {
    // What is refused now need not be refused later.
    const isKept = status < 400 || name !== 'Cache-Control'
    expect(answer?.headers.get(name.toLowerCase())).toBe(isKept ? value : 'no-cache')
  }
})

it.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['br;q=0, gzip', 'gzip', gunzipSync],
  ['deflate', undefined, (body: Buffer) => body],
  ['', undefined, (body: Buffer) => body],
])('compresses text for who accepts "%s"', async (accepted, encoding, decode) => {
  const { headers, body } = await ask('/', { 'Accept-Encoding': accepted })
  expect(headers).toMatchObject({ vary: 'Accept-Encoding', 'content-type': 'text/html; charset=utf-8' })
  expect(headers['content-encoding']).toBe(encoding)
  expect(Number(headers['content-length'])).toBe(body.length)
  expect(decode(body).toString()).toBe(page)
  if (encoding) expect(body.length).toBeLessThan(page.length)
})

it('leaves fonts as they are', async () => {
  const { headers, body } = await ask(font, { 'Accept-Encoding': 'br, gzip' })
  expect(headers).toMatchObject({ 'content-type': 'font/woff2', 'content-length': '500' })
  expect(headers['content-encoding']).toBeUndefined()
  expect(body.length).toBe(500)
})

it('says that a file has not changed, until it has', async () => {
  const file = join(folder.path, 'changing.txt')
  writeFileSync(file, 'before')
  const { headers } = await ask('/changing.txt')
  const tag = { 'If-None-Match': String(headers.etag) }
  const time = { 'If-Modified-Since': String(headers['last-modified']) }
  for (const asked of [tag, time]) expect((await ask('/changing.txt', asked)).status).toBe(304)
  expect((await ask('/changing.txt', { 'If-Modified-Since': 'yesterday' })).status).toBe(200)
  writeFileSync(file, 'and after')
  expect((await ask('/changing.txt', tag)).body.toString()).toBe('and after')
})

it.each([
  ['bytes=3-6', 206, 'page', 'bytes 3-6/'],
  ['bytes=-4', 206, '/p>\n', ''],
  ['bytes=0-1,100-101', 200, page, undefined],
  ['bytes=99999-', 416, 'The file has no such part.\n', 'bytes */'],
  ['lines=1-2', 200, page, undefined],
])('sends %s of a file with %i', async (range, status, text, part) => {
  const heard = await ask('/index.html', { Range: range })
  expect(heard.status).toBe(status)
  if (part === undefined) expect(heard.headers['content-range']).toBeUndefined()
  else expect(heard.headers['content-range']).toContain(part)
  expect(heard.body.toString()).toBe(text)
})

it('only reads', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
    expect(await ask('/', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  const { status, headers, body } = await ask('/', {}, 'HEAD')
  expect({ status, length: headers['content-length'], body: body.length }).toEqual({
    status: 200,
    length: String(page.length),
    body: 0,
  })
})

it('answers to its own names', async () => {
  for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, `LocalHost:${port}`])
    expect((await ask('/', { Host: name })).status).toBe(200)
})

it.each([
  ['another name', (port: number) => `evil.example:${port}`],
  ['a name that begins like its own', (port: number) => `127.0.0.1.evil.example:${port}`],
  ['another port', (port: number) => `127.0.0.1:${port + 1}`],
  ['no port', () => 'localhost'],
])('does not answer to %s', async (_, name) => {
  const { status, body } = await ask('/', { Host: name(port) })
  expect(status).toBe(421)
  expect(body.toString()).toMatch(/^This server answers to its own address only/)
})

it('takes a whole address for a target, if it is its own', async () => {
  const to = (target: string) => say(port, lines(`GET ${target} HTTP/1.1`)).heard
  expect(await to(`http://127.0.0.1:${port}/index.html`)).toMatch(/^HTTP\/1\.1 200 /)
  expect(await to('http://evil.example/index.html')).toMatch(/^HTTP\/1\.1 421 /)
})

it('answers requests that come at once in their order', async () => {
  const words = ['/', '/none'].map((path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
  const { heard } = say(port, words.join('') + lines(`GET ${worker} HTTP/1.1`))
  expect(answersIn(await heard).map(({ status }) => status)).toEqual([200, 404, 200])
})

it.each([
  ['another protocol', 'Upgrade: websocket\r\nConnection: upgrade\r\n\r\n'],
  ['a body', 'Content-Length: 9\r\n\r\nwhatever\n'],
])('ends the connection after a request with %s', async (_, rest) => {
  const words = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${rest}`
  const [answer, ...more] = answersIn(await say(port, words + words).heard)
  expect(answer?.status).toBe(200)
  expect(answer?.headers.get('connection')).toBe('close')
  expect(more).toEqual([])
})

it.each([
  ['nothing', ''],
  ['half a request', 'GET / HTTP/1.1\r\nX: y'],
])('hangs up on who says %s', async (_, words) => {
  const impatient = await serve(folder.path, { patience: 200 })
  const [answer] = answersIn(await say(Number(new URL(impatient.url).port), words).heard)
  await impatient.close()
  expect(answer?.status).toBe(408)
  expect(answer?.headers.get('content-security-policy')).toBe(headersFor('/')['Content-Security-Policy'])
})

it('hangs up when a file gets shorter while it is sent, lest the next answer is taken for the rest', async () => {
  const file = join(folder.path, 'shrinking.bin')
  writeFileSync(file, '')
  truncateSync(file, 64_000_000)
  const words = `GET /shrinking.bin HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`
  const { socket, heard } = say(port, words + lines('GET / HTTP/1.1'))
  socket.once('data', () => truncateSync(file, 1000))
  const all = await heard
  expect(all.length).toBeLessThan(64_000_000)
  expect(answersIn(all).map(({ status }) => status)).toEqual([200])
})

it('closes though somebody is still connected', async () => {
  const other = await serve(folder.path)
  const { heard } = say(Number(new URL(other.url).port), 'GET / HTTP/1.1\r\n')
  await Promise.all([other.close(), heard])
})

it('takes the next free port, unless it has to be this one', async () => {
  const next = await serve(folder.path, { port })
  expect(Number(new URL(next.url).port)).toBeGreaterThan(port)
  await next.close()
  await expect(serve(folder.path, { port, fixed: true })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
