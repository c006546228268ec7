// Adding a node to the graph, alone, at the loose end of a wire or after what is selected: where it goes, and by which port.
import { faceSize, faceOf, socketAt } from '../editor/layout.ts'
import { type Where, placeFor } from '../editor/placing.ts'
import { portsOf } from '../editor/ports.ts'
import { type LooseEnd, Refusals } from '../editor/refusals.ts'
import type { Box } from '../editor/ground.ts'
import { fittingParams } from '../editor/wanting.ts'
import type { End, Graph, Point, Wire } from '../graph/document.ts'
import { type Refused, addNode, connect, disconnect, moveNodes, setParam } from '../graph/edits.ts'
import { isNeeded, openInputs } from '../graph/unfinished.ts'
import type { Library, NodeKind } from '../node.ts'
import { type Shapes, noShapes } from './shapes.ts'

/** How well an input suits a wire from a port of some name: the same name, a needed one, a ⟲ one, an optional one. */
function rankOf({ definition }: NodeKind, name: string, port: string): number {
  if (name === port) return 0
  const input = definition.inputs[name]
  return input?.next ? 2 : input?.optional ? 3 : 1
}

const inputPorts = (kind: NodeKind, port: string): string[] =>
  Object.keys(kind.definition.inputs).toSorted((a, b) => rankOf(kind, a, port) - rankOf(kind, b, port))

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

/** What a wire carries is what its other end is for: gradients go where one learns, a loss to what differentiates or plots it. */
function affinity(graph: Graph, library: Library, { definition }: NodeKind, loose: LooseEnd): number {
  const other = library.get(graph.nodes.find(({ id }) => id === loose.node)?.type ?? '')?.definition
  const { learns, records, differentiates, loss } = definition
  if (loose.side === 'output') {
    if (other?.outputs[loose.port]?.role === 'gradient') return learns ? 2 : 0
    if (other?.loss === loose.port) return records === undefined ? (differentiates ? 1 : 0) : 2
    return Object.values(definition.inputs).some(isNeeded) ? 1 : 0
  }
  if (other?.learns?.gradient === loose.port) return differentiates?.how === 'exactly' ? 2 : 0
  const wantsLoss = other?.differentiates?.loss === loose.port || other?.records === loose.port
  if (wantsLoss) return loss === undefined ? 0 : 2
  // What an open input mostly waits for is something to begin with.
  return Object.keys(definition.inputs).length === 0 ? 1 : 0
}

/** The kinds that can take a loose wire, or all of them: what suits it best first, then what was used last. */
export function kindsFor(
  graph: Graph,
  library: Library,
  kinds: readonly NodeKind[],
  loose: LooseEnd | null,
  shapes: Shapes,
  recent: readonly string[] = [],
): NodeKind[] {
  const age = ({ type }: NodeKind): number => {
    const place = recent.indexOf(type)
    return place < 0 ? recent.length : place
  }
  const fitting = loose
    ? kinds.filter((kind) => portsFor(graph, library, kind, loose, shapes).length > 0)
    : [...kinds]
  const suits = new Map(fitting.map((kind) => [kind, loose ? affinity(graph, library, kind, loose) : 0]))
  return fitting.toSorted((a, b) => (suits.get(b) ?? 0) - (suits.get(a) ?? 0) || age(a) - age(b))
}

export interface Added {
  readonly graph: Graph
  readonly id: string
}

/** The graph with a node of this kind, in free space, connected to the loose wire by the first port that takes it. */
export function withNode(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  where: Where,
  loose: LooseEnd | null = null,
  shapes: Shapes = noShapes,
): Added | Refused {
  const added = addNode(graph, kind.type, [0, 0])
  if ('problem' in added) return added
  const wired = loose ? atWire(graph, library, kind, added, loose, shapes) : { ...added, port: null }
  if ('problem' in wired) return wired
  const joined =
    where.is === 'beside' ? fromSelected(wired.graph, library, kind, wired.id, where, shapes) : null
  const fitted = atSize(joined ?? wired.graph, library, wired.id, shapes)
  return placed(graph, library, { graph: fitted, id: wired.id }, where, loose, wired.port)
}

function atWire(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  added: Added,
  loose: LooseEnd,
  shapes: Shapes,
): (Added & { readonly port: string | null }) | Refused {
  const old = inTheWay(graph, library, loose)
  const roomy = old ? disconnect(added.graph, old) : added.graph
  let refused: Refused | null = null
  for (const port of portsFor(graph, library, kind, loose, shapes)) {
    const own: End = { node: added.id, port }
    const other: End = { node: loose.node, port: loose.port }
    const [from, to] = loose.side === 'output' ? [other, own] : [own, other]
    const wired = connect(roomy, library, from, to)
    if (!('problem' in wired)) return { graph: wired.graph, id: added.id, port }
    refused ??= wired
  }
  return refused ?? { ...added, port: null }
}

/** What takes several values takes them from as many selected nodes, in the order in which they were chosen. */
function fromSelected(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  id: string,
  { nodes }: Extract<Where, { is: 'beside' }>,
  shapes: Shapes,
): Graph | null {
  const ports = Object.keys(kind.definition.inputs).filter((port) => {
    const input = kind.definition.inputs[port]
    return input && isNeeded(input) && !input.next
  })
  if (nodes.size < 2 || nodes.size > ports.length) return null
  let next = graph
  for (const [index, node] of [...nodes].entries()) {
    const type = graph.nodes.find((each) => each.id === node)?.type ?? ''
    const [output] = Object.keys(library.get(type)?.definition.outputs ?? {})
    const port = ports[index]
    if (output === undefined || port === undefined) return null
    const start: LooseEnd = { node, port: output, side: 'output' }
    if (new Refusals(next, library, shapes, start).reason({ node: id, port, side: 'input' }) !== null)
      return null
    const wired = connect(next, library, { node, port: output }, { node: id, port })
    if ('problem' in wired) return null
    next = wired.graph
  }
  return next
}

/** A fresh node nobody has set anything of: where only one size fits, it has that size. */
function atSize(graph: Graph, library: Library, id: string, shapes: Shapes): Graph {
  const params = fittingParams(graph, library, shapes, id)?.params ?? []
  return [...params].reduce((next, [name, value]) => setParam(next, id, name, value), graph)
}

function placed(
  before: Graph,
  library: Library,
  { graph, id }: Added,
  where: Where,
  loose: LooseEnd | null,
  port: string | null,
): Added {
  const node = graph.nodes.find((each) => each.id === id)
  if (!node) return { graph, id }
  const definition = library.get(node.type)?.definition
  const ports = portsOf(node, definition, graph.wires)
  const size = faceSize(node, definition, graph.wires)
  const side = loose?.side === 'output' ? 'input' : 'output'
  const grasp: Point | undefined =
    port === null ? undefined : socketAt(faceOf(node, definition, ports), ports, side, port)
  return { graph: moveNodes(graph, new Map([[id, placeFor(before, library, size, where, grasp)]])), id }
}

/** Where a node goes that is added by key or from the palette: beside what is selected, else in the middle of what is seen. */
export function whereBy(
  graph: Graph,
  library: Library,
  selection: ReadonlySet<string>,
  kind: NodeKind,
  seen: Box,
): Where {
  if (selection.size === 0) return { is: 'around', seen }
  const waits = openInputs(graph, library).some(({ node }) => selection.has(node))
  const feeds = waits && Object.keys(kind.definition.inputs).length === 0
  return { is: 'beside', nodes: selection, side: feeds ? 'left' : 'right', seen }
}
