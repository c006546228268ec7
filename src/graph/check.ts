// Checks: what is wrong with a graph before any shape is known, and what of it can be used.
import type { Library } from '../node.ts'
import { inspectInputs, inspectNode } from './check-nodes.ts'
import { inspectWire } from './check-wires.ts'
import type { Graph, GraphNode } from './document.ts'
import { fileFlaws } from './file.ts'
import type { Problem } from './problem.ts'
import { frames, isPlaceholderId, notes } from './read.ts'
import { type Inspection, type Walk, say, sayFlaws, sayRaw } from './walk.ts'
import { quoted } from './words.ts'

export type { Inspection, Usable } from './walk.ts'

function inspectFrames(walk: Walk): void {
  for (const [index, frame] of walk.graph.frames.entries()) {
    const path = `frames[${index}]`
    if (frame.raw !== undefined) sayRaw(walk, frames, frame.raw, frame.id, path, null)
    for (const [place, id] of frame.around.entries()) {
      if (walk.known.has(id) && !isPlaceholderId(id)) continue
      const [wrong, right] = [
        `the frame is around ${quoted(id)}, which is no node`,
        'it must name nodes of this graph',
      ]
      const within = `${path}.around[${place}]`
      say(walk, {
        code: 'BAD_VALUE',
        severity: 'warning',
        node: null,
        port: null,
        path: within,
        wrong,
        right,
        got: id,
      })
    }
  }
}

/** Walks a graph once: everything that is wrong with it, in file order, and everything in it that can be used. */
export function inspect(graph: Graph, library: Library): Inspection {
  const known = new Map<string, GraphNode>()
  for (const node of graph.nodes) if (!known.has(node.id)) known.set(node.id, node)
  const walk: Walk = {
    ...{ graph, library, known, problems: [], nodes: new Map(), inputs: new Map(), missing: new Set() },
    ...{ named: new Set(), taken: new Map(), seen: new Set() },
  }
  sayFlaws(walk, fileFlaws(graph), '', null)
  graph.nodes.forEach((node, index) => inspectNode(walk, node, index))
  graph.wires.forEach((wire, index) => inspectWire(walk, wire, index))
  graph.nodes.forEach((node, index) => inspectInputs(walk, node, index))
  inspectFrames(walk)
  for (const [i, { id, raw }] of graph.notes.entries()) {
    if (raw !== undefined) sayRaw(walk, notes, raw, id, `notes[${i}]`, null)
  }
  const { problems, nodes: usable, inputs, missing } = walk
  return { problems, nodes: usable, inputs, missing }
}

/** Everything that is wrong with a graph before any shape is known. */
export const check = (graph: Graph, library: Library): Problem[] => inspect(graph, library).problems
