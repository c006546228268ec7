// The assembly: operations being put together, by the wires of a graph, by composites and by gradient rules.
import { noFields } from '../graph/document.ts'
import { resolve } from '../graph/resolve.ts'
import type { Library, NodeKind, Op, PerInput, Ref } from '../node.ts'
import { infer } from './shapes.ts'
import {
  firstOf,
  firstOutput,
  type Inputs,
  type Operation,
  type Outputs,
  type Settings,
  type Value,
} from './program.ts'

/** An output under construction, as node files see it. */
class Part implements Ref {
  readonly value: Value
  readonly #outputs: Outputs
  readonly #open: Outputs
  constructor(value: Value, outputs: Outputs, open: Outputs) {
    this.value = value
    this.#outputs = outputs
    this.#open = open
  }
  output(port: string): Ref {
    const value = this.#outputs[port]
    if (!value) throw new Error(`there is no output ${port}`)
    return new Part(value, this.#outputs, this.#open)
  }
  feed(port: string, ref: Ref): void {
    const slot = this.#open[port]
    if (!slot || slot.alias) throw new Error(`there is no open input ${port}`)
    slot.alias = valueOf(ref)
  }
}

const none: Outputs = {}

/** A value as node files see it. */
export const refTo = (value: Value): Ref => new Part(value, none, none)

export function valueOf(ref: Ref): Value {
  if (!(ref instanceof Part)) throw new Error('not a value of this assembly')
  return ref.value
}

export const openValue = (): Value => ({ operation: null, port: '', shape: null, alias: null })

/** Puts open values at the ⟲ inputs that are not connected yet, and answers these. */
function openInputs(kind: NodeKind, inputs: Inputs): Outputs {
  let open: Record<string, Value> | null = null
  for (const port in kind.definition.inputs) {
    if (!kind.definition.inputs[port]?.next || inputs[port]) continue
    const slot = openValue()
    inputs[port] = [slot]
    open ??= {}
    open[port] = slot
  }
  return open ?? none
}

/** Whose parts are being added: the node on the canvas, and whether differentiation writes them. */
interface Author {
  readonly node: string
  readonly prefix: string
  readonly adjoint: boolean
}

export class Assembly {
  readonly operations: Operation[] = []
  readonly library: Library
  readonly #keys = new Map<string, number>()

  constructor(library: Library) {
    this.library = library
  }

  kind(type: string): NodeKind {
    const kind = this.library.get(type)
    if (!kind) throw new Error(`there is no node type ${type}`)
    return kind
  }

  /** Adds a node, written out if it is a composite. Answers its outputs. */
  add(kind: NodeKind, params: Settings, inputs: Inputs, key: string, author: Author): Outputs {
    return kind.definition.build
      ? this.#build(kind, params, inputs, { ...author, prefix: `${key}/` })
      : this.#primitive(kind, params, inputs, key, author)
  }

  #primitive(kind: NodeKind, params: Settings, inputs: Inputs, key: string, author: Author): Outputs {
    const outputs: Record<string, Value> = {}
    const { node, adjoint } = author
    const place = this.operations.length
    const operation: Operation = { place, key, node, kind, params, inputs, outputs, adjoint, compared: null }
    for (const port in kind.definition.outputs) outputs[port] = { operation, port, shape: null, alias: null }
    this.operations.push(operation)
    if (adjoint) this.#know(operation)
    return outputs
  }

  /** In gradients all shapes are known at once, and what does nothing is left out. */
  #know(operation: Operation): void {
    const problem = infer(operation)
    if (problem)
      throw new Error(`the gradient's ${operation.key} does not fit: ${problem.wrong}; ${problem.right}`)
    if (firstOutput(operation)?.alias) this.operations.pop()
  }

  #build(kind: NodeKind, params: Settings, inputs: Inputs, author: Author): Outputs {
    const { definition } = kind
    const refs: Record<string, Ref | readonly Ref[] | undefined> = {}
    for (const [port, { variadic }] of Object.entries(definition.inputs)) {
      const values = (inputs[port] ?? []).map(refTo)
      refs[port] = variadic ? values : values[0]
    }
    // The record has a key for every input; which of them may be absent only the definition's own types know.
    const built = definition.build?.(refs as PerInput<typeof definition.inputs, Ref>, params, this.op(author))
    const outputs: Record<string, Value> = {}
    for (const [port, ref] of Object.entries(built ?? {})) outputs[port] = valueOf(ref)
    return outputs
  }

  /** The language of composites and gradient rules. */
  op(author: Author): Op {
    return (type, ...given) => {
      const kind = this.kind(type)
      const inputs: Inputs = {}
      let fields: Settings | null = null
      const ports = Object.keys(kind.definition.inputs)
      for (let index = 0; index < given.length; index += 1) {
        const item = given[index]
        const port = ports[index]
        if (item instanceof Part) {
          if (port === undefined) throw new Error(`${type} has no input number ${index + 1}`)
          inputs[port] = [item.value]
        } else if (item) fields = item as Settings // every Ref there is is a Part
      }
      const open = openInputs(kind, inputs)
      const defaults = resolve(kind.definition, noFields).values
      const params = fields ? { ...defaults, ...fields } : defaults
      const outputs = this.add(kind, params, inputs, this.#key(author.prefix + type), author)
      const first = firstOf(outputs)
      if (!first) throw new Error(`${type} has no output`)
      return new Part(first, outputs, open)
    }
  }

  #key(wanted: string): string {
    const count = (this.#keys.get(wanted) ?? 0) + 1
    this.#keys.set(wanted, count)
    return count === 1 ? wanted : `${wanted}${count}`
  }
}
