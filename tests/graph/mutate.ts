// Mutations of files: bytes flipped, parts cut, doubled and mixed, and values exchanged for what nobody expects.

/** Random numbers from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Random = () => number
export const below = (random: Random, count: number): number => Math.floor(random() * count)
export const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!

const nasty: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '-1',
    '1e400',
    '-1e400',
    '1e-400',
    '5e-324',
    '0.1',
    '9007199254740993',
    '1e21',
  ],
  ...[
    '""',
    '"NaN"',
    '"Infinity"',
    '"-0"',
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"a.b"',
    '"?.0"',
    '"sgd.value"',
    '"\\ud800"',
  ],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[0]',
    '[0,0]',
    '["NaN",0]',
    '{"__proto__":{"polluted":1}}',
    '{"2":0,"1":0,"b":0,"a":0}',
    '{"id":"sgd"}',
  ],
  ...[
    '"W0"',
    '"matmul"',
    '"<img src=x onerror=alert(1)>"',
    '"javascript:alert(1)"',
    '"\\u0000"',
    '"😀"',
    '[[1,2],[3]]',
  ],
]
const keys = [
  'id',
  'type',
  'at',
  'size',
  'bypass',
  'params',
  'title',
  'from',
  'to',
  'label',
  'around',
  'text',
  'nodes',
  'wires',
  'frames',
  'notes',
  'run',
  'lesson',
  'version',
  'extra',
  '__proto__',
  'constructor',
  '7',
  '',
]

/** Values of a JSON text with their places, found by their brackets and quotes alone. */
function places(text: string): [number, number][] {
  const found: [number, number][] = []
  const open: number[] = []
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[-\w.+]+/g
  for (const match of text.matchAll(token)) {
    const [part] = match
    if (part === '[' || part === '{') open.push(match.index)
    else if (part === ']' || part === '}') found.push([open.pop() ?? 0, match.index + 1])
    else found.push([match.index, match.index + part.length])
  }
  return found
}

type Mutation = (text: string, random: Random, other: string) => string

const cut = (text: string, from: number, to: number, put = ''): string =>
  text.slice(0, from) + put + text.slice(to)

/** Exchanges a value, whole. */
const exchange: Mutation = (text, random) => {
  const [from, to] = pick(random, places(text))
  return cut(text, from, to, pick(random, nasty))
}

/** Puts a value of another file in the place of one. */
const transplant: Mutation = (text, random, other) => {
  const [from, to] = pick(random, places(text))
  const [start, end] = pick(random, places(other))
  return cut(text, from, to, other.slice(start, end))
}

/** Writes an entry of a list twice. */
const double: Mutation = (text, random) => {
  const [from, to] = pick(random, places(text))
  return cut(text, to, to, `,${text.slice(from, to)}`)
}

/** Takes a value away together with its comma. */
const remove: Mutation = (text, random) => {
  const [from, to] = pick(random, places(text))
  return cut(text, from, text.charAt(to) === ',' ? to + 1 : to)
}

/** Adds a key to an object. */
const addKey: Mutation = (text, random) => {
  const objects = places(text).filter(([from]) => text.charAt(from) === '{')
  if (objects.length === 0) return text
  const [from] = pick(random, objects)
  const rest = /^\{\s*\}/.test(text.slice(from, from + 10)) ? '' : ','
  return cut(text, from + 1, from + 1, `${JSON.stringify(pick(random, keys))}:${pick(random, nasty)}${rest}`)
}

const truncate: Mutation = (text, random) => text.slice(0, below(random, text.length + 1))

const splice: Mutation = (text, random, other) =>
  text.slice(0, below(random, text.length)) + other.slice(below(random, other.length))

const flipCharacter: Mutation = (text, random) => {
  const at = below(random, text.length)
  return cut(text, at, at + 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << below(random, 8))))
}

const insert: Mutation = (text, random) => {
  const at = below(random, text.length + 1)
  return cut(
    text,
    at,
    at,
    pick(random, [
      '[',
      '{',
      '"',
      ',',
      ':',
      '\\',
      '}',
      ']',
      '-',
      '0',
      'e',
      '\uFEFF',
      '\0',
      '\n',
      '[['.repeat(40),
    ]),
  )
}

export const structural: readonly Mutation[] = [exchange, transplant, double, remove, addKey]
const textual: readonly Mutation[] = [truncate, splice, flipCharacter, insert]

/** One to four mutations, mostly of values, sometimes of the text. */
export function mutated(text: string, other: string, random: Random): string {
  let changed = text
  for (let count = 1 + below(random, 4); count > 0; count--) {
    const kind = pick(random, random() < 0.9 ? structural : textual)
    if (places(changed).length > 0 && places(other).length > 0) changed = kind(changed, random, other)
  }
  return changed
}

/** Bits flipped, bytes cut out, doubled and exchanged. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const list = [...bytes]
  for (let count = 1 + below(random, 3); count > 0; count--) {
    const at = below(random, list.length)
    const kind = below(random, 4)
    if (kind === 0) list[at] = (list[at] ?? 0) ^ (1 << below(random, 8))
    else if (kind === 1) list.splice(at, below(random, 20))
    else if (kind === 2) list.splice(at, 0, ...list.slice(at, at + below(random, 20)))
    else list[at] = below(random, 256)
  }
  return Uint8Array.from(list)
}
