// Entries of the file: each read into fresh objects, or kept as it stood with what is wrong with it.
import type { End, Frame, GraphNode, Json, Note, Point, Wire } from './document.ts'
import { noFields, wireKey } from './document.ts'
import { type Flaw, type Reader, Entry } from './fields.ts'
import {
  aPoint,
  aSize,
  aSwitch,
  aText,
  aTitle,
  aType,
  anId,
  isObject,
  someFields,
  someIds,
} from './fields.ts'
import { literalOf, rememberLiteral, withLiterals } from './written.ts'

export type Reading<T> = { readonly entry: T } | { readonly flaws: readonly Flaw[] }

/** One kind of entry: how it is read, what tells two of them apart, and what stands in for a broken one. */
export interface Kind<T> {
  readonly read: (json: Json) => Reading<T>
  readonly key: (entry: T) => string
  readonly placeholder: (raw: Json, id: string) => T
}

const noPlace: Point = [0, 0]

/** Any text with a dot in it is an end; whether there is such a node and port is for the checks. */
const anEnd: Reader<End> = (json) => {
  const dot = typeof json === 'string' ? json.indexOf('.') : -1
  return typeof json === 'string' && dot > 0 && dot < json.length - 1
    ? { value: { node: json.slice(0, dot), port: json.slice(dot + 1) } }
    : { right: 'it must be a node and its port: "node.port"' }
}

/** The field if it is sound, for placeholders. */
function guess<T>(raw: Json, key: string, reader: Reader<T>): T | undefined {
  return isObject(raw) && Object.hasOwn(raw, key) ? new Entry(raw, '').optional(key, reader) : undefined
}

function readNode(json: Json): Reading<GraphNode> {
  const entry = new Entry(json, 'it must be a node: { "id": …, "type": …, "at": [x, y] }')
  const id = entry.needed('id', anId)
  const type = entry.needed('type', aType)
  const title = entry.optional('title', aTitle)
  const at = entry.needed('at', aPoint)
  const size = entry.optional('size', aSize)
  const bypass = entry.optional('bypass', aSwitch)
  const params = entry.optional('params', someFields) ?? noFields
  const broken = id === undefined || type === undefined || at === undefined || entry.flaws.length > 0
  if (broken) return { flaws: entry.flaws }
  return {
    entry: {
      id,
      type,
      ...(title !== undefined && { title }),
      at,
      ...(size && { size }),
      ...(bypass && { bypass }),
      params,
      extra: entry.rest(),
    },
  }
}

export const nodes: Kind<GraphNode> = {
  read: readNode,
  key: ({ id }) => id,
  placeholder: (raw, id) => {
    const title = guess(raw, 'title', aTitle)
    return {
      id,
      type: guess(raw, 'type', aType) ?? '',
      ...(title !== undefined && { title }),
      at: guess(raw, 'at', aPoint) ?? noPlace,
      params: noFields,
      extra: noFields,
      raw,
    }
  },
}

function readWire(json: Json): Reading<Wire> {
  const entry = new Entry(json, 'it must be a wire: { "from": "node.port", "to": "node.port" }')
  const from = entry.needed('from', anEnd)
  const to = entry.needed('to', anEnd)
  const label = entry.optional('label', aText)
  const broken = from === undefined || to === undefined || entry.flaws.length > 0
  if (broken) return { flaws: entry.flaws }
  return { entry: { from, to, ...(label !== undefined && { label }), extra: entry.rest() } }
}

const nowhere: End = { node: '', port: '' }

export const wires: Kind<Wire> = {
  read: readWire,
  key: wireKey,
  placeholder: (raw) => ({ from: nowhere, to: nowhere, extra: noFields, raw }),
}

function readFrame(json: Json): Reading<Frame> {
  const entry = new Entry(json, 'it must be a frame: { "id": …, "title": …, "around": [ids] }')
  const id = entry.needed('id', anId)
  const title = entry.needed('title', aTitle)
  const around = entry.needed('around', someIds)
  const color = entry.optional('color', aText)
  const collapsed = entry.optional('collapsed', aSwitch)
  const broken = id === undefined || title === undefined || around === undefined || entry.flaws.length > 0
  if (broken) return { flaws: entry.flaws }
  const more = { ...(color !== undefined && { color }), ...(collapsed && { collapsed }) }
  return { entry: { id, title, around, ...more, extra: entry.rest() } }
}

export const frames: Kind<Frame> = {
  read: readFrame,
  key: ({ id }) => id,
  placeholder: (raw, id) => ({
    id,
    title: guess(raw, 'title', aTitle) ?? '',
    around: [],
    extra: noFields,
    raw,
  }),
}

function readNote(json: Json): Reading<Note> {
  const entry = new Entry(
    json,
    'it must be a note: { "id": …, "at": [x, y], "size": [width, height], "text": … }',
  )
  const id = entry.needed('id', anId)
  const at = entry.needed('at', aPoint)
  const size = entry.needed('size', aSize)
  const text = entry.needed('text', aText)
  const unread = id === undefined || at === undefined || size === undefined || text === undefined
  if (unread || entry.flaws.length > 0) return { flaws: entry.flaws }
  return { entry: { id, at, size, text, extra: entry.rest() } }
}

export const notes: Kind<Note> = {
  read: readNote,
  key: ({ id }) => id,
  placeholder: (raw, id) => ({
    id,
    at: guess(raw, 'at', aPoint) ?? noPlace,
    size: guess(raw, 'size', aSize) ?? [240, 120],
    text: guess(raw, 'text', aText) ?? '',
    extra: noFields,
    raw,
  }),
}

/** Ids of placeholders: the dot after the first character keeps them apart from ids and from ends of wires. */
const placeholderId = (count: number): string => `?.${count}`

/** A node, frame or note that stands in for an entry without a usable id of its own. */
export const isPlaceholderId = (id: string): boolean => id.startsWith('?.')

/**
 * Reads what is still raw: sound entries come to life, broken ones and second ones of a name become placeholders,
 * everything stays in its place. Afterwards no two entries have the same name.
 */
export function settle<T extends { readonly raw?: Json }>(
  kind: Kind<T>,
  entries: readonly T[],
): readonly T[] {
  if (entries.every((entry) => entry.raw === undefined)) return entries
  const taken = new Set<string>()
  let count = 0
  return entries.map((entry) => {
    if (entry.raw === undefined) {
      taken.add(kind.key(entry))
      return entry
    }
    const reading = kind.read(entry.raw)
    if ('entry' in reading && !taken.has(kind.key(reading.entry))) {
      taken.add(kind.key(reading.entry))
      return reading.entry
    }
    const own = guess(entry.raw, 'id', anId)
    const id = own === undefined || taken.has(own) ? placeholderId(count++) : own
    taken.add(id)
    return withLiterals(entry, kind.placeholder(entry.raw, id))
  })
}

/** The entries of a list in the file. */
export const readList = <T extends { readonly raw?: Json }>(
  kind: Kind<T>,
  list: readonly Json[],
): readonly T[] =>
  settle(
    kind,
    list.map((raw, place) => {
      const stand = kind.placeholder(raw, '')
      // How a number was spelt that stands where an entry should goes along with what stands in for it.
      const literal = literalOf(list, place, raw)
      if (literal !== undefined) rememberLiteral(stand, 'raw', literal)
      return stand
    }),
  )
