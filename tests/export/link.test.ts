// Links: every file comes back byte for byte, and no link that was changed on its way opens.
import { deflateSync } from 'fflate'
import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { crc32, hex } from '../../src/engine/crc32.ts'
import { toBase64url } from '../../src/export/base64url.ts'
import { differenceOf, lossOf } from '../../src/export/difference.ts'
import { fragmentIn } from '../../src/app/share/open-link.ts'
import { type Result, longest, readLink, writeLink } from '../../src/export/link.ts'
import { maxBytes } from '../../src/graph/limits.ts'
import { save } from '../../src/graph/save.ts'
import { MersenneTwister } from '../../src/numeric/random.ts'
import { graphs } from '../graph/random-graphs.ts'

const address = 'https://example.org/gradloom/'
const flagship = readFileSync('graphs/matrix-inverse.json', 'utf8')
const result: Result = { iteration: 10_000, memories: '1a2b3c4d', loss: '3f800000' }

const linkOf = (file: string, arrived: Result | null = null): string => {
  const link = writeLink(address, file, arrived)
  if (typeof link !== 'string') throw new Error(link.message)
  return link
}
const fragmentOf = (link: string): string => link.slice(link.indexOf('#'))
const codeOf = (fragment: string): string | null => {
  const read = readLink(fragment)
  return 'code' in read ? read.code : null
}

test('any graph comes back byte for byte, with what the run had arrived at', () => {
  const results = fc.option(
    fc.record({
      iteration: fc.nat(),
      memories: fc.constantFrom('00000000', 'ffffffff', '0012abcd'),
      loss: fc.constantFrom(null, '7fc00000', '3f800000'),
    }),
  )
  fc.assert(
    fc.property(graphs, results, (graph, arrived) => {
      const file = save(graph)
      const read = readLink(fragmentOf(linkOf(file, arrived)))
      expect(read).toEqual({ file: new TextEncoder().encode(file), result: arrived })
    }),
    { seed: 8, numRuns: 100 },
  )
})

test.each(readdirSync('graphs').filter((name) => name.endsWith('.json')))(
  '%s fits a chat program, and letters that none of them changes',
  (name) => {
    const link = linkOf(readFileSync(`graphs/${name}`, 'utf8'), result)
    expect(link.length).toBeLessThan(2500)
    expect(fragmentOf(link)).toMatch(/^#[\w.-]+[\da-z]$/)
    expect(fragmentIn(`${link.slice(0, 76)}\r\n${link.slice(76)}`)).toBe(fragmentOf(link))
  },
)

test('every place where a link can be cut is noticed', () => {
  const fragment = fragmentOf(linkOf(flagship, result))
  for (let length = 1; length < fragment.length; length += 1)
    expect(codeOf(fragment.slice(0, length)), String(length)).toBe('LINK_CUT')
})

test('every character that is another one is noticed', () => {
  const fragment = fragmentOf(linkOf(flagship, result))
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%'
  const random = new MersenneTwister(5)
  for (let at = 1; at < fragment.length; at += 1) {
    const other = letters[random.next() % letters.length] ?? ''
    if (other === fragment[at]) continue
    const changed = fragment.slice(0, at) + other + fragment.slice(at + 1)
    expect(codeOf(changed), `${at}: ${other}`).toMatch(/^(LINK_CUT|NEWER_VERSION)$/)
  }
})

test('a sentence around a link does not matter', () => {
  for (const after of ['.', ')', '>', ',', '"', '&utm_source=chat', ' and more'])
    expect(codeOf(`${fragmentOf(linkOf(flagship))}${after}`), after).toBe(null)
})

test('a cut link says how much of it is there', () => {
  const fragment = fragmentOf(linkOf(flagship))
  const read = readLink(fragment.slice(0, 500))
  expect(read).toMatchObject({
    code: 'LINK_CUT',
    message: expect.stringMatching(
      /^The link: it was cut: 48\d of the \d{4} characters .*; .* last character\.$/,
    ) as string,
  })
})

test('a link of a later version says so', () => {
  expect(codeOf('#gradloom.2.5.abcde.00000000')).toBe('NEWER_VERSION')
})

/** A link around bytes that nobody checked, with a checksum that fits. */
function forged(data: Uint8Array): string {
  const text = toBase64url(data)
  const content = `gradloom.1.${text.length}.${text}`
  return `#${content}.${hex(crc32(new TextEncoder().encode(content)))}`
}

test('a bomb stops at the limit of files', () => {
  const bomb = deflateSync(new Uint8Array(3 * maxBytes), { level: 9 })
  expect((3 * maxBytes) / bomb.length, 'it is one').toBeGreaterThan(1000)
  const before = process.memoryUsage().arrayBuffers
  expect(codeOf(forged(bomb))).toBe('LIMIT_EXCEEDED')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * maxBytes)
})

