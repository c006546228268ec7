// The naive interpreter: computes everything at every iteration into fresh memory. Slow and simple, it judges the plan.
import { matrix, type Arithmetic, type Matrix } from '../numeric/matrix.ts'
import { gradientError, type Evaluate } from './gradcheck.ts'
import { perInput } from './shapes.ts'
import { actual, at, firstOutput, type Operation, type Program, type Value } from './program.ts'

export class Interpreter {
  readonly program: Program
  readonly arithmetic: Arithmetic
  iteration: number
  /** Every value at this iteration. */
  values = new Map<Value, Matrix>()
  #memories = new Map<Value, Matrix>()
  /** Values that are given instead of computed, for differences. */
  readonly #given: ReadonlyMap<Value, Matrix>

  constructor(
    program: Program,
    arithmetic: Arithmetic = program.arithmetic,
    given: ReadonlyMap<Value, Matrix> = new Map(),
    iteration = 0,
  ) {
    this.program = program
    this.arithmetic = arithmetic
    this.iteration = iteration
    this.#given = given
    this.compute()
  }

  compute(): void {
    const { operations } = this.program
    this.values = new Map()
    for (const operation of operations) {
      this.#compute(operation)
      for (const value of Object.values(operation.outputs)) {
        const given = this.#given.get(value)
        if (given) this.values.set(value, given)
      }
    }
  }

  #compute(operation: Operation): void {
    const { memory, run } = operation.kind.definition
    const first = firstOutput(operation)
    if (memory && first) {
      const start = this.values.get(at(operation, memory.initial) ?? first)
      const value = this.#memories.get(first) ?? start
      if (value) this.values.set(first, value)
      return
    }
    if (operation.compared && first) this.values.set(first, this.#measure(operation))
    if (!run) return
    const out: Record<string, Matrix> = {}
    for (const [port, { shape }] of Object.entries(operation.outputs))
      if (shape) out[port] = matrix(shape.rows, shape.cols, this.arithmetic)
    const pick = (port: string, index: number) => this.#read(operation, port, index)
    run(out, perInput(operation, pick), operation.params, this)
    for (const [port, value] of Object.entries(operation.outputs)) {
      const found = out[port]
      if (found) this.values.set(value, found)
    }
  }

  #read(operation: Operation, port: string, index: number): Matrix {
    const value = operation.inputs[port]?.[index]
    const found = value && this.values.get(actual(value))
    if (!found && !operation.kind.definition.inputs[port]?.next)
      throw new Error(`${operation.key} has nothing at ${port}`)
    return found ?? matrix(0, 0, this.arithmetic)
  }

  #measure(operation: Operation): Matrix {
    const memories = new Map<Value, Matrix>()
    for (const { kind, outputs } of this.program.operations)
      if (kind.definition.memory)
        for (const value of Object.values(outputs)) {
          const found = this.values.get(value)
          if (found) memories.set(value, found)
        }
    const error = matrix(1, 1, this.arithmetic)
    error.data[0] = gradientError(this.program, operation, memories, evaluateIn(this.program, this.iteration))
    return error
  }

  /** Ends the iteration: all memories take in their next values at once, and everything is computed anew. */
  advance(): void {
    const next = new Map<Value, Matrix>()
    for (const operation of this.program.operations) {
      const { memory } = operation.kind.definition
      const value = firstOutput(operation)
      const fed = memory && at(operation, memory.next)
      const taken = fed && this.values.get(fed)
      if (value && taken && !this.program.halted.has(operation)) next.set(value, taken)
      else if (memory && value) next.set(value, this.values.get(value) ?? matrix(0, 0))
    }
    this.#memories = next
    this.iteration += 1
    this.compute()
  }
}

/** Evaluates parts of a program in float64, for gradient checks. */
export const evaluateIn =
  (program: Program, iteration: number): Evaluate =>
  (operations, given) =>
    new Interpreter({ ...program, operations }, 'double', given, iteration).values
