// The machine: a plan as WebAssembly. It runs many iterations at one call and stops before any that needs a closer look.
import type { Kernel } from '../kernel.ts'
import type { Matrix } from '../numeric/matrix.ts'
import type { Compute, Job, Placed } from '../wasm/job.ts'
import { emit, type Loop } from '../wasm/loop.ts'
import type { Planned, Step } from './planned.ts'
import { type Rooms, mostRecorded } from './rooms.ts'

const placed = ({ rows, cols, data }: Matrix): Placed => ({ rows, cols, at: data.byteOffset })

/** The ports whose numbers a kernel reads, in the order of its operands. */
export const operandPorts = (kernel: Kernel): readonly string[] =>
  'of' in kernel ? [kernel.of] : 'a' in kernel ? [kernel.a, kernel.b] : []

/** A step as the data that machine code is made from; null where it has no kernel. */
function computeOf({ operation, out, inputs }: Step): Compute | null {
  const kernel = operation.compared ? undefined : operation.kind.definition.kernel?.(operation.params)
  const [target] = Object.values(out)
  if (!kernel || !target) return null
  // Kernels name inputs that are always connected and not variadic: the library's tests see to it.
  const operands = operandPorts(kernel).map((port) => placed(inputs[port] as Matrix))
  return { kernel, out: placed(target), operands }
}

const readsOf = (inputs: Step['inputs']): Placed[] =>
  Object.values(inputs)
    .flat()
    .flatMap((matrix) => (matrix ? [placed(matrix)] : []))

type Numbers = Float32Array<ArrayBuffer>

interface Exports {
  readonly run: (first: number, count: number, until: number, stride: number) => number
}

/** The last module made, since a plan with other numbers often has the same code. */
let latest: { readonly bytes: Uint8Array; readonly module: WebAssembly.Module } | null = null

function compiled(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  if (latest?.bytes.length === bytes.length && latest.bytes.every((byte, at) => byte === bytes[at]))
    return latest.module
  latest = { bytes, module: new WebAssembly.Module(bytes) }
  return latest.module
}

export class Machine {
  readonly #plan: Planned
  readonly #rooms: Rooms
  readonly #run: Exports['run']
  /** By the step that is too large for JavaScript: computes it. */
  readonly steps: ReadonlyMap<Step, () => void>
  readonly #rings: readonly Numbers[]
  readonly #copies: Numbers
  /** How many iterations a call had completed when it last computed in JavaScript. */
  #done = 0

  constructor(plan: Planned, memory: WebAssembly.Memory) {
    const { space, rooms } = plan
    this.#plan = plan
    this.#rooms = rooms
    const large = [...plan.steps, ...[...plan.pieces.values()].flat()].filter(({ isLarge }) => isLarge)
    const works = new Map(large.flatMap((step) => [[step, computeOf(step)] as const]))
    const others = [...works.values()].filter((work) => work !== null)
    const { bytes, calls } = emit(loopOf(plan, rooms), others)
    const instance = new WebAssembly.Instance(compiled(bytes), {
      env: {
        memory,
        step: (index: number, done: number) => {
          this.#enter(done)
          plan.runStep(plan.hot[index])
        },
        check: (done: number) => {
          this.#enter(done)
          return plan.watch.failedCheck() ? 1 : 0
        },
      },
    })
    this.#run = instance.exports['run'] as Exports['run'] // as `emit` says
    this.steps = new Map(
      large.flatMap((step) => {
        const call = calls.get(works.get(step) as Job)
        const run = call && (instance.exports[call.name] as (...addresses: readonly number[]) => void) // as `emit` says
        return call && run ? [[step, () => run(...call.addresses)]] : []
      }),
    )
    this.#rings = plan.recorded.map((_, index) =>
      space.floats(rooms.ring + 4 * mostRecorded * index, mostRecorded),
    )
    this.#copies = space.floats(rooms.copies, rooms.copyBytes / 4)
  }

  #base = 0
  #enter(done: number): void {
    this.#done = done
    this.#plan.context.iteration = this.#base + done
  }

  /** How many iterations one call may take, if the state is copied after `until` of them and then at every `stride`. */
  most(until: number, stride: number): number {
    const { byteLength } = this.#plan.state
    const copies = byteLength === 0 ? Infinity : Math.floor(this.#rooms.copyBytes / byteLength)
    return Math.min(mostRecorded, until + stride * copies - 1)
  }

  /**
   * Runs at most so many iterations and answers how many were completed; it stops before an iteration that fails a
   * check, computes a number that is not finite, falls below the limit, or throws.
   */
  run(count: number, until: number, stride: number): number {
    const { context } = this.#plan
    this.#base = context.iteration
    this.#done = 0
    let completed: number
    try {
      completed = this.#run(this.#base, count, until, stride)
    } catch (thrown) {
      if (!this.#plan.failing) throw thrown
      completed = this.#done
    }
    context.iteration = this.#base + completed
    return completed
  }

  /** The values of a recording at the last call: a view. */
  recorded(index: number, completed: number): Numbers {
    return (this.#rings[index] ?? new Float32Array(0)).subarray(0, completed)
  }

  /** The copies of the state that the last call made: a view. */
  copies(count: number): Numbers {
    return this.#copies.subarray(0, (count * this.#plan.state.byteLength) / 4)
  }
}

function loopOf(plan: Planned, rooms: Rooms): Loop {
  const { program, hot, recorded, cells, state, watch } = plan
  const limit = program.graph.run.stopBelow
  const [first] = recorded
  return {
    arithmetic: program.arithmetic,
    jobs: hot.map((step, call) => computeOf(step) ?? { kernel: null, call, reads: readsOf(step.inputs) }),
    recorded: recorded.map((matrix) => matrix && placed(matrix)),
    watched: watch.matrices.map(placed),
    below: limit !== undefined && first ? { value: placed(first), limit } : null,
    memories: cells
      .filter(({ next, value }) => next !== value)
      .map(({ value, next, waiting }) => ({
        value: placed(value),
        next: placed(next),
        waiting: waiting && placed(waiting),
      })),
    checked: watch.checked.map(placed),
    ring: { at: rooms.ring, capacity: mostRecorded },
    state: { at: state.byteOffset, bytes: state.byteLength },
    copies: { at: rooms.copies },
    scratch: rooms.scratch,
  }
}
