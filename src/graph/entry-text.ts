// An entry of the file as its text, to be read and mended by hand: what this version cannot make sense of included.
import type { Graph, Json } from './document.ts'
import { placeOf } from './faults.ts'
import { parse } from './parse.ts'
import { type Kind, frames, nodes, notes, settle, wires } from './read.ts'
import { saveEntry } from './save.ts'

export type List = 'nodes' | 'wires' | 'frames' | 'notes'

/** Where an entry stands in the file. */
export interface EntryPlace {
  readonly list: List
  readonly index: number
}

/** The entry that a path of a problem lies in: "nodes[3].params.factor". */
export function entryAt(path: string | null): EntryPlace | null {
  const found = /^(nodes|wires|frames|notes)\[(\d+)\]/.exec(path ?? '')
  return found ? { list: found[1] as List, index: Number(found[2]) } : null
}

/** Its text, as it would be saved; null where there is none. */
export const entryText = (graph: Graph, { list, index }: EntryPlace): string | null =>
  graph[list][index] ? saveEntry(graph, list, index) : null

export type EntryEdit = { readonly graph: Graph } | { readonly wrong: string }

/** The graph with another text for the entry. What still cannot be read stays a placeholder; what is no JSON is refused. */
export function withEntryText(graph: Graph, { list, index }: EntryPlace, text: string): EntryEdit {
  const parsed = parse(text)
  if ('fault' in parsed)
    return { wrong: `${placeOf(text, parsed.fault.at)}: ${parsed.fault.wrong}; ${parsed.fault.right}.` }
  const put = <T extends { readonly raw?: Json }>(kind: Kind<T>, entries: readonly T[]): readonly T[] =>
    entries[index] ? settle(kind, entries.with(index, kind.placeholder(parsed.value, ''))) : entries
  switch (list) {
    case 'nodes':
      return { graph: { ...graph, nodes: put(nodes, graph.nodes) } }
    case 'wires':
      return { graph: { ...graph, wires: put(wires, graph.wires) } }
    case 'frames':
      return { graph: { ...graph, frames: put(frames, graph.frames) } }
    case 'notes':
      return { graph: { ...graph, notes: put(notes, graph.notes) } }
    default:
      return list satisfies never
  }
}
