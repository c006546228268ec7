// Links: the whole file of a graph behind the # of an address, compressed, with its length and a checksum.
import { Inflate, deflateSync } from 'fflate'
import { crc32, hex } from '../engine/crc32.ts'
import type { Digest } from '../engine/digest.ts'
import { maxBytes } from '../graph/limits.ts'
import { type Problem, problem } from '../graph/problem.ts'
import { dictionary } from './dictionary.ts'
import { fromBase64url, toBase64url } from './base64url.ts'

/** Longer links are cut or refused by most chat programs. */
export const longestForChat = 8000
/** Longer links are not made. */
export const longest = 64_000

/** So much is inflated at a time: a bomb is seen before it has grown. */
const slice = 4096

/** What the sender's run had arrived at. */
export interface Result extends Digest {
  readonly iteration: number
}

export interface Opened {
  /** The bytes of the file. */
  readonly file: Uint8Array<ArrayBuffer>
  readonly result: Result | null
}

const sumOf = (text: string): string => hex(crc32(new TextEncoder().encode(text)))

const written = ({ iteration, memories, loss }: Result): string =>
  ['', `r${iteration}`, memories, ...(loss === null ? [] : [loss])].join('-').slice(1)

/** A link that opens this file. Not longer than the limit, or the problem that it is. */
export function writeLink(address: string, file: string, result: Result | null): string | Problem {
  const data = toBase64url(deflateSync(new TextEncoder().encode(file), { level: 9, dictionary }))
  const content = [`gradloom.1.${data.length}.${data}`, ...(result ? [written(result)] : [])].join('.')
  const link = `${address.replace(/#.*$/, '')}#${content}.${sumOf(content)}`
  return link.length > longest ? tooLong(link.length) : link
}

const tooLong = (length: number): Problem =>
  problem(
    { path: 'The link' },
    {
      code: 'LIMIT_EXCEEDED',
      wrong: `it would have ${length.toLocaleString('en')} characters`,
      right: `at most ${longest.toLocaleString('en')} are sure to arrive`,
      expected: longest,
      got: length,
      hint: 'Save the file and send that, or send the picture as PNG or SVG: it holds the graph, too.',
    },
  )

const cut = (wrong: string): Problem =>
  problem(
    { path: 'The link' },
    {
      code: 'LINK_CUT',
      wrong,
      right: 'it must arrive as it was copied, to its last character',
      hint: 'Copy it again as a whole, or ask for the file or the picture of the graph.',
    },
  )

const whole =
  /^(?<content>gradloom\.1\.(?<length>\d+)\.(?<data>[\w-]*)(?:\.r(?<iteration>\d{1,15})-(?<memories>[\da-f]{8})(?:-(?<loss>[\da-f]{8}))?)?)\.(?<sum>[\da-f]{8})(?![\w-])/

/** What is wrong with a fragment that does not even look like a whole link. */
function fragmentProblem(fragment: string): Problem {
  const [name, version = '', length = '', data = ''] = fragment.split('.')
  if (name !== 'gradloom' || !/^\d+$/.test(version))
    return cut(
      `it says “#${fragment.slice(0, 12)}${fragment.length > 12 ? '…' : ''}” where “#gradloom.1.” would begin a graph`,
    )
  if (version !== '1')
    return problem(
      { path: 'The link' },
      {
        code: 'NEWER_VERSION',
        wrong: `it was made by version ${version} of links`,
        right: 'this program knows version 1',
        expected: 1,
        got: version,
        hint: 'A newer version of the program opens it.',
      },
    )
  if (/^\d+$/.test(length) && data.length < Number(length))
    return cut(`it was cut: ${data.length} of the ${length} characters of its graph are there`)
  return cut('its end is missing or damaged')
}

/** Reads what stands behind the # of an address. What follows a whole link, such as a full stop, does not matter. */
export function readLink(fragment: string): Opened | Problem {
  const text = fragment.replace(/^#/, '')
  const parts = whole.exec(text)?.groups
  if (!parts) return fragmentProblem(text)
  const { content = '', length, data = '', iteration, memories, loss, sum } = parts
  if (sumOf(content) !== sum || Number(length) !== data.length)
    return cut(`it was changed on its way: its checksum is ${sumOf(content)} and should be ${sum ?? ''}`)
  const file = inflate(fromBase64url(data) ?? new Uint8Array())
  if ('code' in file) return file
  const result =
    iteration !== undefined && memories !== undefined
      ? { iteration: Number(iteration), memories, loss: loss ?? null }
      : null
  return { file, result }
}

/** The bytes of the file, as long as they are within the limit of files. */
function inflate(data: Uint8Array): Uint8Array<ArrayBuffer> | Problem {
  if (data.length === 0) return cut('it holds nothing')
  const chunks: Uint8Array[] = []
  let bytes = 0
  const stream = new Inflate({ dictionary }, (chunk) => {
    chunks.push(chunk)
    bytes += chunk.length
  })
  try {
    for (let at = 0; at < data.length; at += slice) {
      stream.push(data.subarray(at, at + slice), at + slice >= data.length)
      if (bytes > maxBytes) return tooLarge
    }
  } catch {
    return cut('what it holds cannot be unpacked')
  }
  const file = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    file.set(chunk, at)
    at += chunk.length
  }
  return file
}

const tooLarge = problem(
  { path: 'The link' },
  {
    code: 'LIMIT_EXCEEDED',
    wrong: `its file has more than ${maxBytes.toLocaleString('en')} bytes`,
    right: `at most ${maxBytes.toLocaleString('en')} are allowed`,
    expected: maxBytes,
  },
)
