// Adding a node to the graph, alone or at the loose end of a wire: which kinds fit there, and by which port.
import { type End, type Graph, type Point, wireKey } from '../graph/document.ts'
import { type Refused, addNode, connect } from '../graph/edits.ts'
import { type Library, type NodeKind, isMismatch } from '../node.ts'
import type { Shapes } from './run.svelte.ts'

/** A wire that was drawn into empty space: the end that it has. */
export interface Loose extends End {
  readonly side: 'output' | 'input'
}

/** Input ports in the order in which a wire would try them: of the same name, then needed ones, then the rest. */
function inputPorts({ definition }: NodeKind, port: string): string[] {
  const rank = (name: string): number => {
    if (name === port) return 0
    const input = definition.inputs[name]
    return input?.next ? 2 : input?.optional ? 3 : 1
  }
  return Object.keys(definition.inputs).toSorted((a, b) => rank(a) - rank(b))
}

/** Whether a value of this shape is refused by a node that takes nothing else. Other nodes may still be made to fit. */
function refuses({ definition }: NodeKind, port: string, shapes: Shapes, { node, port: from }: End): boolean {
  const shape = shapes.get(`${node}.${from}`)
  const needed = Object.values(definition.inputs).filter((input) => !input.optional)
  const input = definition.inputs[port]
  if (!shape || !definition.shape || !input || input.optional || input.variadic || needed.length !== 1) return false
  const values = Object.fromEntries(Object.entries(definition.params).map(([name, param]) => [name, param.default]))
  return isMismatch(definition.shape({ [port]: shape }, values))
}

/** The ports of a kind that a loose wire could take, the best first. */
export function portsFor(kind: NodeKind, loose: Loose, shapes: Shapes): string[] {
  if (loose.side === 'input') return Object.keys(kind.definition.outputs)
  return inputPorts(kind, loose.port).filter((port) => !refuses(kind, port, shapes, loose))
}

export const fits = (kind: NodeKind, loose: Loose | null, shapes: Shapes): boolean =>
  !loose || portsFor(kind, loose, shapes).length > 0

/** An input holds one wire: the one that is there makes room. */
function withRoomAt(graph: Graph, library: Library, { node, port }: End): Graph {
  const type = graph.nodes.find(({ id }) => id === node)?.type ?? ''
  if (library.get(type)?.definition.inputs[port]?.variadic) return graph
  const taken = graph.wires.find(({ to }) => to.node === node && to.port === port)
  if (!taken) return graph
  return { ...graph, wires: graph.wires.filter((wire) => wireKey(wire) !== wireKey(taken)) }
}

/** The graph with a node of this kind, connected to the loose wire by the first port that takes it. */
export function withNode(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  at: Point,
  loose: Loose | null = null,
  shapes: Shapes = new Map(),
): { readonly graph: Graph; readonly id: string } | Refused {
  const added = addNode(graph, kind.type, freePlace(graph, at))
  if ('problem' in added || !loose) return added
  let refused: Refused | null = null
  for (const port of portsFor(kind, loose, shapes)) {
    const own: End = { node: added.id, port }
    const other: End = { node: loose.node, port: loose.port }
    const wired =
      loose.side === 'output'
        ? connect(added.graph, library, other, own)
        : connect(withRoomAt(added.graph, library, other), library, own, other)
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
