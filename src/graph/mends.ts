// Mends: for what is wrong with a file, the edit that a person would most likely make. Offered, never done unasked.
import type { Library } from '../node.ts'
import { type Graph, type GraphNode, type Json, type Wire, wireKey } from './document.ts'
import { setFrame } from './annotate.ts'
import { setParam } from './edits.ts'
import { isObject } from './fields.ts'
import { Names, nodeNames } from './names.ts'
import type { Problem } from './problem.ts'
import {
  type Kind,
  frames as frameEntries,
  nodes as nodeEntries,
  notes as noteEntries,
  settle,
  wires as wireEntries,
} from './read.ts'
import { closest } from './words.ts'
import { withLiterals } from './written.ts'

export interface Mend {
  /** What it does, as on a button: "Remove the wire". Mends that say the same are of one kind. */
  readonly label: string
  readonly apply: (graph: Graph) => Graph
}

const placeIn = (path: string, list: string): number => {
  const found = new RegExp(`^${list}\\[(\\d+)\\]`).exec(path)?.[1]
  return found === undefined ? -1 : Number(found)
}

/** What would be right; null where that is for a person to say. `graph` is the one that the problem was found in. */
export function mendOf(problem: Problem, graph: Graph, library: Library): Mend | null {
  const path = problem.path ?? ''
  const wire = graph.wires[placeIn(path, 'wires')]
  if (wire) return mendWire(problem, wire, graph, library)
  if (problem.code === 'DUPLICATE_ID') return mendName(path, graph)
  const node = graph.nodes[placeIn(path, 'nodes')]
  if (node && node.raw === undefined) return mendNode(problem, node, library)
  const frame = graph.frames[placeIn(path, 'frames')]
  if (frame && frame.raw === undefined && path.includes('.around[')) {
    const gone = problem.got
    const apply = (now: Graph) =>
      setFrame(now, frame.id, { around: frame.around.filter((id) => id !== gone) })
    return { label: 'Leave it out of the frame', apply }
  }
  return null
}

/** The name among these that was probably meant, if it was not that one. */
function meant(word: Json, names: Iterable<string>): string | null {
  const found = typeof word === 'string' ? closest(word, names) : null
  return found === word ? null : found
}

function mendWire({ code, path, node }: Problem, wire: Wire, graph: Graph, library: Library): Mend | null {
  const side = path?.endsWith('.from') ? 'from' : 'to'
  const type = graph.nodes.find(({ id }) => id === node)?.type ?? ''
  const definition = library.get(type)?.definition
  if (code === 'UNKNOWN_PORT' && definition) {
    const ports = side === 'from' ? definition.outputs : definition.inputs
    const port = meant(wire[side].port, Object.keys(ports))
    const right = port !== null && { ...wire, [side]: { node: wire[side].node, port } }
    const isFree =
      right && !graph.wires.some((each) => each.raw === undefined && wireKey(each) === wireKey(right))
    if (isFree) return { label: `Use the port ${port ?? ''}`, apply: (now) => withWire(now, wire, right) }
  }
  return { label: 'Remove the wire', apply: (now) => withWire(now, wire, null) }
}

function withWire(graph: Graph, wire: Wire, other: Wire | null): Graph {
  const place = graph.wires.indexOf(wire)
  if (place < 0) return graph
  const wires = other ? graph.wires.with(place, other) : graph.wires.toSpliced(place, 1)
  return { ...graph, wires: settle(wireEntries, wires) }
}

function mendNode({ code, path, got }: Problem, node: GraphNode, library: Library): Mend | null {
  if (code === 'UNKNOWN_TYPE') {
    const type = meant(node.type, library.keys())
    const title = library.get(type ?? '')?.definition.title
    if (type === null || title === undefined) return null
    return {
      label: `Make it ${title}`,
      apply: (graph) => {
        const place = graph.nodes.findIndex(({ id, raw }) => id === node.id && raw === undefined)
        const found = graph.nodes[place]
        return found ? { ...graph, nodes: graph.nodes.with(place, { ...found, type }) } : graph
      },
    }
  }
  const name = /\.params\.([^.[]+)/.exec(path ?? '')?.[1]
  if (code !== 'BAD_VALUE' || name === undefined) return null
  const isKnown = library.get(node.type)?.definition.params[name] !== undefined
  const label = isKnown ? 'Use the default' : `Remove ${name}`
  // A name with a dot or bracket in it is not found by its path.
  return node.params.has(name) && (isKnown || got === name)
    ? { label, apply: (graph) => setParam(graph, node.id, name, undefined) }
    : null
}

type Raw = { readonly id: string; readonly raw?: Json }

function renamed<T extends Raw>(kind: Kind<T>, entries: readonly T[], entry: T, names: Names): readonly T[] {
  const place = entries.indexOf(entry)
  const { raw = null } = entry
  if (place < 0 || !isObject(raw) || typeof raw['id'] !== 'string') return entries
  const other = withLiterals(raw, { ...raw, id: names.fresh(raw['id']) })
  return settle(kind, entries.with(place, kind.placeholder(other, '')))
}

/** The second of a name gets another one; wires go on to lead to the first. */
function mendName(path: string, graph: Graph): Mend | null {
  const label = 'Give it another id'
  const node = graph.nodes[placeIn(path, 'nodes')]
  if (node?.raw !== undefined)
    return {
      label,
      apply: (now) => ({ ...now, nodes: renamed(nodeEntries, now.nodes, node, nodeNames(now)) }),
    }
  const frame = graph.frames[placeIn(path, 'frames')]
  if (frame?.raw !== undefined) {
    const names = (now: Graph) => new Names(now.frames.map(({ id }) => id))
    return {
      label,
      apply: (now) => ({ ...now, frames: renamed(frameEntries, now.frames, frame, names(now)) }),
    }
  }
  const note = graph.notes[placeIn(path, 'notes')]
  if (note?.raw === undefined) return null
  const names = (now: Graph) => new Names(now.notes.map(({ id }) => id))
  return { label, apply: (now) => ({ ...now, notes: renamed(noteEntries, now.notes, note, names(now)) }) }
}
