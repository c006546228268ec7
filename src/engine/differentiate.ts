// Differentiation by graph transformation: the adjoints of a loss, as operations like any others.
import type { NodeDefinition, Ref } from '../node.ts'
import { refTo, valueOf, type Assembly } from './assembly.ts'
import { actual, firstOutput, needs, type Operation, type Value } from './program.ts'

type Rule = NonNullable<NonNullable<NodeDefinition['gradient']>[string]>

/** The reverse pass of one loss, shared by everyone who asks for a gradient of it. */
export class ReversePass {
  readonly #assembly: Assembly
  readonly #loss: Value
  /** Operations that the loss is computed from, in dependency order. */
  readonly #path: readonly Operation[]
  readonly #adjoints = new Map<Value, Value>()

  /** `order`: all operations so far in dependency order. */
  constructor(assembly: Assembly, loss: Value, order: readonly Operation[]) {
    this.#assembly = assembly
    this.#loss = loss
    this.#path = ancestors(loss, order)
  }

  /**
   * ∂loss/∂of, of the shape of `of`, or null where the loss does not depend on it within the iteration.
   * Contributions of several uses are added up from the last use to the first, as PyTorch does.
   */
  adjoint(of: Value, node: string): Value | null {
    const op = this.#assembly.op({ node, prefix: `${node}/`, adjoint: true })
    if (!this.#adjoints.has(this.#loss)) this.#adjoints.set(this.#loss, valueOf(op('number', { value: 1 })))
    const touched = this.#between(of)
    if (!touched.has(this.#loss)) return null
    const sums = new Map<Value, Ref>()
    const settle = (value: Value) => {
      const sum = sums.get(value)
      if (sum && !this.#adjoints.has(value)) this.#adjoints.set(value, actual(valueOf(sum)))
    }
    for (const operation of this.#path.toReversed()) {
      const out = firstOutput(operation)
      if (!out || !touched.has(out)) continue
      settle(out)
      const g = this.#adjoints.get(out)
      if (!g || out === of) continue
      for (const [port, values] of operation.inputs) {
        const rule = operation.kind.definition.gradient?.[port]
        const value = values[0] && actual(values[0])
        if (!rule || !value || !touched.has(value) || this.#adjoints.has(value)) continue
        const share = rule(this.#named(operation, g), op)
        const sum = sums.get(value)
        sums.set(value, sum ? op('add', sum, share) : share)
      }
    }
    settle(of)
    return this.#adjoints.get(of) ?? null
  }

  /** Values on a differentiable way from `of` to the loss, both included. */
  #between(of: Value): Set<Value> {
    const reached = new Set<Value>([of])
    for (const operation of this.#path) {
      const out = firstOutput(operation)
      if (!out) continue
      for (const port of Object.keys(operation.kind.definition.gradient ?? {})) {
        const value = operation.inputs.get(port)?.[0]
        if (value && reached.has(actual(value))) reached.add(out)
      }
    }
    return reached
  }

  /** What a gradient rule may refer to: g, the inputs and outputs by name, the parameters. */
  #named(operation: Operation, g: Value): Parameters<Rule>[0] {
    const named: Record<string, Ref> = {}
    for (const [port, values] of operation.inputs) if (values[0]) named[port] = refTo(actual(values[0]))
    for (const [port, value] of operation.outputs) named[port] = refTo(value)
    // No type says that all names but `params` hold values; node files see it with their own ports.
    return { ...named, g: refTo(g), params: operation.params } as Parameters<Rule>[0]
  }
}

function ancestors(loss: Value, order: readonly Operation[]): Operation[] {
  const wanted = new Set<Operation>()
  const open = loss.operation ? [loss.operation] : []
  for (let operation = open.pop(); operation; operation = open.pop()) {
    if (wanted.has(operation)) continue
    wanted.add(operation)
    for (const value of needs(operation)) if (value.operation) open.push(value.operation)
  }
  return order.filter((operation) => wanted.has(operation))
}
