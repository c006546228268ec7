// Adding a node to the graph, alone or at the loose end of a wire: which kinds fit there, and by which port.
import { type LooseEnd, Refusals } from '../editor/refusals.ts'
import type { End, Graph, Point, Wire } from '../graph/document.ts'
import { type Refused, addNode, connect, disconnect } from '../graph/edits.ts'
import type { Library, NodeKind } from '../node.ts'
import { type Shapes, noShapes } from './shapes.ts'

/** Input ports in the order in which a wire would try them: of the same name, then needed ones, then the rest. */
function inputPorts({ definition }: NodeKind, port: string): string[] {
  const rank = (name: string): number => {
    if (name === port) return 0
    const input = definition.inputs[name]
    return input?.next ? 2 : input?.optional ? 3 : 1
  }
  return Object.keys(definition.inputs).toSorted((a, b) => rank(a) - rank(b))
}

/** The wire that would have to make room at an input: one that is not variadic holds one. */
function inTheWay(graph: Graph, library: Library, { node, port, side }: LooseEnd): Wire | null {
  const type = graph.nodes.find(({ id }) => id === node)?.type ?? ''
  if (side === 'output' || library.get(type)?.definition.inputs[port]?.variadic) return null
  return graph.wires.find(({ to, raw }) => raw === undefined && to.node === node && to.port === port) ?? null
}

/** The ports of a kind that a loose wire could take, the best first. */
export function portsFor(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  loose: LooseEnd,
  shapes: Shapes,
): string[] {
  const added = addNode(graph, kind.type, [0, 0])
  if ('problem' in added) return []
  const refusals = new Refusals(added.graph, library, shapes, loose, inTheWay(graph, library, loose))
  const side = loose.side === 'output' ? 'input' : 'output'
  const ports = side === 'input' ? inputPorts(kind, loose.port) : Object.keys(kind.definition.outputs)
  return ports.filter((port) => refusals.reason({ node: added.id, port, side }) === null)
}

/** The graph with a node of this kind, connected to the loose wire by the first port that takes it. */
export function withNode(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  at: Point,
  loose: LooseEnd | null = null,
  shapes: Shapes = noShapes,
): { readonly graph: Graph; readonly id: string } | Refused {
  const added = addNode(graph, kind.type, freePlace(graph, at))
  if ('problem' in added || !loose) return added
  const old = inTheWay(graph, library, loose)
  const roomy = old ? disconnect(added.graph, old) : added.graph
  let refused: Refused | null = null
  for (const port of portsFor(graph, library, kind, loose, shapes)) {
    const own: End = { node: added.id, port }
    const other: End = { node: loose.node, port: loose.port }
    const [from, to] = loose.side === 'output' ? [other, own] : [own, other]
    const wired = connect(roomy, library, from, to)
    if (!('problem' in wired)) return { graph: wired.graph, id: added.id }
    refused ??= wired
  }
  return refused ?? added
}

const apart = 24

/** Not exactly on top of another node. */
function freePlace({ nodes }: Graph, [x, y]: Point): Point {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < apart / 2
  let place: Point = [Math.round(x), Math.round(y)]
  while (nodes.some(({ at }) => near(at[0], place[0]) && near(at[1], place[1]))) {
    place = [place[0] + apart, place[1] + apart]
  }
  return place
}
