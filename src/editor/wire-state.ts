// Which wires can be drawn from port to port, and what is wrong with the others.
import { type End, type Graph, type GraphNode, type Wire, endText, wireKey } from '../graph/document.ts'
import type { Library } from '../node.ts'
import type { Side } from './ports.ts'

export interface DrawnWire {
  /** The same as long as the wire joins the same ends. */
  readonly key: string
  readonly wire: Wire
  /** Whether there is a port to draw it from, and one to draw it to. */
  readonly from: boolean
  readonly to: boolean
  /** Why the wire does not work, in words; null if it does. */
  readonly fault: string | null
}

export const sameDrawn = (a: DrawnWire, b: DrawnWire | undefined): boolean =>
  a.wire === b?.wire && a.from === b.from && a.to === b.to && a.fault === b.fault

function faultOf(
  end: End,
  side: Side,
  nodes: ReadonlyMap<string, GraphNode>,
  library: Library,
): string | null {
  const node = nodes.get(end.node)
  if (!node) return `there is no node called “${end.node}”`
  const definition = node.raw === undefined ? library.get(node.type)?.definition : undefined
  if (!definition) return null // the ports of placeholders are those that wires name
  const ports = side === 'input' ? definition.inputs : definition.outputs
  return Object.hasOwn(ports, end.port) ? null : `${end.node} has no ${side} called “${end.port}”`
}

/** All wires that have at least one end, in file order. */
export function drawnWires({ nodes: list, wires }: Graph, library: Library): DrawnWire[] {
  const nodes = new Map(list.map((node) => [node.id, node]))
  const taken = new Set<string>()
  const seen = new Set<string>()
  const drawn: DrawnWire[] = []
  for (const wire of wires) {
    if (wire.raw !== undefined) continue
    const key = wireKey(wire)
    if (seen.has(key)) continue
    seen.add(key)
    const from = faultOf(wire.from, 'output', nodes, library)
    const to = faultOf(wire.to, 'input', nodes, library)
    const input = endText(wire.to)
    const target = library.get(nodes.get(wire.to.node)?.type ?? '')?.definition
    const port =
      target && Object.hasOwn(target.inputs, wire.to.port) ? target.inputs[wire.to.port] : undefined
    const second = port !== undefined && !port.variadic && taken.has(input)
    taken.add(input)
    if (from !== null && to !== null) continue
    const fault = from ?? to ?? (second ? `${input} has another wire already` : null)
    drawn.push({ key, wire, from: from === null, to: to === null, fault })
  }
  return drawn
}
