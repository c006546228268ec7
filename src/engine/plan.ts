// The plan: every buffer allocated once, every step with its memory at hand; running an iteration allocates nothing.
import type { Context, NodeDefinition, PerInput } from '../node.ts'
import { matrix, type Matrix } from '../numeric/matrix.ts'
import { feeds, firstOutput, type Operation, type Program, type Value } from './program.ts'
import { read, reads } from './constants.ts'
import { gradientError } from './gradcheck.ts'
import { evaluateIn } from './interpreter.ts'
import { perInput } from './shapes.ts'

type Inputs = PerInput<NodeDefinition['inputs'], Matrix>

/** One kernel with its memory. */
export interface Step {
  readonly run: NonNullable<NodeDefinition['run']>
  readonly out: Readonly<Record<string, Matrix>>
  readonly inputs: Inputs
  readonly params: Operation['params']
  readonly operation: Operation
}

/** A memory's place in the plan. */
export interface Cell {
  readonly operation: Operation
  /** Names it across edits: its key. */
  readonly key: string
  readonly value: Matrix
  readonly initial: Matrix
  /** What it takes in at the end of an iteration; itself where the memory is halted. */
  readonly next: Matrix
  /** Where `next` waits when another memory overwrites it in the same moment. */
  readonly waiting: Matrix | null
}

export class Plan {
  readonly program: Program
  readonly cells: readonly Cell[]
  /** All values by where they live. */
  readonly buffers: ReadonlyMap<Value, Matrix>
  readonly context: { -readonly [K in keyof Context]: Context[K] }
  /** All non-constant steps, in order. */
  readonly #steps: readonly Step[]
  /** The steps that every iteration needs: what memories take in, what is recorded, checked or watched. */
  #hot: readonly Step[] = []
  #looked: readonly Step[] = []
  /** The operation whose kernel threw last. */
  failing: Operation | null = null

  constructor(program: Program) {
    this.program = program
    this.context = { arithmetic: program.arithmetic, iteration: 0 }
    const buffers = new Map(program.constants)
    for (const { outputs } of program.operations)
      for (const value of outputs.values())
        if (value.shape && !buffers.has(value))
          buffers.set(value, matrix(value.shape.rows, value.shape.cols, program.arithmetic))
    this.buffers = buffers
    this.#steps = program.operations.flatMap((operation) => this.#step(operation) ?? [])
    this.cells = this.#cells()
    this.#hot = this.stepsFor(this.#essentials())
    this.#looked = this.#steps
  }

  /** The matrix of an output on the canvas, as last computed: a view, not a copy. */
  read(output: string): Matrix | null {
    const value = this.program.outputs.get(output)
    return (value && this.buffers.get(value)) ?? null
  }

  inputsOf(operation: Operation): Inputs {
    return perInput(operation, read(operation, this.buffers))
  }

