// Copy and paste: a part of a graph is a graph, and comes into another under names that are free there.
import { type End, type Frame, type Graph, type Note, type Point, type Wire, emptyGraph } from './document.ts'
import { type Refused, tooMany } from './edits.ts'
import { inReach } from './fields.ts'
import { Names, nodeNames } from './names.ts'
import { nodes as nodeEntries, settle } from './read.ts'

/** Some nodes with the wires among them and the frames around nothing else, and some notes: a graph by itself. */
export function fragment(graph: Graph, ids: Iterable<string>, notes: Iterable<string> = []): Graph {
  const [chosen, written] = [new Set(ids), new Set(notes)]
  return {
    ...emptyGraph,
    nodes: graph.nodes.filter(({ id }) => chosen.has(id)),
    wires: graph.wires.filter(({ from, to }) => chosen.has(from.node) && chosen.has(to.node)),
    frames: graph.frames.filter(({ around }) => around.length > 0 && around.every((id) => chosen.has(id))),
    notes: graph.notes.filter(({ id }) => written.has(id)),
  }
}

export interface Pasted {
  readonly graph: Graph
  /** The new ids of the nodes by their old ones. */
  readonly ids: ReadonlyMap<string, string>
  readonly notes: readonly string[]
}

const shifted = ([x, y]: Point, [dx, dy]: Point): Point => inReach([x + dx, y + dy])

/** Adds a fragment, moved by an offset: new ids where the old ones are taken, inner wires kept. */
export function paste(graph: Graph, part: Graph, offset: Point): Pasted | Refused {
  const names = nodeNames(graph)
  const sound = part.nodes.filter(({ raw }) => raw === undefined)
  const ids = new Map(sound.map(({ id }) => [id, names.fresh(id)]))
  const renamed = (id: string): string => ids.get(id) ?? id
  const end = ({ node, port }: End): End => ({ node: renamed(node), port })
  const nodes = part.nodes.map((node) =>
    node.raw === undefined ? { ...node, id: renamed(node.id), at: shifted(node.at, offset) } : node,
  )
  const wires = part.wires
    .filter(({ from, to }) => ids.has(from.node) && ids.has(to.node))
    .map((wire): Wire => ({ ...wire, from: end(wire.from), to: end(wire.to) }))
  const notes = pastedNotes(graph, part, offset)
  const next = {
    ...graph,
    nodes: settle(nodeEntries, [...graph.nodes, ...nodes]),
    wires: [...graph.wires, ...wires],
    frames: [...graph.frames, ...pastedFrames(graph, part, ids)],
    notes: [...graph.notes, ...notes],
  }
  return tooMany(next) ?? { graph: next, ids, notes: notes.map(({ id }) => id) }
}

function pastedFrames(graph: Graph, part: Graph, ids: ReadonlyMap<string, string>): Frame[] {
  const around = (frame: Frame): string[] => frame.around.flatMap((id) => ids.get(id) ?? [])
  const names = new Names(graph.frames.map(({ id }) => id))
  return part.frames
    .filter(({ raw }) => raw === undefined)
    .map((frame) => ({ ...frame, id: names.fresh(frame.id), around: around(frame) }))
}

function pastedNotes(graph: Graph, part: Graph, offset: Point): Note[] {
  const names = new Names(graph.notes.map(({ id }) => id))
  return part.notes
    .filter(({ raw }) => raw === undefined)
    .map((note) => ({ ...note, id: names.fresh(note.id), at: shifted(note.at, offset) }))
}
