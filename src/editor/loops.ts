// Which nodes are computed from which within one iteration: a wire back to what a node is computed from closes a loop that cannot begin.
import { type Graph, type Wire, wireKey } from '../graph/document.ts'
import type { Library, NodeDefinition } from '../node.ts'

type Ends = Pick<Wire, 'from' | 'to'>

/** What follows from what in a graph. */
export class Following {
  readonly #next = new Map<string, string[]>()
  readonly #after = new Map<string, ReadonlySet<string>>()
  readonly #definitions: ReadonlyMap<string, NodeDefinition | undefined>

  /** `without` is a wire that does not count. */
  constructor(graph: Graph, library: Library, without: Wire | null = null) {
    this.#definitions = new Map(graph.nodes.map(({ id, type }) => [id, library.get(type)?.definition]))
    const key = without && wireKey(without)
    for (const wire of graph.wires) {
      if (wire.raw !== undefined || wireKey(wire) === key || !this.#leadsOn(wire)) continue
      const others = this.#next.get(wire.from.node)
      if (others) others.push(wire.to.node)
      else this.#next.set(wire.from.node, [wire.to.node])
    }
  }

  /** Whether a wire would close a loop within the iteration. */
  closes(wire: Ends): boolean {
    return this.#leadsOn(wire) && this.#from(wire.to.node).has(wire.from.node)
  }

  /** Whether what comes in there is seen in the outputs within the iteration: those of a memory only follow what it begins with. */
  #leadsOn({ to }: Ends): boolean {
    const definition = this.#definitions.get(to.node)
    const input = definition?.inputs[to.port]
    if (!definition || !input) return true
    const keeps = Object.values(definition.outputs).every(({ role }) => role === 'memory')
    return !input.next && !(keeps && input.optional)
  }

  /** Everything that is computed from a node within the iteration, itself included. */
  #from(id: string): ReadonlySet<string> {
    const known = this.#after.get(id)
    if (known) return known
    const found = new Set([id])
    for (const each of found) for (const next of this.#next.get(each) ?? []) found.add(next)
    this.#after.set(id, found)
    return found
  }
}
