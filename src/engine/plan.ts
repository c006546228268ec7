// The plan: every buffer allocated once, every step with its memory at hand; running an iteration allocates nothing.
import type { Context } from '../node.ts'
import type { Matrix } from '../numeric/matrix.ts'
import { at, feeds, firstOutput, reads, type Operation, type Program, type Value } from './program.ts'
import { read } from './constants.ts'
import { cellsOf, takeIn } from './cells.ts'
import { isLarge, nanosecondsOf, scratchFor } from './cost.ts'
import type { Executor } from './executor.ts'
import { gradientError } from './gradcheck.ts'
import { type Gradual, Workbench } from './gradual.ts'
import { evaluateIn } from './interpreter.ts'
import { Machine } from './machine.ts'
import { piecesOf } from './pieces.ts'
import { footprint, place } from './placement.ts'
import type { Cell, Inputs, Planned, Step } from './planned.ts'
import { type Rooms, roomsIn } from './rooms.ts'
import { perInput } from './shapes.ts'
import { Space } from './space.ts'
import { Watch } from './watch.ts'

/** Nanoseconds between the rests of gradual work: messages get in soon, and a product still goes in large pieces. */
const usualPace = 25e6

export class Plan implements Planned {
  readonly program: Program
  /** Nanoseconds, about, between the rests of what is computed gradually. */
  readonly pace: number
  /** The steps that take long, each in pieces that do not. */
  readonly pieces: ReadonlyMap<Step, readonly Step[]>
  readonly workbench = new Workbench(this)
  readonly cells: readonly Cell[]
  /** All values by where they live. */
  readonly buffers: ReadonlyMap<Value, Matrix>
  /** The recorded losses; null where one is not computed any more. */
  readonly recorded: readonly (Matrix | null)[]
  /** All memories side by side, each padded. */
  readonly state: Float32Array<ArrayBuffer>
  readonly space: Space
  readonly rooms: Rooms
  readonly context: { -readonly [K in keyof Context]: Context[K] }
  /** All non-constant steps, in order. */
  readonly steps: readonly Step[]
  /** The steps that every iteration needs: what memories take in, what is recorded, checked or watched. */
  readonly hot: readonly Step[]
  #looked: readonly Step[] = []
  readonly #costs = new Map<Step, number>()
  readonly #totals = new WeakMap<readonly Step[], number>()
  #machine: Machine | null = null
  #isRefused = false
  readonly watch: Watch
  /** The operation whose kernel threw last. */
  failing: Operation | null = null

