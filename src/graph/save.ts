// Saving: a graph as the text of its file. Loading it gives the same graph, and saving that the same bytes. What another
// program wrote keeps its keys, in their order, and the spelling of its numbers.
import type { Fields, Frame, Graph, GraphNode, Json, Note, Point, RunSettings, Wire } from './document.ts'
import { emptyGraph, endText } from './document.ts'
import { currentVersion, format } from './file.ts'
import { writeNumber } from './numbers.ts'
import { print } from './print.ts'
import { withLiterals, inOrder, keysWritten, literalOf, rememberKeys } from './written.ts'

type Pairs = readonly (readonly [key: string, value: Json | undefined])[]

/** An object with its keys as they stood, or else in this order; what is undefined is left out, what could not be read stays. */
function object(pairs: Pairs, extra: Fields): Json {
  const given = new Map<string, Json>()
  for (const [key, value] of [...pairs, ...extra]) if (value !== undefined) given.set(key, value)
  const keys = inOrder([...given.keys()], keysWritten(extra))
  const made = Object.fromEntries(keys.map((key) => [key, given.get(key) ?? null]))
  if (keys.some((key) => /^\d/.test(key))) rememberKeys(made, keys)
  return withLiterals(extra, made)
}

/** Whether an entry said this, though it need not: then it goes on to say it. */
const said = (extra: Fields, key: string): boolean => keysWritten(extra)?.includes(key) ?? false
/** Whether to say what goes without saying: what is new says it, other files as they did. */
const says = (extra: Fields, key: string): boolean => !keysWritten(extra) || said(extra, key)

const point = (at: Point): Json => withLiterals(at, at.map(writeNumber))
const orNone = <T>(value: T | undefined, write: (value: T) => Json): Json | undefined =>
  value === undefined ? undefined : write(value)

function node({ id, type, title, at, size, bypass, params, extra, raw }: GraphNode): Json {
  if (raw !== undefined) return raw
  const given = params.size > 0 || said(extra, 'params') ? object([], params) : undefined
  const looks: Pairs = [
    ['at', point(at)],
    ['size', orNone(size, point)],
    ['bypass', bypass ?? (said(extra, 'bypass') ? false : undefined)],
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

const frame = ({ id, title, around, color, collapsed, extra, raw }: Frame): Json =>
  raw !== undefined
    ? raw
    : object(
        [
          ['id', id],
          ['title', title],
          ['around', around],
          ['color', color],
          ['collapsed', collapsed ?? (said(extra, 'collapsed') ? false : undefined)],
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
  const isPlain = iterations === emptyGraph.run.iterations && !says(extra, 'iterations')
  const pairs: Pairs = [
    ['iterations', isPlain ? undefined : iterations],
    ['stopBelow', orNone(stopBelow, writeNumber)],
  ]
  return object(pairs, extra)
}

const line = (entry: Json, literal?: string): string => `    ${print(entry, '    ', 4, literal)}`

/** The text of what an edit left alone is the text that it had: large documents are saved with every change. */
const known = new WeakMap<object, string>()

function lineOf<T extends object>(thing: T, write: (thing: T) => Json): string {
  const before = known.get(thing)
  if (before !== undefined) return before
  const entry = write(thing)
  const text = line(entry, literalOf(thing, 'raw', entry))
  known.set(thing, text)
  return text
}

/** One entry per line where it fits. */
const lines = (entries: readonly string[]): string =>
  entries.length === 0 ? '[]' : `[\n${entries.join(',\n')}\n  ]`

const lists: readonly string[] = ['nodes', 'wires', 'frames', 'notes']

/** A list of the file. What stood in its place and was none becomes its first, unreadable entry. */
function list<T extends object>(
  key: string,
  things: readonly T[],
  write: (thing: T) => Json,
  extra: Fields,
  evenEmpty: boolean,
): [string, string][] {
  const unread = extra.get(key)
  if (unread !== undefined && things.length === 0) return printed([[key, unread]], extra)
  if (things.length === 0 && !evenEmpty) return []
  const written = things.map((thing) => lineOf(thing, write))
  return [[key, lines(unread === undefined ? written : [line(unread), ...written])]]
}

/** The fields before the lists. */
function start({ title, about, arithmetic, run: settings, extra }: Graph): Pairs {
  const unless = (key: keyof Graph, isPlain: boolean, json: Json): readonly [string, Json | undefined] => [
    key,
    isPlain && !says(extra, key) ? undefined : json,
  ]
  return [
    ['format', format],
    ['version', currentVersion],
    unless('title', title === emptyGraph.title, title),
    ['about', about === '' && !said(extra, 'about') ? undefined : about],
    unless('arithmetic', arithmetic === emptyGraph.arithmetic, arithmetic),
    unless('run', settings === emptyGraph.run, run(settings)),
  ]
}

/** A graph as the text of its file, with a new line at its end. */
export function save(graph: Graph): string {
  const { lesson, extra } = graph
  const others = [...extra].filter(([key]) => !lists.includes(key))
  const entries = new Map([
    ...printed(start(graph), extra),
    ...list('nodes', graph.nodes, node, extra, says(extra, 'nodes')),
    ...list('wires', graph.wires, wire, extra, says(extra, 'wires')),
    ...list('frames', graph.frames, frame, extra, said(extra, 'frames')),
    ...list('notes', graph.notes, note, extra, said(extra, 'notes')),
    ...printed([['lesson', lesson], ...others], extra),
  ])
  const keys = inOrder([...entries.keys()], keysWritten(extra))
  return `{\n${keys.map((key) => `  ${JSON.stringify(key)}: ${entries.get(key) ?? ''}`).join(',\n')}\n}\n`
}

/** The text of one entry by itself, as it stands in the file. */
export function saveEntry(graph: Graph, list: 'nodes' | 'wires' | 'frames' | 'notes', place: number): string {
  const one = <T extends object>(things: readonly T[], write: (thing: T) => Json): string => {
    const thing = things[place]
    return thing === undefined ? '' : lineOf(thing, write)
  }
  const writers = {
    nodes: () => one(graph.nodes, node),
    wires: () => one(graph.wires, wire),
    frames: () => one(graph.frames, frame),
    notes: () => one(graph.notes, note),
  }
  return writers[list]().trim().replaceAll('\n    ', '\n')
}

const printed = (pairs: Pairs, owner: Fields): [string, string][] =>
  pairs.flatMap(([key, json]) =>
    json === undefined ? [] : [[key, print(json, '  ', key.length + 6, literalOf(owner, key, json))]],
  )
