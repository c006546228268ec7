// Saving: a graph as the text of its file. The same graph gives the same bytes, and loading them the same graph.
import type { Fields, Frame, Graph, GraphNode, Json, Note, Point, RunSettings, Wire } from './document.ts'
import { endText } from './document.ts'
import { rememberKeys } from './fields.ts'
import { currentVersion, fileKeys, format, runKeys } from './file.ts'
import { literalOf, withLiterals } from './literals.ts'
import { writeNumber } from './numbers.ts'
import { print } from './print.ts'

type Pairs = readonly (readonly [key: string, value: Json | undefined])[]

/** An object with its keys in this order; what is undefined is left out. */
function object(pairs: Pairs, extra: Fields): Json {
  const given = [...pairs, ...extra].filter((pair): pair is readonly [string, Json] => pair[1] !== undefined)
  const made = withLiterals(extra, Object.fromEntries(given))
  if (given.some(([key]) => /^\d/.test(key))) rememberKeys(made, [...new Set(given.map(([key]) => key))])
  return made
}

/** Known keys at their places, those that could not be read as they stood; then the unknown ones. */
function withUnread(pairs: Pairs, extra: Fields, known: readonly string[]): Pairs {
  const own = pairs.map(([key, value]) => [key, extra.has(key) ? extra.get(key) : value] as const)
  return [...own, ...[...extra].filter(([key]) => !known.includes(key))]
}

const point = (at: Point): Json => at.map(writeNumber)
const orNone = <T>(value: T | undefined, write: (value: T) => Json): Json | undefined =>
  value === undefined ? undefined : write(value)

function node({ id, type, title, at, size, bypass, params, extra, raw }: GraphNode): Json {
  if (raw !== undefined) return raw
  const given = params.size > 0 ? object([], params) : undefined
  const looks: Pairs = [
    ['at', point(at)],
    ['size', orNone(size, point)],
    ['bypass', bypass],
  ]
  return object([['id', id], ['type', type], ['title', title], ...looks, ['params', given]], extra)
}

const wire = ({ from, to, label, extra, raw }: Wire): Json =>
  raw !== undefined
    ? raw
    : object(
        [
          ['from', endText(from)],
          ['to', endText(to)],
          ['label', label],
        ],
        extra,
      )

const frame = ({ id, title, around, color, extra, raw }: Frame): Json =>
  raw !== undefined
    ? raw
    : object(
        [
          ['id', id],
          ['title', title],
          ['around', around],
          ['color', color],
        ],
        extra,
      )

const note = ({ id, at, size, text, extra, raw }: Note): Json =>
  raw !== undefined
    ? raw
    : object(
        [
          ['id', id],
          ['at', point(at)],
          ['size', point(size)],
          ['text', text],
        ],
        extra,
      )

function run({ iterations, stopBelow, extra }: RunSettings): Json {
  const pairs: Pairs = [
    ['iterations', iterations],
    ['stopBelow', orNone(stopBelow, writeNumber)],
  ]
  return object(withUnread(pairs, extra, runKeys), withLiterals(extra, new Map()))
}

const line = (entry: Json): string => `    ${print(entry, '    ')}`

/** The text of what an edit left alone is the text that it had: large documents are saved with every change. */
const known = new WeakMap<object, string>()

function lineOf<T extends object>(entry: T, write: (entry: T) => Json): string {
  const text = known.get(entry) ?? line(write(entry))
  known.set(entry, text)
  return text
}

/** One entry per line where it fits. */
const lines = (entries: readonly string[]): string =>
  entries.length === 0 ? '[]' : `[\n${entries.join(',\n')}\n  ]`

/** A list of the file. What stood in its place and was none becomes its first, unreadable entry. */
function list<T extends object>(
  key: string,
  entries: readonly T[],
  write: (entry: T) => Json,
  { extra }: Graph,
  always: boolean,
): [string, string][] {
  const unread = extra.get(key)
  if (unread !== undefined && entries.length === 0) return [[key, print(unread, '  ')]]
  if (entries.length === 0 && !always) return []
  const written = entries.map((entry) => lineOf(entry, write))
  return [[key, lines(unread === undefined ? written : [line(unread), ...written])]]
}

/** A graph as the text of its file, with a new line at its end. */
export function save(graph: Graph): string {
  const { title, about, arithmetic, lesson, extra } = graph
  const start: Pairs = [
    ['format', format],
    ['version', currentVersion],
    ['title', title],
    ['about', about === '' ? undefined : about],
    ['arithmetic', arithmetic],
    ['run', run(graph.run)],
  ]
  const unread = new Map([...extra].filter(([key]) => fileKeys.includes(key)))
  const unknown = [...extra].filter(([key]) => !fileKeys.includes(key))
  const entries = [
    ...printed(withUnread(start, unread, fileKeys)),
    ...list('nodes', graph.nodes, node, graph, true),
    ...list('wires', graph.wires, wire, graph, true),
    ...list('frames', graph.frames, frame, graph, false),
    ...list('notes', graph.notes, note, graph, false),
    ...printed(withUnread([['lesson', lesson]], unread, fileKeys)),
    ...printed(unknown, extra),
  ]
  return `{\n${entries.map(([key, text]) => `  ${JSON.stringify(key)}: ${text}`).join(',\n')}\n}\n`
}

const printed = (pairs: Pairs, owner: Fields = new Map()): [string, string][] =>
  pairs.flatMap(([key, json]) =>
    json === undefined ? [] : [[key, print(json, '  ', key.length + 6, literalOf(owner, key, json))]],
  )