  constructor(program: Program, executor: Executor, pace = usualPace) {
    this.program = program
    this.pace = pace
    this.context = { arithmetic: program.arithmetic, iteration: 0 }
    const memories = program.operations.filter(({ kind }) => kind.definition.memory)
    const scratch = executor === 'wasm' ? scratchFor(program) : 0
    this.space = new Space(footprint(program, memories, scratch), executor === 'wasm')
    const [buffers, state] = place(program, memories, this.space)
    this.buffers = buffers
    this.state = state
    this.recorded = program.recordings.map(({ value }) => {
      const halted = !value.operation || program.halted.has(value.operation)
      return halted ? null : (buffers.get(value) ?? null)
    })
    this.steps = program.operations.flatMap((operation) => this.#step(operation) ?? [])
    this.pieces = new Map(
      this.steps.flatMap((step) => {
        if (!step.isLarge) return []
        const pieces = piecesOf(step, this.executor, program.arithmetic, pace)
        return pieces.length > 1 ? [[step, pieces]] : []
      }),
    )
    this.cells = cellsOf(program, buffers, this.space)
    this.rooms = roomsIn(this, scratch)
    this.hot = this.stepsFor(this.#essentials())
    this.#looked = this.steps
    this.watch = new Watch(this)
  }

  /** What really runs it: without memory for WebAssembly it is JavaScript. */
  get executor(): Executor {
    return this.space.memory && !this.#isRefused ? 'wasm' : 'js'
  }

  /** About how many nanoseconds a step takes, and several one after the other. */
  stepCost(step: Step): number {
    const known = this.#costs.get(step)
    if (known !== undefined) return known
    const cost = nanosecondsOf(step, this.executor, this.program.arithmetic)
    this.#costs.set(step, cost)
    return cost
  }
  costOf(steps: readonly Step[]): number {
    const known = this.#totals.get(steps)
    if (known !== undefined) return known
    const total = steps.reduce((sum, step) => sum + this.stepCost(step), 0)
    this.#totals.set(steps, total)
    return total
  }
  /** Whether steps take so long that others should get their turn meanwhile. */
  isLong(steps: readonly Step[]): boolean {
    return this.costOf(steps) > 2 * this.pace
  }

  /** The plan in WebAssembly, made when it is first needed. */
  get machine(): Machine | null {
    const { memory } = this.space
    if (memory && !this.#machine && !this.#isRefused) this.#machine = this.#build(memory)
    return this.#machine
  }

  get hasMachine(): boolean {
    return this.#machine !== null
  }

  /** A module may be too large for the browser, or its memory may be short: then JavaScript works on the same matrices. */
  #build(memory: WebAssembly.Memory): Machine | null {
    try {
      return new Machine(this, memory)
    } catch (thrown) {
      if (!(thrown instanceof RangeError || thrown instanceof WebAssembly.CompileError)) throw thrown
      this.#isRefused = true
      return null
    }
  }

  /** Hands the memory back; the plan must not be used any more. */
  release(): void {
    this.space.release()
    this.#machine = null
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
    for (const port in operation.outputs) {
      const value = operation.outputs[port]
      const buffer = value && this.buffers.get(value)
      if (buffer) out[port] = buffer
    }
    const { params } = operation
    const inputs = this.inputsOf(operation)
    // One literal, so that all steps are objects of one shape: walking them is ten times as fast.
    return { run: kernel, out, inputs, params, operation, isLarge: isLarge({ operation, out, inputs }) }
  }

  /** A gradient check as a step; the one kernel that allocates, run only when it is looked at. */
  #measure(operation: Operation): Step['run'] {
    return (out, _inputs, _params, { iteration }) => {
      const memories = new Map<Value, Matrix>()
      for (const cell of this.cells)
        for (const value of Object.values(cell.operation.outputs)) memories.set(value, cell.value)
      const error = gradientError(this.program, operation, memories, evaluateIn(this.program, iteration))
      for (const { data } of Object.values(out)) data[0] = error
    }
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
    return this.steps.filter(({ operation }) => wanted.has(operation))
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
    this.#looked = this.steps
  }

  /** Puts every memory at its initial value, as computed at iteration 0. */
  start(): void {
    this.context.iteration = 0
    this.workbench.forget()
    // What takes long is computed when it is asked for, gradually.
    const wanted = this.isLong(this.steps) ? new Set(this.#startingSteps()) : null
    // Memories and steps are in the order of the operations: the next of each is known.
    let [nextCell, nextStep] = [0, 0]
    for (const operation of this.program.operations) {
      const cell = this.cells[nextCell]
      const step = this.steps[nextStep]
      const isMemory = cell?.operation === operation
      if (isMemory) {
        cell.value.data.set(cell.initial.data)
        nextCell += 1
      }
      if (step?.operation !== operation) continue
      if (!isMemory && !operation.compared && (!wanted || wanted.has(step))) this.runStep(step)
      nextStep += 1
    }
  }

  get looked(): readonly Step[] {
    return this.#looked
  }

  /** What the memories start with. */
  #startingSteps(): Step[] {
    return this.stepsFor(
      this.cells.flatMap(
        ({ operation }) => at(operation, operation.kind.definition.memory?.initial ?? '') ?? [],
      ),
    )
  }

  /** Computes what is looked at from the memories as they are. */
  look(): void {
    this.runSteps(this.#looked)
  }

  /** Computes what this iteration is for. */
  compute(): void {
    this.runSteps(this.hot)
  }

  runSteps(steps: readonly Step[]): void {
    for (let index = 0; index < steps.length; index += 1) this.runStep(steps[index])
  }

  runStep(step: Step | undefined): void {
    if (!step) return
    const inMachine = step.isLarge ? this.machine?.steps.get(step) : undefined
    try {
      if (inMachine) inMachine()
      else step.run(step.out, step.inputs, step.params, this.context)
    } catch (thrown) {
      this.failing = step.operation
      throw thrown
    }
  }

  /** Repeats so many iterations of the past, from the memories as they are. */
  *replay(count: number): Gradual {
    const machine = this.isLong(this.hot) ? null : this.machine
    for (let left = count; left > 0;) {
      left -= machine?.run(Math.min(left, machine.most(left + 1, 1)), left + 1, 1) ?? 0
      if (left === 0) return
      yield* this.workbench.compute(this.hot)
      this.take()
      this.workbench.forget()
      left -= 1
    }
  }

  /** Ends the iteration: all memories take in their next values at once. */
  take(): void {
    takeIn(this.cells)
    this.context.iteration += 1
  }
}
