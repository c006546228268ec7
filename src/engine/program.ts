// The program: a graph as operations in dependency order, every composite and every Backward already written out.
import type { Graph } from '../graph/document.ts'
import type { Problem } from '../graph/problem.ts'
import type { NodeKind } from '../node.ts'
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

export interface Operation {
  /** Unique and readable: "sgd/add". */
  readonly key: string
  /** The node on the canvas that it stands for. */
  readonly node: string
  readonly kind: NodeKind
  readonly params: Settings
  /** Values by input port: none where not connected, several where variadic. */
  readonly inputs: Map<string, Value[]>
  readonly outputs: Map<string, Value>
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

/** The values that an operation must have before it runs: all inputs but the ⟲ ones. */
export function needs(operation: Operation): Value[] {
  const found: Value[] = []
  for (const [port, values] of operation.inputs) {
    if (operation.kind.definition.inputs[port]?.next) continue
    for (const value of values) found.push(actual(value))
  }
  if (operation.compared) found.push(actual(operation.compared))
  return found
}

/** The values that an operation takes in when the iteration ends. */
export function feeds(operation: Operation): Value[] {
  const found: Value[] = []
  for (const [port, values] of operation.inputs)
    if (operation.kind.definition.inputs[port]?.next) for (const value of values) found.push(actual(value))
  return found
}

/** The first (mostly only) value at an input. */
export function at(operation: Operation, port: string): Value | undefined {
  const value = operation.inputs.get(port)?.[0]
  return value && actual(value)
}

export function firstOutput(operation: Operation): Value | undefined {
  for (const value of operation.outputs.values()) return value
  return undefined
}
