// The flow of a graph: its nodes in the order in which an iteration meets them, and from each the wires that lead on.
import { type Graph, type GraphNode, type Wire } from '../../graph/document.ts'
import { order } from '../../graph/order.ts'
import type { Library } from '../../node.ts'

const isFedBack = ({ to }: Wire, nodes: ReadonlyMap<string, GraphNode>, library: Library): boolean =>
  library.get(nodes.get(to.node)?.type ?? '')?.definition.inputs[to.port]?.next === true

/** Every node once, each after what it is made of; as they lie from left to right where nothing decides. Loops come last. */
export function flowOf(graph: Graph, library: Library): readonly GraphNode[] {
  const nodes = graph.nodes.toSorted((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const places = new Map(nodes.map(({ id }, place) => [id, place]))
  const sources: number[][] = nodes.map(() => [])
  for (const wire of graph.wires) {
    const [from, to] = [places.get(wire.from.node), places.get(wire.to.node)]
    if (wire.raw !== undefined || from === undefined || to === undefined) continue
    if (!isFedBack(wire, byId, library)) sources[to]?.push(from)
  }
  const ordered = order(nodes.length, (place, add) => sources[place]?.forEach(add)).order
  const met = new Set(ordered)
  const left = [...nodes.keys()].filter((place) => !met.has(place))
  return [...ordered, ...left].flatMap((place) => nodes[place] ?? [])
}
