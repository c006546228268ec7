// Graphs inside of pictures: every file comes back byte for byte, and what was changed on its way is told.
import { readFileSync } from 'node:fs'
import { crc32 as zlibSum, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../src/engine/crc32.ts'
import { fileIn } from '../../src/export/in-picture.ts'
import { withText } from '../../src/export/png.ts'
import { metadataOf } from '../../src/export/svg.ts'
import { save } from '../../src/graph/save.ts'
import { MersenneTwister } from '../../src/numeric/random.ts'
import { element, verbatim } from '../../src/views/svg.ts'
import { graphs } from '../graph/random-graphs.ts'

/** A grey picture of 2×2 pixels. */
function smallest(): Uint8Array<ArrayBuffer> {
  const chunk = (kind: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(zlibSum(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0])
  const pixels = deflateSync(Buffer.from([0, 9, 9, 0, 9, 9]))
  const parts = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]))
}

function svgWith(text: string): string {
  const { attributes, content } = metadataOf(text)
  const metadata = element('metadata', attributes, verbatim(content))
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg' }, metadata).markup
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const codeOf = (content: string | Uint8Array<ArrayBuffer>): string | null => {
  const found = fileIn(content)
  return found && 'code' in found ? found.code : null
}

test('checksums are those of zlib', () => {
  const random = new MersenneTwister(2)
  for (let round = 0; round < 100; round += 1) {
    const bytes = Uint8Array.from({ length: random.next() % 300 }, () => random.next() & 255)
    const at = random.next() % (bytes.length + 1)
    expect(crc32(bytes)).toBe(zlibSum(bytes))
    expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(zlibSum(bytes))
  }
})

test('any graph comes back byte for byte, out of PNG and SVG', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const file = save(graph)
      expect(fileIn(withText(smallest(), file))).toEqual(bytesOf(file))
      expect(fileIn(svgWith(file))).toEqual(bytesOf(file))
    }),
    { seed: 9, numRuns: 200 },
  )
})

test('so does what XML cannot hold, or would change', () => {
  for (const text of [
    'a\r\nb\rc\n',
    'a\u0000b',
    'a\uffffb',
    ']]>',
    '<metadata id="gradloom">',
    '&amp;&#65;',
    '\u2028',
  ])
    expect(fileIn(bytesOf(svgWith(text)) as Uint8Array<ArrayBuffer>), text).toEqual(bytesOf(text))
})

describe('a picture that was changed', () => {
  const file = readFileSync('graphs/matrix-inverse.json', 'utf8')

  test('in any byte of its graph says so, as PNG', () => {
    const png = withText(smallest(), file)
    const start = Buffer.from(png).indexOf('gradloom')
    for (let at = start + 9; at < start + file.length; at += 7) {
      const changed = png.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect(codeOf(changed), String(at)).toBe('LINK_CUT')
    }
  })

  test('in any character of its graph says so, as SVG', () => {
    const svg = svgWith(file)
    const start = svg.indexOf('>{') + 1
    for (let at = start; at < svg.lastIndexOf('</metadata'); at += 7) {
      const changed = `${svg.slice(0, at)}${svg[at] === 'x' ? 'y' : 'x'}${svg.slice(at + 1)}`
      expect(codeOf(changed), String(at)).toBe('LINK_CUT')
    }
  })

  test('by a cut holds no graph, or says that it was cut', () => {
    const [png, svg] = [withText(smallest(), file), svgWith(file)]
    for (let length = 40; length < svg.indexOf('</metadata>') + 11; length += 13)
      expect(codeOf(svg.slice(0, length)), String(length)).toMatch(/^(LINK_CUT|NOT_OUR_FORMAT)$/)
    for (let length = 8; length < png.indexOf(0x7d) + 1; length += 13)
      expect(codeOf(png.slice(0, length)), String(length)).toBe('NOT_OUR_FORMAT')
  })
})

test('other pictures say what they lack, and what is no picture is left to the loader', () => {
  expect(codeOf(smallest())).toBe('NOT_OUR_FORMAT')
  expect(codeOf('<?xml version="1.0"?>\n<!-- mine --><svg xmlns="http://www.w3.org/2000/svg"/>')).toBe(
    'NOT_OUR_FORMAT',
  )
  for (const text of ['{}', '', '<html><svg></svg></html>', 'a text about <svg'])
    expect(fileIn(text)).toBe(null)
})
