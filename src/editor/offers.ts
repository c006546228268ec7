// What a node offers to do next, as one step: have its gradient computed, or take the size that fits.
import { type End, type Graph, type Point, endText } from '../graph/document.ts'
import { addNode, connect, moveNodes, setParam } from '../graph/edits.ts'
import type { Library, NodeKind } from '../node.ts'
import { faceSize } from './layout.ts'
import { boxOf, placeFor } from './placing.ts'
import { type Shapes, fittingParams } from './wanting.ts'
import { describe } from './shape.ts'
import { titleOf } from './words.ts'

export interface Offer {
  /** On the button. */
  readonly text: string
  /** What undo would take back. */
  readonly label: string
  /** The node that it adds, if any, is the last one. */
  readonly apply: (graph: Graph) => Graph
}

/** All offers of a node, as the graph stands. */
export function offersOf(graph: Graph, library: Library, shapes: Shapes, id: string): Offer[] {
  return [gradientOffer(graph, library, shapes, id), sizeOffer(graph, library, shapes, id)].filter(
    (offer) => offer !== null,
  )
}

const hasWire = ({ wires }: Graph, { node, port }: End): boolean =>
  wires.some(({ to, raw }) => raw === undefined && to.node === node && to.port === port)

/** A node that learns, and a loss: the gradient of the one with respect to the other. */
function gradientOffer(graph: Graph, library: Library, shapes: Shapes, id: string): Offer | null {
  const node = graph.nodes.find((each) => each.id === id)
  const definition = node?.raw === undefined ? library.get(node?.type ?? '')?.definition : undefined
  const { learns } = definition ?? {}
  if (!learns || hasWire(graph, { node: id, port: learns.gradient })) return null
  const loss = lossFor(graph, library, shapes, id)
  const kind = [...library.values()].find((each) => each.definition.differentiates?.how === 'exactly')
  if (!node || !loss || !kind) return null
  const lossNode = graph.nodes.find((each) => each.id === loss.node)
  const named = lossNode ? titleOf(lossNode, library.get(lossNode.type)?.definition) : loss.node
  const { title } = kind.definition
  return {
    text: `Wire its gradient: ${title} of ${named}`,
    label: `wire the gradient of ${titleOf(node, definition)}`,
    apply: (before) => withGradient(before, library, kind, id, learns, loss),
  }
}

function withGradient(
  graph: Graph,
  library: Library,
  kind: NodeKind,
  id: string,
  learns: { readonly gradient: string; readonly value: string },
  loss: End,
): Graph {
  const rule = kind.definition.differentiates
  const added = addNode(graph, kind.type, [0, 0])
  if (!rule || 'problem' in added) return graph
  const wires: readonly (readonly [End, End])[] = [
    [loss, { node: added.id, port: rule.loss }],
    [
      { node: id, port: learns.value },
      { node: added.id, port: rule.of },
    ],
    [
      { node: added.id, port: rule.out },
      { node: id, port: learns.gradient },
    ],
  ]
  let next = moveNodes(added.graph, new Map([[added.id, besideOf(graph, library, kind, loss.node)]]))
  for (const [from, to] of wires) {
    const wired = connect(next, library, from, to)
    if ('problem' in wired) return graph
    next = wired.graph
  }
  return next
}

/** Right of the loss, and below the place where its plot will stand. */
function besideOf(graph: Graph, library: Library, kind: NodeKind, loss: string): Point {
  const node = graph.nodes.find(({ id }) => id === loss)
  const fresh = { id: '', type: kind.type, at: [0, 0] as const, params: new Map(), extra: new Map() }
  const size = faceSize(fresh, kind.definition)
  if (!node) return placeFor(graph, library, size, { is: 'at', point: [0, 0] })
  const { x, y, width, height } = boxOf(node, library, graph.wires)
  return placeFor(graph, library, size, { is: 'at', point: [x + width + 72, y + height + 40] }, [0, 0])
}

/** The loss that a gradient would be of: one that gradients are taken of already, else the nearest that says it is one, else one that is plotted. */
function lossFor(graph: Graph, library: Library, shapes: Shapes, id: string): End | null {
  const definitions = new Map(graph.nodes.map((node) => [node.id, library.get(node.type)?.definition]))
  const here = graph.nodes.find((node) => node.id === id)?.at ?? [0, 0]
  const far = (node: string): number => {
    const at = graph.nodes.find((each) => each.id === node)?.at ?? [0, 0]
    return Math.hypot(at[0] - here[0], at[1] - here[1])
  }
  const sources = (leads: (port: string, to: string) => boolean): End[] =>
    graph.wires
      .filter(({ to, from, raw }) => raw === undefined && from.node !== id && leads(to.port, to.node))
      .map(({ from }) => from)
  const inUse = sources((port, to) => definitions.get(to)?.differentiates?.loss === port)
  const named = graph.nodes.flatMap((node): End[] => {
    const port = node.raw === undefined ? definitions.get(node.id)?.loss : undefined
    return port === undefined ? [] : [{ node: node.id, port }]
  })
  const plotted = sources((port, to) => definitions.get(to)?.records === port)
  for (const found of [inUse, named, plotted]) {
    const scalars = found.filter((end) => {
      const shape = shapes.get(endText(end))
      return !shape || shape.rows * shape.cols === 1
    })
    const [nearest] = scalars.toSorted((a, b) => far(a.node) - far(b.node))
    if (nearest) return nearest
  }
  return null
}

/** The size that what it is wired to asks for. */
function sizeOffer(graph: Graph, library: Library, shapes: Shapes, id: string): Offer | null {
  const fitting = fittingParams(graph, library, shapes, id)
  if (!fitting) return null
  const { params, shape } = fitting
  return {
    text: `Use the size that fits: ${describe(shape)}`,
    label: `use the size that fits, ${describe(shape)}`,
    apply: (before) => [...params].reduce((next, [name, value]) => setParam(next, id, name, value), before),
  }
}
