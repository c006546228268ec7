// Differentiation by graph transformation: the adjoints of a loss, as operations like any others.
import type { NodeDefinition, Ref } from '../node.ts'
import { refTo, valueOf, type Assembly } from './assembly.ts'
import { actual, at, firstOutput, needs, type Operation, type Settings, type Value } from './program.ts'

type Rule = NonNullable<NonNullable<NodeDefinition['gradient']>[string]>
type Named = Parameters<Rule>[0]

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
    this.#walk(new Set([of]), node, of)
    return this.#adjoints.get(of) ?? null
  }

  /** The adjoints at all of these, in one walk; those that the loss does not depend on are left out. */
  adjoints(ofs: ReadonlySet<Value>, node: string): ReadonlyMap<Value, Value> {
    this.#walk(ofs, node, null)
    const found = new Map<Value, Value>()
    for (const of of ofs) {
      const adjoint = this.#adjoints.get(of)
      if (adjoint) found.set(of, adjoint)
    }
    return found
  }

  /** From the loss back to these, and no further than to `end`. */
  #walk(ofs: ReadonlySet<Value>, node: string, end: Value | null): void {
    const op = this.#assembly.op({ node, prefix: `${node}/`, adjoint: true })
    if (!this.#adjoints.has(this.#loss)) this.#adjoints.set(this.#loss, valueOf(op('number', { value: 1 })))
    const touched = this.#between(ofs)
    if (!touched.has(this.#loss)) return
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
      if (!g || out === end) continue
      const { inputs, gradient } = operation.kind.definition
      let named: Named | null = null
      for (const port in inputs) {
        const rule = gradient?.[port]
        const value = rule && at(operation, port)
        if (!value || !touched.has(value) || this.#adjoints.has(value)) continue
        named ??= namesIn(operation, g)
        const share = rule(named, op)
        const sum = sums.get(value)
        sums.set(value, sum ? op('add', sum, share) : share)
      }
    }
    for (const of of ofs) settle(of)
  }

  /** Values on a differentiable way from any of these to the loss, both included. */
  #between(ofs: ReadonlySet<Value>): Set<Value> {
    const reached = new Set<Value>(ofs)
    for (const operation of this.#path) {
      const out = firstOutput(operation)
      if (!out) continue
      for (const port in operation.kind.definition.gradient) {
        const value = at(operation, port)
        if (value && reached.has(value)) reached.add(out)
      }
    }
    return reached
  }
}

/** What a gradient rule may refer to: g, the inputs and outputs by name, the parameters. */
function namesIn(operation: Operation, g: Value): Named {
  const named: Record<string, Ref | Settings> = {}
  for (const port in operation.inputs) {
    const value = at(operation, port)
    if (value) named[port] = refTo(value)
  }
  for (const port in operation.outputs) {
    const value = operation.outputs[port]
    if (value) named[port] = refTo(value)
  }
  named['g'] = refTo(g)
  named['params'] = operation.params
  // No type says that all names but `params` hold values; node files see it with their own ports.
  return named as Named
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
