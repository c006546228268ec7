// A node of a chosen kind put into a wire, or in the place of another node.
import { faceSize } from '../editor/layout.ts'
import { placeFor } from '../editor/placing.ts'
import type { Graph, Point, Wire } from '../graph/document.ts'
import { disconnect, moveNodes } from '../graph/edits.ts'
import { inserted, replaced } from '../graph/rewire.ts'
import type { Library, NodeKind } from '../node.ts'
import { type Added, portsFor } from './adding.ts'
import type { Shapes } from './shapes.ts'

/** The graph with a node in a wire, in free space where one pointed; null if this kind cannot take what the wire carries on. */
export function withinWire(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  wire: Wire,
  at: Point,
  shapes: Shapes,
): Added | null {
  const without = disconnect(graph, wire)
  const inputs = portsFor(without, library, kind, { ...wire.from, side: 'output' }, shapes)
  for (const input of inputs) {
    for (const output of Object.keys(kind.definition.outputs)) {
      const made = inserted(graph, library, wire, kind.type, at, { input, output })
      if ('problem' in made) continue
      const node = made.graph.nodes.at(-1)
      if (!node) continue
      const size = faceSize(node, kind.definition, made.graph.wires)
      const place = placeFor(graph, library, size, { is: 'at', point: at })
      return { graph: moveNodes(made.graph, new Map([[made.id, place]])), id: made.id }
    }
  }
  return null
}

/** The kinds that could go into a wire. */
export const kindsForWire = (
  graph: Graph,
  library: Library,
  kinds: readonly NodeKind[],
  wire: Wire,
  shapes: Shapes,
): NodeKind[] => kinds.filter((kind) => withinWire(graph, library, kind, wire, [0, 0], shapes) !== null)

/** The kinds that could take the place of a node: those that keep more of its wires first. */
export function kindsInstead(
  graph: Graph,
  library: Library,
  kinds: readonly NodeKind[],
  id: string,
): NodeKind[] {
  const lost = new Map(kinds.map((kind) => [kind, replaced(graph, library, id, kind.type)?.lost.length]))
  return kinds
    .filter((kind) => lost.get(kind) !== undefined)
    .toSorted((a, b) => (lost.get(a) ?? 0) - (lost.get(b) ?? 0))
}
