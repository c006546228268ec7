// A plan as those see it who work on it: steps and memories with their places. What makes it is in plan.ts.
import type { Context, NodeDefinition, PerInput } from '../node.ts'
import type { Matrix } from '../numeric/matrix.ts'
import type { Operation, Program, Value } from './program.ts'
import type { Space } from './space.ts'

export type Inputs = PerInput<NodeDefinition['inputs'], Matrix>

/** One kernel with its memory. */
export interface Step {
  readonly run: NonNullable<NodeDefinition['run']>
  readonly out: Readonly<Record<string, Matrix>>
  readonly inputs: Inputs
  readonly params: Operation['params']
  readonly operation: Operation
  /** Worth a call into WebAssembly by itself. */
  readonly isLarge: boolean
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

/** Places of the machine's own in the memory of a plan. */
export interface Rooms {
  readonly ring: number
  readonly copies: number
  readonly copyBytes: number
  readonly scratch: number
}

export interface Planned {
  readonly program: Program
  /** Nanoseconds, about, between the rests of what is computed gradually. */
  readonly pace: number
  /** The steps that take long, each in pieces that do not. */
  readonly pieces: ReadonlyMap<Step, readonly Step[]>
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
  readonly watch: {
    readonly matrices: readonly Matrix[]
    readonly checked: readonly Matrix[]
    readonly failedCheck: () => unknown
  }
  /** The operation whose kernel threw last. */
  failing: Operation | null
  /** About how many nanoseconds a step takes, and several one after the other. */
  readonly stepCost: (step: Step) => number
  readonly costOf: (steps: readonly Step[]) => number
  /** Whether steps take so long that others should get their turn meanwhile. */
  readonly isLong: (steps: readonly Step[]) => boolean
  readonly inputsOf: (operation: Operation) => Inputs
  readonly runStep: (step: Step | undefined) => void
  readonly runSteps: (steps: readonly Step[]) => void
}