test('a file of the size of the limit opens, one byte more does not', () => {
  const compressed = (bytes: number) => deflateSync(new Uint8Array(bytes).fill(32), { level: 9 })
  expect(codeOf(forged(compressed(maxBytes)))).toBe(null)
  expect(codeOf(forged(compressed(maxBytes + 1)))).toBe('LIMIT_EXCEEDED')
})

test('what cannot be unpacked is a damaged link', () => {
  const random = new MersenneTwister(11)
  for (let round = 0; round < 200; round += 1) {
    const junk = Uint8Array.from({ length: 1 + (random.next() % 400) }, () => random.next() & 255)
    const read = readLink(forged(junk))
    // Chance may make an empty file of it, which the loader refuses.
    if ('code' in read) expect(read.code).toBe('LINK_CUT')
    else expect(read.file.length).toBeLessThan(200_000)
  }
  expect(codeOf('#gradloom.1.0..' + hex(crc32(new TextEncoder().encode('gradloom.1.0.'))))).toBe('LINK_CUT')
})

test('what is too long is refused, and what to do instead is said', () => {
  const random = new MersenneTwister(3)
  const noise = Array.from({ length: 12000 }, () => random.next()).join()
  const link = writeLink(address, noise, null)
  if (typeof link === 'string') throw new Error(`it has ${link.length} characters`)
  expect(link).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    hint: expect.stringMatching(/Save the file/) as string,
  })
  expect(linkOf(noise.slice(0, 60_000)).length).toBeLessThanOrEqual(longest)
})

test('the address keeps what stands before its own fragment', () => {
  expect(writeLink('https://a.org/x?lang=en#gradloom.1.2.ab.cd', '{}', null)).toMatch(
    /^https:\/\/a\.org\/x\?lang=en#gradloom\.1\.\d+\.[\w-]+\.[\da-f]{8}$/,
  )
})

test('bits of a loss are the number again', () => {
  expect(lossOf({ memories: '', loss: '3f800000' })).toBe(1)
  expect(lossOf({ memories: '', loss: 'bf000000' })).toBe(-0.5)
  expect(lossOf({ memories: '', loss: null })).toBe(null)
})

test('what two results differ in is told with both numbers', () => {
  expect(differenceOf(result, result)).toBe(null)
  expect(differenceOf(result, { ...result, loss: 'bf000000' })).toBe(
    'the loss at iteration 10000 is -0.5, and the sender’s was 1',
  )
  expect(differenceOf(result, { ...result, memories: '00000000' })).toMatch(/memories/)
})

test('links that were sent once open for ever', () => {
  // Made by the first version: whatever changes here, this must not.
  const sent = readFileSync('tests/export/sent-link.txt', 'utf8').trim()
  const read = readLink(fragmentOf(sent))
  if ('code' in read) throw new Error(read.message)
  expect(new TextDecoder().decode(read.file)).toBe(flagship)
  expect(read.result).toEqual(result)
})
