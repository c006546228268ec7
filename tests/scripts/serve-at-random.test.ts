// Nothing that is sent to the server of the built page ends it, holds it up, or gets what is not for it.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { below, pick, randomFrom } from '../graph/mutate.ts'
import { makeFolder, page, secret, type Folder } from './folder.ts'
import { beginning, nonsense, request } from './requests.ts'
import { answersIn, say, serveApart, type Apart } from './wire.ts'

let folder: Folder
let server: Apart

beforeAll(async () => {
  folder = await makeFolder()
  server = await serveApart(folder.path, 4000)
})

afterAll(() => {
  server.end()
  folder.remove()
})

const get = (target: string) =>
  `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`

async function isWell() {
  const heard = await say(server.port, get('/')).heard
  expect(server.trouble()).toBe('')
  expect(heard).toMatch(/^HTTP\/1\.1 200 /)
  expect(heard.endsWith(page)).toBe(true)
}

const known = [200, 206, 304, 400, 404, 405, 408, 412, 416, 417, 421, 431, 500]

/** Looks at what was heard: answers that we know, each with our headers, and nothing that is not for everybody. */
function judge(heard: string, words: string) {
  const said = JSON.stringify(words.slice(0, 1000))
  expect(heard.includes(secret), said).toBe(false)
  for (const { status, headers } of answersIn(heard)) {
    expect(known, said).toContain(status)
    expect(headers.get('content-security-policy'), said).toMatch(/^default-src 'none'/)
    expect(headers.get('x-content-type-options'), said).toBe('nosniff')
  }
}

it.each([
  ['a file taken for a folder', '/index.html/'],
  ['a file taken for a folder, in code', '/icon.svg%2fx'],
  ['a name of 300 letters', `/${'a'.repeat(300)}`],
  ['a path of 6,000 characters', `/${'a/'.repeat(3000)}`],
])('goes on after %s', async (_, target) => {
  const heard = await say(server.port, get(target)).heard
  expect(answersIn(heard).map(({ status }) => status)).toEqual([404])
  await isWell()
})

it('goes on after 10,000 requests made at random', async () => {
  const random = randomFrom(2026)
  const { port } = server
  const passing = join(folder.path, 'passing.js')
  /** Talks that last a while: they go on beside what follows. */
  const aside: Promise<void>[] = []
  const counts = new Map<number, number>()
  let sent = 0

  /** Requests that can be read, all sent at once: they are answered, at least up to one that ends the connection. */
  async function conversation(length: number) {
    const said = Array.from({ length }, (_, index) => request(random, port, index === length - 1)).join('')
    sent += length
    const heard = await say(port, said).heard
    judge(heard, said)
    const answers = answersIn(heard)
    // What a build takes away or shortens just then can end a connection before its first answer.
    if (!said.includes('passing')) expect(answers.length, said.slice(0, 1000)).toBeGreaterThan(0)
    for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1)
  }

  async function mutter() {
    const said = nonsense(random, port)
    sent++
    const talk = say(port, said)
    // Nothing more comes, whatever was announced.
    talk.socket.setTimeout(100, () => talk.socket.destroy())
    judge(await talk.heard, said)
  }

  async function hangUpEarly() {
    const said = pick(random, [
      get('/assets/large-5e6f.bin'),
      beginning(random, port),
      request(random, port, false),
    ])
    sent++
    const talk = say(port, said)
    const event = pick(random, ['connect', 'data'])
    talk.socket.once(event, () => talk.socket.destroy())
    talk.socket.setTimeout(100, () => talk.socket.destroy())
    judge(await talk.heard, said)
  }

  /** What was begun and never ended, the server has to end. */
  async function trailOff() {
    const said = beginning(random, port)
    sent++
    judge(await say(port, said).heard, said)
  }

  for (let round = 0; round < 100; round++) {
    aside.push(trailOff(), trailOff())
    const talks: Promise<void>[] = []
    for (let left = 98; left > 0;) {
      const length = Math.min(left, 1 + below(random, 12))
      talks.push(conversation(length))
      left -= length
      for (const each of [mutter, hangUpEarly]) if (left-- > 0) aside.push(each())
    }
    // A build takes files away and makes new ones while they are asked for.
    if (random() < 0.5) writeFileSync(passing, 'pass()'.repeat(below(random, 5000)))
    else rmSync(passing, { force: true })
    await Promise.all(talks)
    await isWell()
  }
  await Promise.all(aside)
  await isWell()
  expect(sent).toBe(10_000)
  // The requests were of every kind.
  expect([...counts.keys()]).toEqual(expect.arrayContaining([200, 206, 304, 404, 405, 412, 416, 417, 421]))
}, 120_000)
