// Bytes to text: the size, the encoding, and what a file is that is no graph at all.
import { placeOf } from './faults.ts'
import { maxBytes } from './limits.ts'
import { type Problem, problem } from './problem.ts'

/** First bytes of other files, one character per byte. */
const beginnings: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive'],
  ['PK\x05\x06', 'an empty ZIP archive'],
  ['\x1f\x8b', 'a gzip file'],
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['\x93NUMPY', 'a NumPy array'],
  ['\x89HDF', 'an HDF5 file'],
  ['SQLite format 3', 'an SQLite database'],
  ['\0asm', 'a WebAssembly module'],
  ['\x80\x02', 'a Python pickle'],
]

/** Beginnings of other texts. */
const openings: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'an empty file'],
  [/^<!doctype html|^<html|^<head|^<body/i, 'an HTML page'],
  [/^<svg|^<\?xml[^]{0,400}<svg/i, 'an SVG picture'],
  [/^<[?!a-z]/i, 'an XML file'],
  [/^version https:\/\/git-lfs/, 'a pointer to a file in Git LFS'],
  [/^(https?|data|blob):\S+$/, 'a link'],
  [/^(#!|import |from \w+ import|def |class )/, 'a Python script'],
  [/^("use strict"|'use strict'|export |const |var |let |function |window\.)/, 'a JavaScript file'],
  [/^(---|format:|"?title"?:|nodes:|version:)/, 'a YAML file'],
  [/^#{1,6} /, 'a Markdown document'],
  [/^[\w" ]+([,;\t][\w" .-]+)+(\r?\n|$)/, 'a table of comma-separated values'],
]

/** What a text seems to be, judged by how it begins. */
export function seemsToBe(text: string): string | null {
  const start = text.trimStart().slice(0, 1000)
  const binary = beginnings.find(([beginning]) => text.startsWith(beginning))
  return binary?.[1] ?? openings.find(([opening]) => opening.test(start))?.[1] ?? null
}

export const notJson = (path: string | null, wrong: string, right: string, seems: string | null): Problem =>
  problem(
    { path },
    {
      code: 'NOT_JSON',
      wrong,
      right,
      got: seems ?? wrong,
      ...(seems && { hint: `It seems to be ${seems}.` }),
    },
  )

function tooLarge(bytes: number): Problem {
  const [wrong, right] = [
    `it has ${bytes.toLocaleString('en')} bytes`,
    `at most ${maxBytes.toLocaleString('en')} are allowed`,
  ]
  return problem({}, { code: 'LIMIT_EXCEEDED', wrong, right, expected: maxBytes, got: bytes })
}

/** UTF-16 and UTF-32 by their mark or by the zeros beside every letter. */
function wideEncoding([a, b, c, d]: Uint8Array): string | null {
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return 'UTF-32'
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'UTF-16'
  const zeros = [a, b, c, d].map((byte) => (byte === 0 ? '0' : 'x')).join('')
  if (zeros === 'x000' || zeros === '000x') return 'UTF-32'
  return zeros === 'x0x0' || zeros === '0x0x' ? 'UTF-16' : null
}

/** How many bytes follow a first byte, and the least code point that needs as many; null for no first byte. */
function following(first: number): readonly [count: number, least: number] | null {
  if (first < 0x80) return [0, 0]
  if (first >= 0xc2 && first < 0xe0) return [1, 0x80]
  if (first >= 0xe0 && first < 0xf0) return [2, 0x800]
  return first >= 0xf0 && first < 0xf5 ? [3, 0x10000] : null
}

/** Where the first bytes stand that are no UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const more = following(bytes[at]!)
    if (!more) return at
    const [count, least] = more
    let point = count === 0 ? 0 : bytes[at]! & (0x3f >> count)
    for (let i = 1; i <= count; i++) {
      const next = bytes[at + i]
      if (next === undefined || next >> 6 !== 2) return at
      point = point * 64 + (next & 0x3f)
    }
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return at
    at += count + 1
  }
  return bytes.length
}

function decodeBytes(bytes: Uint8Array): { readonly text: string } | { readonly problem: Problem } {
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  const binary = beginnings.find(([beginning]) => start.startsWith(beginning))?.[1]
  const wide = binary ? null : wideEncoding(bytes)
  const right = 'it must be JSON in UTF-8'
  if (binary) return { problem: notJson(null, `it is ${binary}`, right, binary) }
  if (wide)
    return { problem: notJson(null, `its encoding is ${wide}`, right, `a text in ${wide}: save it as UTF-8`) }
  const invalid = firstInvalid(bytes)
  if (invalid === bytes.length) return { text: new TextDecoder().decode(bytes) }
  const before = new TextDecoder().decode(bytes.subarray(0, invalid))
  const byte = bytes[invalid]!.toString(16).toUpperCase()
  return {
    problem: notJson(
      placeOf(before, before.length),
      `the byte ${byte} is no UTF-8`,
      right,
      'a text in another encoding',
    ),
  }
}

/** The text of a file, without a byte order mark, or why there is none. */
export function decode(
  source: string | Uint8Array,
): { readonly text: string } | { readonly problem: Problem } {
  if (typeof source !== 'string')
    return source.length > maxBytes ? { problem: tooLarge(source.length) } : decodeBytes(source)
  const bytes =
    source.length * 3 <= maxBytes || source.length > maxBytes
      ? source.length
      : new TextEncoder().encode(source).length
  return bytes > maxBytes
    ? { problem: tooLarge(bytes) }
    : { text: source.startsWith('\uFEFF') ? source.slice(1) : source }
}
