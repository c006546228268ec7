// A text inside of an SVG picture: the content of its <metadata>, with its length and a checksum.
import { crc32, hex } from '../engine/crc32.ts'
import { fromBase64url, toBase64url } from './base64url.ts'

/** What XML cannot hold, however it is written. Text that has it goes in as base64url. */
// eslint-disable-next-line no-control-regex -- those are what is looked for
const unfit = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/

const name = 'gradloom'

/** The <metadata> that holds a text: to be written with its content escaped. */
export interface Metadata {
  readonly attributes: Readonly<Record<string, string | number>>
  readonly content: string
}

export function metadataOf(text: string): Metadata {
  const bytes = new TextEncoder().encode(text)
  const encoding = unfit.test(text) ? 'base64url' : 'text'
  return {
    attributes: {
      ...{ id: name, 'data-encoding': encoding, 'data-bytes': bytes.length, 'data-crc32': hex(crc32(bytes)) },
    },
    content: encoding === 'text' ? text : toBase64url(bytes),
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, digits?: string, word?: string) => {
      const code =
        decimal !== undefined ? Number(decimal) : digits !== undefined ? parseInt(digits, 16) : null
      if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      return named[word ?? ''] ?? whole
    },
  )

const attribute = (tag: string, key: string): string | undefined =>
  new RegExp(`\\s${key}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1]

/** The bytes of the text that was put in; null if there is none, or that it is not as it was put in. */
export function textIn(svg: string): Uint8Array<ArrayBuffer> | 'damaged' | null {
  // The end tag may be missing: then it was cut.
  for (const [, tag = '', content = '', end] of svg.matchAll(
    /<metadata\b([^>]*)>([^<]*)(<\/metadata\s*>)?/g,
  )) {
    if (attribute(tag, 'id') !== name) continue
    const isText = attribute(tag, 'data-encoding') === 'text'
    const bytes = isText ? new TextEncoder().encode(unescaped(content)) : fromBase64url(content.trim())
    const sound = bytes && end !== undefined && attribute(tag, 'data-crc32') === hex(crc32(bytes))
    return sound ? bytes : 'damaged'
  }
  return null
}
