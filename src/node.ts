// The contract that every node file fulfils: ports, parameters, shapes, kernel or parts, gradient, face.
import type { Kernel } from './kernel.ts'
import {
  type Arithmetic,
  type Matrix,
  type Shape,
  broadcastShape,
  describe,
  sameShape,
} from './numeric/matrix.ts'
import type { Param, ParamValue } from './param.ts'
import type { Picture } from './picture.ts'

// Ports

/** What flows through a port, and so the colour of its wires. */
export type Role = 'value' | 'gradient' | 'memory'

export interface Input {
  readonly docs: string
  /** The node runs without a wire here. */
  readonly optional?: true
  /** Takes any number of wires, in file order. */
  readonly variadic?: true
  /** Read only when the iteration ends (⟲), so a wire into it may close a loop. */
  readonly next?: true
}

export interface Output {
  readonly docs: string
  readonly role: Role
}

export const input = (docs: string) => ({ docs }) as const satisfies Input
export const optional = (docs: string) => ({ docs, optional: true }) as const satisfies Input
export const variadic = (docs: string) => ({ docs, variadic: true }) as const satisfies Input
export const next = (docs: string) => ({ docs, next: true }) as const satisfies Input
export const output = (docs: string, role: Role = 'value') => ({ docs, role }) satisfies Output

// Shapes

/** Why inputs do not fit: what is wrong, with the values, and what would be right. */
export interface Mismatch {
  readonly mismatch: true
  readonly code: 'SHAPE_MISMATCH' | 'NOT_SCALAR' | 'BAD_VALUE'
  readonly port: string | null
  readonly wrong: string
  readonly right: string
}

export const mismatch = (
  port: string | null,
  wrong: string,
  right: string,
  code: Mismatch['code'] = 'SHAPE_MISMATCH',
): Mismatch => ({ mismatch: true, code, port, wrong, right })

export const isMismatch = (value: object): value is Mismatch => 'mismatch' in value

export const scalar: Shape = { rows: 1, cols: 1 }

/** Shape rule of functions applied to every element: out is shaped like in. */
export const likeIn = (inputs: { readonly in: Shape }): { out: Shape } => ({ out: inputs.in })

/** Shape rule of elementwise operations on two matrices: equal shapes, or broadcasting as NumPy does. */
export function elementwise({ a, b }: { readonly a: Shape; readonly b: Shape }): { out: Shape } | Mismatch {
  const out = broadcastShape(a, b)
  if (out) return { out }
  return mismatch(
    'b',
    `a is ${describe(a)} and b is ${describe(b)}`,
    'the shapes must be equal, or one of them 1×1, a row or a column that can be repeated to fit the other',
  )
}

/** What a loss has to say of shapes that fit only because one is repeated: rarely what was meant. */
export function comparison(inputs: { readonly prediction: Shape; readonly target: Shape }): Mismatch | null {
  const { prediction, target } = inputs
  const wide = broadcastShape(prediction, target)
  if (!wide || sameShape(prediction, target)) return null
  const shapes = `prediction is ${describe(prediction)} and target is ${describe(target)}`
  const repeated = sameShape(wide, prediction) ? 'target' : 'prediction'
  const isCrossed = !sameShape(wide, prediction) && !sameShape(wide, target)
  const so = isCrossed
    ? `so every prediction is compared with every target, ${describe(wide)} of them`
    : `so the ${repeated} is repeated to ${describe(wide)}`
  return mismatch('target', `${shapes}, ${so}`, 'equal shapes are compared number by number')
}

// Parts: how gradients and composites are written, in terms of other nodes

/** An output of a node in a graph under construction. */
export interface Ref {
  /** Another output of the same node. */
  output(port: string): Ref
  /** Connects an input of this node afterwards: how a loop through a memory is closed. */
  feed(port: string, value: Ref): void
}

/** Adds a node of the named type: inputs in the order of its ports, then its parameters. Answers its first output. */
export type Op = (
  type: string,
  ...inputsThenParams: readonly (Ref | undefined | Readonly<Record<string, ParamValue>>)[]
) => Ref

/** A run-time failure of one node: what is wrong, with the values; what would be right. */
export class Failure extends Error {
  readonly code: 'SINGULAR' | 'ASSERTION_FAILED' | 'MEMORY_LIMIT'
  readonly port: string | null
  readonly wrong: string
  readonly right: string
  constructor(code: Failure['code'], port: string | null, wrong: string, right: string) {
    super(`${wrong}; ${right}.`)
    this.name = 'Failure'
    this.code = code
    this.port = port
    this.wrong = wrong
    this.right = right
  }
}

/** What a kernel may know beside its inputs. */
export interface Context {
  readonly arithmetic: Arithmetic
  readonly iteration: number
}

type Ins = Readonly<Record<string, Input>>
type Outs = Readonly<Record<string, Output>>
type Params = Readonly<Record<string, Param>>

/** One T per input: absent where optional and not connected, a list where variadic. */
export type PerInput<I extends Ins, T> = {
  readonly [K in keyof I]: I[K] extends { readonly variadic: true }
    ? readonly T[]
    : I[K] extends { readonly optional: true }
      ? T | undefined
      : T
}
export type PerOutput<O extends Outs, T> = { readonly [K in keyof O]: T }
export type Values<P extends Params> = { readonly [K in keyof P]: ParamValue<P[K]> }

export type Rows = readonly (readonly number[])[]

