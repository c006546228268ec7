// The program: a graph as operations in dependency order, every composite and every Backward already written out.
import type { Graph } from '../graph/document.ts'
import type { Problem } from '../graph/problem.ts'
import type { Input, NodeDefinition, NodeKind } from '../node.ts'
import type { ParamValue } from '../param.ts'
import type { Matrix, Shape } from '../numeric/matrix.ts'

export type Settings = Readonly<Record<string, ParamValue>>

/** What flows out of an operation. */
export interface Value {
  readonly operation: Operation | null
  readonly port: string
  shape: Shape | null
  /** The value that this one turned out to be. */
  alias: Value | null
}

/** Values by input port: none where not connected, several where variadic. */
export type Inputs = Record<string, readonly Value[]>
export type Outputs = Readonly<Record<string, Value>>

export interface Operation {
  /** Its place among all operations that were put together, dead or not. */
  readonly place: number
  /** Unique and readable: "sgd/add". */
  readonly key: string
  /** The node on the canvas that it stands for. */
  readonly node: string
  readonly kind: NodeKind
  readonly params: Settings
  readonly inputs: Inputs
  readonly outputs: Outputs
  /** Written by differentiation. */
  readonly adjoint: boolean
  /** The adjoint that a gradient check compares with. */
  compared: Value | null
}

/** A loss that is recorded at every iteration. */
export interface Recording {
  readonly plot: string
  readonly from: string
  readonly label: string
  readonly value: Value
}

export interface Program {
  readonly graph: Graph
  readonly arithmetic: Graph['arithmetic']
  /** In dependency order; only operations whose inputs are all known. */
  readonly operations: readonly Operation[]
  /** By "id.port" on the canvas. */
  readonly outputs: ReadonlyMap<string, Value>
  readonly recordings: readonly Recording[]
  /** Values of operations that depend on nothing that changes, computed once. */
  readonly constants: ReadonlyMap<Value, Matrix>
  /** Memories that cannot go on because their next value is broken, and all that depends on them: shown, not run. */
  readonly halted: ReadonlySet<Operation>
  /** Outputs of Backwards on the canvas. */
  readonly gradients: readonly { readonly node: string; readonly port: string; readonly value: Value }[]
  /** By the output of each loss: its gradient with respect to every output that it depends on. Only where they were asked for. */
  readonly slopes: ReadonlyMap<string, ReadonlyMap<string, Value>>
  /** What the nodes on the canvas are called where they have no title of their own, by id. */
  readonly titles: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** Follows aliases to the value itself. */
export function actual(value: Value): Value {
  let found = value
  while (found.alias) found = found.alias
  return found
}

type Takes = (input: Input, port: string, definition: NodeDefinition) => boolean | undefined

/** The values at the inputs that are meant. */
function valuesAt({ kind: { definition }, inputs }: Operation, takes: Takes): Value[] {
  const found: Value[] = []
  const ports = definition.inputs
  for (const port in ports) {
    const input = ports[port]
    const values = inputs[port]
    if (!input || !values || !takes(input, port, definition)) continue
    for (const value of values) found.push(actual(value))
  }
  return found
}

const isNow: Takes = ({ next }) => !next
const isNext: Takes = ({ next }) => next
const isRead: Takes = ({ next }, port, { shapeOnly }) => !next && !shapeOnly?.includes(port)

/** The values that an operation must have before it runs: all inputs but the ⟲ ones. */
export function needs(operation: Operation): Value[] {
  const found = valuesAt(operation, isNow)
  if (operation.compared) found.push(actual(operation.compared))
  return found
}

/** The values that an operation takes in when the iteration ends. */
export const feeds = (operation: Operation): Value[] => valuesAt(operation, isNext)

/** The values whose numbers an operation reads, not only their shapes. */
export const reads = (operation: Operation): Value[] => valuesAt(operation, isRead)

/** The first (mostly only) value at an input. */
export function at(operation: Operation, port: string): Value | undefined {
  const value = operation.inputs[port]?.[0]
  return value && actual(value)
}

export function firstOf(outputs: Outputs): Value | undefined {
  for (const port in outputs) return outputs[port]
  return undefined
}

export const firstOutput = ({ outputs }: Operation): Value | undefined => firstOf(outputs)
