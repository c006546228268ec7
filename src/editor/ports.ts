// The ports of a node as the canvas shows them: those of its definition, or those that its wires imply.
import type { Graph, GraphNode } from '../graph/document.ts'
import type { NodeDefinition, Role } from '../node.ts'

export type Side = 'input' | 'output'

export interface Port {
  readonly name: string
  readonly side: Side
  readonly docs: string
  readonly optional: boolean
  /** Takes any number of wires. */
  readonly variadic: boolean
  /** Read when the iteration ends: a wire into it may close a loop. */
  readonly next: boolean
  /** What comes out; of an input, what it is made for. */
  readonly role: Role
}

export interface Ports {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
}

export const noPorts: Ports = { inputs: [], outputs: [] }

const known = new WeakMap<NodeDefinition, Ports>()

function portsOfKind(definition: NodeDefinition): Ports {
  const inputs = Object.entries(definition.inputs).map(
    ([name, { docs, optional = false, variadic = false, next = false }]): Port => ({
      ...{ name, side: 'input', docs, optional, variadic, next, role: next ? 'memory' : 'value' },
    }),
  )
  const outputs = Object.entries(definition.outputs).map(([name, { docs, role }]): Port => ({
    ...{ name, side: 'output', docs, optional: false, variadic: false, next: false, role },
  }))
  return { inputs, outputs }
}

const implied = (name: string, side: Side): Port => ({
  ...{ name, side, docs: '', optional: false, variadic: true, next: false, role: 'value' },
})

/** Whether the ports of a node are known, or only what its wires say of them. */
export const isPlaceholder = ({ raw }: GraphNode, definition: NodeDefinition | undefined): boolean =>
  raw !== undefined || definition === undefined

export function portsOf(
  node: GraphNode,
  definition: NodeDefinition | undefined,
  wires: Graph['wires'],
): Ports {
  if (definition && node.raw === undefined) {
    const ports = known.get(definition) ?? portsOfKind(definition)
    known.set(definition, ports)
    return ports
  }
  const names = { input: new Set<string>(), output: new Set<string>() }
  for (const { from, to, raw } of wires) {
    if (raw !== undefined) continue
    if (to.node === node.id) names.input.add(to.port)
    if (from.node === node.id) names.output.add(from.port)
  }
  return {
    inputs: [...names.input].map((name) => implied(name, 'input')),
    outputs: [...names.output].map((name) => implied(name, 'output')),
  }
}

export const portOf = (ports: Ports, side: Side, name: string): Port | undefined =>
  (side === 'input' ? ports.inputs : ports.outputs).find((port) => port.name === name)
