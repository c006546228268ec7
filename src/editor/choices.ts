// What the keyboard can do with the ports of a node: every wire that can be made, and those that can be taken away.
import { type Graph, type Wire, endText, wireKey } from '../graph/document.ts'
import type { Library } from '../node.ts'
import { portsOf } from './ports.ts'
import { type LooseEnd, Refusals } from './refusals.ts'
import type { Shape } from './shape.ts'
import type { Choosing } from './stage.svelte.ts'
import { titleOf } from './words.ts'

export interface Choice {
  readonly key: string
  /** "out → matmul.b" */
  readonly text: string
  /** The node at the other end, as people call it. */
  readonly title: string
  readonly does: { readonly join: readonly [from: LooseEnd, to: LooseEnd] } | { readonly remove: Wire }
}

/** Wires to make first, those of the nearest nodes before others; then wires to remove. */
export function choicesFor(
  graph: Graph,
  library: Library,
  shapes: ReadonlyMap<string, Shape>,
  { id, port }: Choosing,
): Choice[] {
  const nodes = graph.nodes.map((node) => {
    const definition = library.get(node.type)?.definition
    const { inputs, outputs } = portsOf(node, definition, graph.wires)
    return { node, title: titleOf(node, definition), ports: [...outputs, ...inputs] }
  })
  const own = nodes.find(({ node }) => node.id === id)
  if (!own) return []
  const [x, y] = own.node.at
  const far = (at: readonly [number, number]): number => Math.hypot(at[0] - x, at[1] - y)
  nodes.sort((a, b) => far(a.node.at) - far(b.node.at))
  const starts = own.ports.filter(({ name, side }) => !port || (port.name === name && port.side === side))
  const joins = starts.flatMap(({ name, side }): Choice[] => {
    const start: LooseEnd = { node: id, port: name, side }
    const refusals = new Refusals(graph, library, shapes, start)
    return nodes.flatMap(({ node, title, ports }) =>
      ports.flatMap((other): Choice[] => {
        const end: LooseEnd = { node: node.id, port: other.name, side: other.side }
        if (other.side === side || refusals.reason(end) !== null) return []
        const join = side === 'output' ? ([start, end] as const) : ([end, start] as const)
        const text = `${name} ${side === 'output' ? '→' : '←'} ${endText(end)}`
        return [{ key: text, text, title, does: { join } }]
      }),
    )
  })
  const chosen = new Set(starts.map(({ name, side }) => `${side} ${name}`))
  const removals = graph.wires.flatMap((wire): Choice[] => {
    const goes = wire.from.node === id && chosen.has(`output ${wire.from.port}`)
    const comes = wire.to.node === id && chosen.has(`input ${wire.to.port}`)
    if (wire.raw !== undefined || (!goes && !comes)) return []
    const text = goes ? `${wire.from.port} → ${endText(wire.to)}` : `${wire.to.port} ← ${endText(wire.from)}`
    const other = nodes.find(({ node }) => node.id === (goes ? wire.to.node : wire.from.node))
    return [{ key: `remove ${wireKey(wire)}`, text, title: other?.title ?? '', does: { remove: wire } }]
  })
  return [...joins, ...removals]
}
