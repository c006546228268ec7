// What the page and the worker say to each other: two tagged unions of plain data.
import type { Digest } from '../engine/digest.ts'
import type { Executor } from '../engine/executor.ts'
import type { Checkpoint } from '../engine/checkpoint.ts'
import type { Address, Explained, Place, ToldPart, ToldStep } from '../engine/lens.ts'
import type { Phase } from '../engine/steps.ts'
import type { Unfolded } from '../engine/unfold.ts'
import type { Graph } from '../graph/document.ts'
import type { Problem } from '../graph/problem.ts'
import type { Matrix, Shape } from '../numeric/matrix.ts'
import type { Curve, Kept, Picture } from '../picture.ts'

export type { Address, Digest, Explained, Phase, Place, ToldPart, ToldStep, Unfolded }

export type ToWorker =
  /** A document, from its start: iteration 0, no history. Or from where a lost engine was. */
  | {
      readonly type: 'open'
      readonly revision: number
      readonly graph: Graph
      readonly from?: Checkpoint
    }
  /** The same document, edited: every memory whose node and shape remain keeps its value, the iteration stays. */
  | { readonly type: 'edit'; readonly revision: number; readonly graph: Graph }
  /** Runs until `until` iterations are done, null: until paused. */
  | { readonly type: 'run'; readonly until: number | null }
  | { readonly type: 'pause' }
  | { readonly type: 'step' }
  | { readonly type: 'reset' }
  /** Shows an iteration that has run. */
  | { readonly type: 'seek'; readonly iteration: number }
  /** Which outputs ("id.port") and which nodes' pictures the page looks at. */
  | {
      readonly type: 'look'
      readonly outputs: readonly string[]
      readonly pictures: readonly string[]
      /** The gradients of a loss ("id.port"; empty: of the first one) with respect to all outputs. Without it: none. */
      readonly slopes?: string
    }
  /** The last frame is on the screen: the next may come. */
  | { readonly type: 'shown' }
  /** The last checkpoint has come: the next may. */
  | { readonly type: 'held' }
  /** Loads what it takes to look closely, so that it is there when the server is not. */
  | { readonly type: 'prepare' }
  /** Every output, computed from the current state: answered with `all`. */
  | { readonly type: 'all'; readonly request: number }
  /** The digest of the state at an iteration that has run: answered with `digest`. */
  | { readonly type: 'digest'; readonly request: number; readonly iteration: number }
  /** The iteration that is shown, taken apart: answered with `anatomy`. */
  | { readonly type: 'dissect'; readonly request: number }
  /** How a cell of the state that is shown came about: answered with `explained`. */
  | ({
      readonly type: 'explain'
      readonly request: number
      readonly address: Address
      readonly loss: string
    } & Place)
  /** A block of the graph opened into its parts: answered with `unfolded`. */
  | { readonly type: 'unfold'; readonly request: number; readonly graph: Graph; readonly node: string }

export type Explain = Extract<ToWorker, { readonly type: 'explain' }>

/** An iteration taken apart. */
export interface Anatomy {
  readonly iteration: number
  readonly steps: readonly ToldStep[]
  /** At every output, "id.port", in this iteration, and in the one before where that is known. */
  readonly values: ReadonlyMap<string, Matrix>
  readonly before: ReadonlyMap<string, Matrix>
  readonly pictures: ReadonlyMap<string, Picture>
  readonly picturesBefore: ReadonlyMap<string, Picture>
}

export interface Compiled {
  readonly type: 'compiled'
  readonly revision: number
  readonly problems: readonly Problem[]
  /** Shapes of all outputs that could be inferred, by "id.port". */
  readonly shapes: ReadonlyMap<string, Shape>
}

export interface Frame {
  readonly type: 'frame'
  readonly revision: number
  /** What is shown is the graph computed from the state at this iteration. */
  readonly iteration: number
  /** The smallest and the largest iteration that can be sought. */
  readonly first: number
  readonly reached: number
  readonly running: boolean
  /** What computes. */
  readonly executor: Executor
  /** Iterations per second while running, null otherwise. */
  readonly speed: number | null
  /** The first recorded loss at this iteration. */
  readonly loss: number | null
  readonly values: ReadonlyMap<string, Matrix>
  /** By output ∂loss/∂output, where they are looked at. */
  readonly slopes: ReadonlyMap<string, Matrix>
  /** The losses that there are gradients of, as far as they were looked for. */
  readonly losses: readonly string[]
  readonly pictures: ReadonlyMap<string, Picture>
  /** By plot. */
  readonly curves: ReadonlyMap<string, readonly Curve[]>
  /** By node that keeps pictures; of very many an even choice with the first and the last. Null: as in the frame before. */
  readonly kept: ReadonlyMap<string, readonly Kept[]> | null
  /** Why the run ended by itself, if it did. */
  readonly stopped: Stopped | null
}

export type Stopped =
  { readonly why: 'finished' | 'below' } | { readonly why: 'problem'; readonly problem: Problem }

/** Something takes long and is under way. */
export interface Busy {
  readonly type: 'busy'
  readonly doing: 'compiling' | 'running' | 'seeking' | 'looking'
  /** The title of the node that is computed. */
  readonly node: string
  /** How much is done of it all, 0 … 1. */
  readonly done: number
  /** How long an iteration takes, as far as it is known. */
  readonly seconds: number | null
}

export type FromWorker =
  /** The program has loaded. */
  | { readonly type: 'ready' }
  | Compiled
  | Frame
  | Busy
  | { readonly type: 'checkpoint'; readonly revision: number; readonly checkpoint: Checkpoint }
  | {
      readonly type: 'all'
      readonly request: number
      readonly iteration: number
      readonly values: ReadonlyMap<string, Matrix>
    }
  | { readonly type: 'digest'; readonly request: number; readonly digest: Digest | null }
  /** Null where there is nothing to take apart. */
  | { readonly type: 'anatomy'; readonly request: number; readonly anatomy: Anatomy | null }
  | { readonly type: 'explained'; readonly request: number; readonly explained: Explained | null }
  | { readonly type: 'unfolded'; readonly request: number; readonly unfolded: Unfolded | null }
  /** An internal fault; the worker is of no more use. */
  | { readonly type: 'fault'; readonly message: string }

/** Sends what is said; what is transferred is not copied. */
export type Post = (message: FromWorker, transfer: ArrayBuffer[]) => void
