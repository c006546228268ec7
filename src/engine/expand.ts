// Expansion: the usable nodes and wires of a document as operations, composites written out into their parts.
import { endText, type Graph, type Wire } from '../graph/document.ts'
import type { Inspection } from '../graph/check.ts'
import type { Library } from '../node.ts'
import { Assembly, openValue } from './assembly.ts'
import type { Inputs, Outputs, Value } from './program.ts'

export interface Expansion {
  readonly assembly: Assembly
  /** What flows out of each port on the canvas, by "id.port". */
  readonly outputs: Map<string, Value>
  /** Loss inputs in the order in which they are plotted. */
  readonly recorded: readonly { readonly plot: string; readonly wire: Wire; readonly value: Value }[]
  readonly bypasses: readonly Bypass[]
}

/** A node whose first output is its first input, as long as `made`, its own output, has the same shape. */
export interface Bypass {
  readonly node: string
  readonly slot: Value
  readonly from: Value
  readonly made: Value
}

/** The list of a key, there from now on. */
function listed<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** Nodes that can run: usable themselves, and nothing they need at once comes from a node that cannot. */
export function runnable(graph: Graph, inspection: Inspection): Set<string> {
  const { nodes, inputs, problems } = inspection
  // Where nothing is wrong, all can.
  if (problems.length === 0) return new Set(nodes.keys())
  const broken = new Set<string>()
  const open: string[] = []
  const drop = (id: string) => {
    if (broken.has(id)) return
    broken.add(id)
    open.push(id)
  }
  const users = new Map<string, string[]>()
  const isNext = (wire: Wire) => nodes.get(wire.to.node)?.kind.definition.inputs[wire.to.port]?.next === true
  for (const wire of graph.wires) {
    const target = nodes.get(wire.to.node)
    if (!target || wire.raw !== undefined || isNext(wire)) continue
    if (!Object.hasOwn(target.kind.definition.inputs, wire.to.port)) continue
    const sound = inputs.get(wire.to.node)?.[wire.to.port]
    if (sound?.includes(wire)) listed(users, wire.from.node).push(wire.to.node)
    else if (!sound) drop(wire.to.node)
  }
  for (const [id, { kind }] of nodes)
    for (const [port, input] of Object.entries(kind.definition.inputs))
      if (!input.optional && !input.variadic && !input.next && !inputs.get(id)?.[port]) drop(id)
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const user of users.get(id) ?? []) drop(user)
  return new Set([...nodes.keys()].filter((id) => !broken.has(id)))
}

/** Writes out every runnable node. Wires from nodes that are not runnable stay open. */
export function expand(graph: Graph, library: Library, inspection: Inspection): Expansion {
  const assembly = new Assembly(library)
  const alive = runnable(graph, inspection)
  const outputs = new Map<string, Value>()
  const slots = new Map<string, Record<string, Value>>()
  for (const id of alive) {
    const own: Record<string, Value> = {}
    for (const port in inspection.nodes.get(id)?.kind.definition.outputs)
      outputs.set(endText({ node: id, port }), (own[port] = openValue()))
    slots.set(id, own)
  }
  const recorded: Expansion['recorded'][number][] = []
  const bypasses: Bypass[] = []
  for (const id of alive) {
    const usable = inspection.nodes.get(id)
    if (!usable) continue
    const { kind, node, values } = usable
    const inputs: Inputs = {}
    const connected = inspection.inputs.get(id)
    for (const port in kind.definition.inputs) {
      const wires = connected?.[port]
      const found = wires?.map(({ from }) => slots.get(from.node)?.[from.port] ?? openValue())
      if (found) inputs[port] = found
      else if (kind.definition.inputs[port]?.next) inputs[port] = [openValue()]
      if (kind.definition.records !== port) continue
      wires?.forEach((wire, index) => recorded.push({ plot: id, wire, value: found?.[index] ?? openValue() }))
    }
    const made = assembly.add(kind, values, inputs, id, { node: id, prefix: '', adjoint: false })
    const own = slots.get(id) ?? {}
    for (const port in made) {
      const slot = own[port]
      if (slot) slot.alias = made[port] ?? null
    }
    const bypass = node.bypass ? bypassOf(id, inputs, made, own) : null
    if (bypass) {
      bypass.slot.alias = bypass.from
      bypasses.push(bypass)
    }
  }
  return { assembly, outputs, recorded, bypasses }
}

function bypassOf(node: string, inputs: Inputs, made: Outputs, slots: Outputs): Bypass | null {
  const [first] = Object.entries(made)
  const [from] = Object.values(inputs)[0] ?? []
  const slot = first && slots[first[0]]
  return first && from && slot ? { node, slot, from, made: first[1] } : null
}