/** Inputs and parameters with the outputs that they must give: shown in the help and run as a test. */
export interface Example<I extends Ins, O extends Outs, P extends Params> {
  readonly about?: string
  readonly inputs?: { readonly [K in keyof I]?: Rows }
  readonly params?: Partial<Values<P>>
  readonly outputs: { readonly [K in keyof O]?: Rows }
}

/** How an input is drawn for gradient checks: uniform in low … high (−2 … 2), never within 0.05 of `avoid`. */
export interface Draw extends Shape {
  readonly low?: number
  readonly high?: number
  readonly avoid?: readonly number[]
  /** Added to the diagonal, to keep a matrix well away from singular. */
  readonly diagonal?: number
}
export interface Sample<I extends Ins, P extends Params> {
  readonly inputs: { readonly [K in keyof I]?: Draw }
  readonly params?: Partial<Values<P>>
}

/**
 * One kind of node, whole. A primitive has `run` (and `gradient`, where it is differentiable), a composite `build`,
 * a look `picture`; the other fields say what else a node can do. The engine asks for abilities, never for names.
 */
export interface NodeDefinition<I extends Ins = Ins, O extends Outs = Outs, P extends Params = Params> {
  readonly title: string
  /** Markdown, in the words of the learner. */
  readonly docs: string
  /** LaTeX. */
  readonly formula?: string
  readonly inputs: I
  readonly outputs: O
  readonly params: P
  /** Other words that a search should find this node by. */
  readonly keywords?: readonly string[]
  /** Shapes of the outputs. Not needed for composites, whose shapes follow from their parts. */
  shape?(this: void, inputs: PerInput<I, Shape>, params: Values<P>): PerOutput<O, Shape> | Mismatch
  /** What is odd about shapes that fit: a warning on the node, which runs nevertheless. */
  warns?(this: void, inputs: PerInput<I, Shape>, params: Values<P>): Mismatch | null
  /** Writes the outputs into given memory and allocates nothing. Never called with an output sharing an input's memory. */
  run?(
    this: void,
    out: PerOutput<O, Matrix>,
    inputs: PerInput<I, Matrix>,
    params: Values<P>,
    context: Context,
  ): void
  /**
   * `run` in parts, to the same bits: rests now and then, and answers how much is done (0 … 1). Where `operations` are
   * many, others get their turn in between. Only for what has no `kernel`.
   */
  runInParts?(
    this: void,
    out: PerOutput<O, Matrix>,
    inputs: PerInput<I, Matrix>,
    params: Values<P>,
    context: Context,
  ): Generator<number, void, void>
  /** How many operations `run` takes, where they are many more than the numbers that it reads and writes. */
  operations?(this: void, inputs: PerInput<I, Shape>): number
  /** What `run` computes, as plain data. Without it the node runs in JavaScript only. */
  kernel?(this: void, params: Values<P>): Kernel
  /** Per input: its share of the adjoint, given `g` = ∂loss/∂(first output), in terms of other nodes. */
  readonly gradient?: {
    readonly [K in keyof I]?: (
      values: { readonly g: Ref; readonly params: Values<P> } & PerInput<I, Ref> & PerOutput<O, Ref>,
      op: Op,
    ) => Ref
  }
  /** The parts of a composite: answers which values its outputs are. */
  build?(this: void, inputs: PerInput<I, Ref>, params: Values<P>, op: Op): PerOutput<O, Ref>
  /** The input that simply passes through as the first output for these shapes, if any. */
  passes?(this: void, inputs: PerInput<I, Shape>): (keyof I & string) | null
  /** Carries a value from one iteration to the next: its ports. */
  readonly memory?: { readonly initial: string; readonly next: string; readonly value: string }
  /** Stands for the adjoint of `loss` at `of`: its ports. `how` 'numerically' measures instead: |autograd − difference|. */
  readonly differentiates?: {
    readonly loss: string
    readonly of: string
    readonly out: string
    readonly how: 'exactly' | 'numerically'
  }
  /** Learns: it takes in the gradient of a loss with respect to one of its outputs. Its ports. */
  readonly learns?: { readonly gradient: keyof I & string; readonly value: keyof O & string }
  /** The output that says how wrong something is: what gradients are taken of. */
  readonly loss?: keyof O & string
  /** The value changes with the iteration even if no input does. */
  readonly timed?: true
  /** Only the shape of this input matters, not its numbers. */
  readonly shapeOnly?: readonly (keyof I & string)[]
  /** Fails the run when it throws: called once per iteration. */
  check?(this: void, inputs: PerInput<I, Matrix>, params: Values<P>): Failure | null
  /** The input (1×1 each) that is recorded at every iteration. */
  readonly records?: string
  /** Parameters without a say under these values: their controls are left out, what is set for them is kept. */
  unused?(this: void, params: Values<P>): readonly (keyof P & string)[]
  /** Keep a picture every so many iterations; 0 = never. */
  keeps?(this: void, params: Values<P>): number
  /** What the node shows. */
  picture?(this: void, inputs: PerInput<I, Matrix>, params: Values<P>): Picture
  readonly examples?: readonly Example<I, O, P>[]
  /** Required wherever there is a gradient. */
  readonly samples?: readonly Sample<I, P>[]
}

/** Identity: only there so that ports and parameters are inferred. */
export const defineNode = <const I extends Ins, const O extends Outs, const P extends Params>(
  definition: NodeDefinition<I, O, P>,
): NodeDefinition<I, O, P> => definition

/** A node kind in the library: the type is the file's name, the shelf its folder. */
export interface NodeKind {
  readonly type: string
  readonly shelf: string
  readonly definition: NodeDefinition
}
export type Library = ReadonlyMap<string, NodeKind>