  #step(operation: Operation): Step | null {
    const { run } = operation.kind.definition
    const first = firstOutput(operation)
    if (first && this.program.constants.has(first)) return null
    const kernel = operation.compared ? this.#measure(operation) : run
    if (!kernel) return null
    const out: Record<string, Matrix> = {}
    for (const [port, value] of operation.outputs) {
      const buffer = this.buffers.get(value)
      if (buffer) out[port] = buffer
    }
    return { run: kernel, out, inputs: this.inputsOf(operation), params: operation.params, operation }
  }

  /** A gradient check as a step; the one kernel that allocates, run only when it is looked at. */
  #measure(operation: Operation): Step['run'] {
    return (out, _inputs, _params, { iteration }) => {
      const memories = new Map<Value, Matrix>()
      for (const cell of this.cells)
        for (const value of cell.operation.outputs.values()) memories.set(value, cell.value)
      const error = gradientError(this.program, operation, memories, evaluateIn(this.program, iteration))
      for (const { data } of Object.values(out)) data[0] = error
    }
  }

  #cells(): Cell[] {
    const taken = new Set<Matrix>()
    const found: Omit<Cell, 'waiting'>[] = []
    for (const operation of this.program.operations) {
      const { memory } = operation.kind.definition
      const value = firstOutput(operation)
      const buffer = value && this.buffers.get(value)
      if (!memory || !buffer) continue
      const initial = read(operation, this.buffers)(memory.initial, 0)
      const next = this.program.halted.has(operation) ? buffer : read(operation, this.buffers)(memory.next, 0)
      found.push({ operation, key: operation.key, value: buffer, initial, next })
      taken.add(buffer)
    }
    return found.map((cell) => {
      const { rows, cols } = cell.value
      const overwritten = cell.next !== cell.value && taken.has(cell.next)
      return { ...cell, waiting: overwritten ? matrix(rows, cols, this.program.arithmetic) : null }
    })
  }

  /** What an iteration is for, beside being looked at. */
  #essentials(): Value[] {
    const { operations, recordings, gradients, halted } = this.program
    const runs = ({ operation }: Value) => operation !== null && !halted.has(operation)
    const wanted = [...recordings, ...gradients].map(({ value }) => value).filter(runs)
    for (const operation of operations) {
      if (halted.has(operation)) continue
      if (operation.kind.definition.memory) wanted.push(...feeds(operation))
      if (operation.kind.definition.check) wanted.push(...reads(operation))
    }
    return wanted
  }

  /** What must be computed for these values from the memories as they are, in order. */
  stepsFor(values: readonly Value[]): Step[] {
    const wanted = new Set<Operation>()
    const open = values.flatMap(({ operation }) => operation ?? [])
    for (let operation = open.pop(); operation; operation = open.pop()) {
      if (wanted.has(operation)) continue
      wanted.add(operation)
      if (operation.kind.definition.memory) continue
      for (const value of reads(operation)) if (value.operation) open.push(value.operation)
      if (operation.compared?.operation) open.push(operation.compared.operation)
    }
    return this.#steps.filter(({ operation }) => wanted.has(operation))
  }

  /** Chooses what `look` computes: outputs by "id.port", what the named nodes take in, and what is recorded. */
  lookAt(outputs: Iterable<string>, nodes: Iterable<string>): void {
    const values = this.program.recordings.map(({ value }) => value)
    for (const output of outputs) {
      const value = this.program.outputs.get(output)
      if (value) values.push(value)
    }
    const ids = new Set(nodes)
    for (const operation of this.program.operations)
      if (ids.has(operation.node)) values.push(...reads(operation))
    this.#looked = this.stepsFor(values)
  }

  /** Chooses that `look` computes all there is. */
  lookAtEverything(): void {
    this.#looked = this.#steps
  }

  /** Puts every memory at its initial value, as computed at iteration 0. */
  start(): void {
    this.context.iteration = 0
    const cells = new Map(this.cells.map((cell) => [cell.operation, cell]))
    const steps = new Map(this.#steps.map((step) => [step.operation, step]))
    for (const operation of this.program.operations) {
      const cell = cells.get(operation)
      const step = steps.get(operation)
      if (cell) cell.value.data.set(cell.initial.data)
      else if (step && !operation.compared) this.runSteps([step])
    }
  }

  /** Computes what is looked at from the memories as they are. */
  look(): void {
    this.runSteps(this.#looked)
  }

  /** Computes what this iteration is for. */
  compute(): void {
    this.runSteps(this.#hot)
  }

  runSteps(steps: readonly Step[]): void {
    let index = 0
    try {
      for (; index < steps.length; index += 1) {
        const step = steps[index]
        if (step) step.run(step.out, step.inputs, step.params, this.context)
      }
    } catch (thrown) {
      this.failing = steps[index]?.operation ?? null
      throw thrown
    }
  }

  /** Ends the iteration: all memories take in their next values at once. */
  take(): void {
    const { cells } = this
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index]
      if (cell?.waiting) copy(cell.next.data, cell.waiting.data)
    }
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index]
      if (cell && cell.next !== cell.value) copy((cell.waiting ?? cell.next).data, cell.value.data)
    }
    this.context.iteration += 1
  }
}

/** For a few numbers a loop is faster than TypedArray.set. */
export function copy(from: Matrix['data'], to: Matrix['data'], offset = 0): void {
  if (from.length > 64) to.set(from, offset)
  else for (let index = 0; index < from.length; index += 1) to[offset + index] = from[index] ?? 0
}
