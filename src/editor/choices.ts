// What the keyboard can do with the ports of a node: every wire that can be made, and those that can be taken away.
import { type Graph, type GraphNode, type Wire, endText, wireKey } from '../graph/document.ts'
import { openInputs } from '../graph/unfinished.ts'
import type { Library } from '../node.ts'
import { type Port, portsOf } from './ports.ts'
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
  readonly does:
    | { readonly join: readonly [from: LooseEnd, to: LooseEnd] }
    | { readonly remove: Wire }
    /** Why there is no such wire, in words. */
    | { readonly refuse: string }
}

/** What a person most likely wants comes first: open inputs, what fits what flows, what goes from left to right, what is near. */
class Likely {
  readonly #library: Library
  readonly #nodes: ReadonlyMap<string, GraphNode>
  readonly #open: ReadonlySet<string>

  constructor(graph: Graph, library: Library) {
    this.#library = library
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]))
    this.#open = new Set(openInputs(graph, library).map(endText))
  }

  /** The lower, the likelier. */
  rank(from: LooseEnd, output: Port, to: LooseEnd, input: Port): number {
    const strange = (output.role === 'gradient') !== this.#learnsBy(to)
    const leftwards = !input.next && this.#x(from.node) >= this.#x(to.node)
    const taken = !this.#open.has(endText(to))
    return (taken ? 4 : 0) + (strange ? 2 : 0) + (leftwards ? 1 : 0)
  }

  #x(id: string): number {
    return this.#nodes.get(id)?.at[0] ?? 0
  }

  #learnsBy({ node, port }: LooseEnd): boolean {
    return this.#library.get(this.#nodes.get(node)?.type ?? '')?.definition.learns?.gradient === port
  }
}

/** Wires to make first, the likeliest before others; then wires to remove; then what does not fit, with the reason. */
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
  const likely = new Likely(graph, library)
  // Needed inputs are filled from top to bottom before outputs are led on.
  const first = starts.toSorted((a, b) => urgency(a) - urgency(b))
  const wires = first.flatMap((start): { readonly choice: Choice; readonly rank: number }[] => {
    const { name, side } = start
    const loose: LooseEnd = { node: id, port: name, side }
    const refusals = new Refusals(graph, library, shapes, loose)
    return nodes.flatMap(({ node, title, ports }) =>
      ports.flatMap((other) => {
        const end: LooseEnd = { node: node.id, port: other.name, side: other.side }
        if (other.side === side) return []
        const text = `${name} ${side === 'output' ? '→' : '←'} ${endText(end)}`
        const [join, rank] =
          side === 'output'
            ? ([[loose, end], likely.rank(loose, start, end, other)] as const)
            : ([[end, loose], likely.rank(end, other, loose, start)] as const)
        const refuse = refusals.reason(end)
        const does = refuse === null ? { join } : { refuse }
        return [{ choice: { key: text, text, title, does }, rank }]
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
  const ranked = wires.toSorted((a, b) => a.rank - b.rank).map(({ choice }) => choice)
  const there = new Set(removals.map(({ text }) => text))
  const unfit = ranked.filter(({ text, does }) => 'refuse' in does && !there.has(text))
  return [...ranked.filter(({ does }) => 'join' in does), ...removals, ...unfit]
}

const urgency = (port: Port): number => (port.side === 'output' ? 1 : port.optional || port.variadic ? 2 : 0)
