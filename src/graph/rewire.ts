// Rewiring: what becomes of wires when a node is put between two others, is taken out of a chain, or becomes another kind.
import type { Library, NodeDefinition } from '../node.ts'
import { type End, type Graph, type GraphNode, type Point, type Wire, endText } from './document.ts'
import { type Refused, addNode, connect, disconnect, removeNodes, setSize } from './edits.ts'

type Shape = { readonly rows: number; readonly cols: number }
/** Of outputs, by "id.port", as far as they are known. */
type Shapes = ReadonlyMap<string, Shape>

const isSound = ({ raw }: Wire): boolean => raw === undefined

// Healing

/** What a node would pass on if it were bypassed: the end that its first wired input comes from. */
function passedOn(graph: Graph, library: Library, node: GraphNode): End | null {
  const definition = library.get(node.type)?.definition
  if (!definition) return null
  const wiredInputs = graph.wires.filter((wire) => isSound(wire) && wire.to.node === node.id)
  const first = Object.keys(definition.inputs)[0]
  return wiredInputs.find(({ to }) => to.port === first)?.from ?? null
}

function agree(a: Shape | undefined, b: Shape | undefined): boolean {
  if (!a || !b) return true
  return a.rows === b.rows && a.cols === b.cols
}

/**
 * Removes nodes and joins what led into a chain of them to where it led: into the first input, out of the first
 * output, where both have the same shape as far as that is known. Null where there is nothing to join.
 */
export function healed(graph: Graph, library: Library, ids: Iterable<string>, shapes: Shapes): Graph | null {
  const gone = new Set(ids)
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  /** Follows the chain back to something that stays. */
  const sourceOf = (end: End): End | null => {
    const seen = new Set<string>()
    let at: End | null = end
    while (at && gone.has(at.node)) {
      const node = nodes.get(at.node)
      const definition: NodeDefinition | undefined = node && library.get(node.type)?.definition
      const isFirst = definition && Object.keys(definition.outputs)[0] === at.port
      if (!node || !isFirst || seen.has(at.node)) return null
      seen.add(at.node)
      at = passedOn(graph, library, node)
    }
    return at && agree(shapes.get(endText(at)), shapes.get(endText(end))) ? at : null
  }
  let next = removeNodes(graph, gone)
  let joined = 0
  for (const wire of graph.wires) {
    if (!isSound(wire) || !gone.has(wire.from.node) || gone.has(wire.to.node)) continue
    const source = sourceOf(wire.from)
    const result = source && connect(next, library, source, wire.to, wire.label)
    if (!result || 'problem' in result) continue
    next = result.graph
    joined++
  }
  return joined > 0 ? next : null
}

// Inserting

/** Puts a new node into a wire: what the wire carried goes into one of its inputs, and its output on to where the wire led. */
export function inserted(
  graph: Graph,
  library: Library,
  wire: Wire,
  type: string,
  at: Point,
  ports: { readonly input: string; readonly output: string },
): { readonly graph: Graph; readonly id: string } | Refused {
  const added = addNode(disconnect(graph, wire), type, at)
  if ('problem' in added) return added
  const { id } = added
  const before = connect(added.graph, library, wire.from, { node: id, port: ports.input })
  if ('problem' in before) return before
  const after = connect(before.graph, library, { node: id, port: ports.output }, wire.to, wire.label)
  return 'problem' in after ? after : { graph: after.graph, id }
}

// Replacing

/** Which port of a new kind takes the place of each wired one of the old: of the same name, else the next free in order. */
function successors(
  wired: readonly string[],
  old: readonly string[],
  next: readonly string[],
  holdsMany: (port: string) => boolean,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const used = new Set<string>()
  const give = (port: string, successor: string | undefined) => {
    if (successor === undefined) return
    found.set(port, successor)
    if (!holdsMany(successor)) used.add(successor)
  }
  const inOrder = old.filter((port) => wired.includes(port))
  for (const port of inOrder) if (next.includes(port)) give(port, port)
  for (const port of inOrder)
    if (!found.has(port))
      give(
        port,
        next.find((each) => !used.has(each)),
      )
  return found
}

export interface Replaced {
  readonly graph: Graph
  /** Wires that the new kind has no port for. */
  readonly lost: readonly Wire[]
}

/** Makes a node one of another kind: it keeps its id, place, title, the parameters of the same name, and what wires fit. */
export function replaced(graph: Graph, library: Library, id: string, type: string): Replaced | null {
  const bare = setSize(graph, id, null) // the new kind has a natural size of its own
  const index = bare.nodes.findIndex((node) => node.id === id && node.raw === undefined)
  const node = bare.nodes[index]
  const [old, definition] = [node && library.get(node.type)?.definition, library.get(type)?.definition]
  if (!node || !definition || node.type === type) return null
  const mine = (end: End) => end.node === id
  const touching = graph.wires.filter((wire) => isSound(wire) && (mine(wire.from) || mine(wire.to)))
  const portsOf = (ends: readonly End[]) => [...new Set(ends.filter(mine).map(({ port }) => port))]
  const [into, outOf] = [portsOf(touching.map(({ to }) => to)), portsOf(touching.map(({ from }) => from))]
  const inputs = successors(
    into,
    old ? Object.keys(old.inputs) : into,
    Object.keys(definition.inputs),
    (port) => definition.inputs[port]?.variadic === true,
  )
  const outputs = successors(
    outOf,
    old ? Object.keys(old.outputs) : outOf,
    Object.keys(definition.outputs),
    () => true,
  )
  const params = new Map([...node.params].filter(([name]) => name in definition.params))
  const nodes = bare.nodes.with(index, { ...node, type, params })
  let next: Graph = touching.reduce(disconnect, { ...graph, nodes })
  const lost: Wire[] = []
  for (const wire of touching) {
    const [from, to] = [moved(wire.from, id, outputs), moved(wire.to, id, inputs)]
    const result = from && to && connect(next, library, from, to, wire.label)
    if (!result || 'problem' in result) lost.push(wire)
    else next = result.graph
  }
  return { graph: next, lost }
}

const moved = (end: End, id: string, to: ReadonlyMap<string, string>): End | null => {
  if (end.node !== id) return end
  const port = to.get(end.port)
  return port === undefined ? null : { node: id, port }
}
