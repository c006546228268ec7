// The lens: one iteration looked at closely, beside the run. Every value, every gradient, and the steps that lead to them, in words.
import { describe, size, type Matrix, type Shape } from '../numeric/matrix.ts'
import { Failure } from '../node.ts'
import { inherit } from './cells.ts'
import type { Executor } from './executor.ts'
import type { Gradual } from './gradual.ts'
import { Plan } from './plan.ts'
import type { Cell } from './planned.ts'
import { actual, needs, type Operation, type Program, type Value } from './program.ts'
import { type Account, account, brief, type Sources } from './provenance.ts'
import { type Part, type Phase, type Step, stepsOf } from './steps.ts'

/** Numbers of a part that are worth handing on. */
const mostNumbers = 4096

/** A part of a step, as it is told. */
export interface ToldPart {
  readonly title: string
  readonly sentence: string
  /** The output on the canvas whose gradient it is. */
  readonly of: string | null
  /** What comes out; null where it is too large, or was not computed. */
  readonly value: Matrix | null
}

export interface ToldStep {
  readonly node: string
  readonly phase: Phase
  readonly title: string
  readonly sentence: string
  readonly parts: readonly ToldPart[]
  /** The part that the sentence speaks of. */
  readonly told: number
  /** The outputs on the canvas, "id.port", that are known from here on. */
  readonly settles: readonly string[]
  /** Why it cannot be computed. */
  readonly failed: string | null
}

type Held = Pick<Cell, 'key' | 'value'>

/** Something that can be asked about: an output on the canvas, a gradient with respect to it, or what is within a block. */
export type Address =
  | { readonly is: 'value'; readonly output: string }
  | { readonly is: 'slope'; readonly output: string }
  | { readonly is: 'part'; readonly key: string; readonly port: string }

export interface Place {
  readonly row: number
  readonly col: number
}

/** A cell that another one was made from. */
export interface Source extends Place {
  readonly address: Address
  readonly title: string
  readonly value: number
}

export interface Explained extends Place {
  readonly address: Address
  readonly title: string
  readonly shape: Shape
  /** Null where there are too many numbers to be read. */
  readonly matrix: Matrix | null
  /** How the cell came about, in numbers of three digits. */
  readonly text: string
  readonly value: number
  /** The cells that it was made from, as far as they are known. */
  readonly from: readonly Source[]
}

/** Sources that are worth listing. */
const mostSources = 64

export class Lens {
  readonly program: Program
  readonly plan: Plan
  /** What could not be computed, and why; null: because something before it could not. */
  readonly #failed = new Map<Operation, string | null>()

  /** The program must have been compiled with slopes. */
  constructor(program: Program, executor: Executor, pace?: number) {
    this.program = program
    this.plan = new Plan(program, executor, pace)
  }

  /** Computes everything from these memories. */
  *look(memories: readonly Held[], iteration: number): Gradual {
    const { plan } = this
    this.#failed.clear()
    try {
      plan.start()
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
    }
    inherit(memories, plan.cells)
    plan.context.iteration = iteration
    plan.workbench.forget()
    for (const step of plan.steps) {
      const { operation } = step
      if (needs(operation).some((value) => value.operation && this.#failed.has(value.operation))) {
        this.#failed.set(operation, null)
        continue
      }
      // Measured gradients take as many iterations as there are numbers.
      if (operation.compared) continue
      try {
        yield* plan.workbench.compute([step])
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw thrown
        this.#failed.set(operation, thrown.message)
      }
    }
  }

  #read(value: Value | null): Matrix | null {
    const found = value && actual(value)
    if (!found?.operation || this.#failed.has(found.operation) || found.operation.compared) return null
    return this.plan.buffers.get(found) ?? null
  }

  /** What is at every output on the canvas: copies. */
  values(): Map<string, Matrix> {
    return this.#copies(this.program.outputs)
  }

  /** By output ∂loss/∂output, of the loss that is named, or of the first one: copies. */
  gradients(loss: string | null): Map<string, Matrix> {
    const { slopes } = this.program
    const found = (loss === null ? undefined : slopes.get(loss)) ?? [...slopes.values()][0]
    return this.#copies(found ?? new Map<string, Value>())
  }

  #copies(values: ReadonlyMap<string, Value>): Map<string, Matrix> {
    const found = new Map<string, Matrix>()
    for (const [name, value] of values) {
      const matrix = this.#read(value)
      if (matrix) found.set(name, copy(matrix))
    }
    return found
  }

  /** The steps of this iteration. `titleOf` names nodes on the canvas. */
  steps(isFirst: boolean, titleOf: (node: string) => string): readonly ToldStep[] {
    return stepsOf(this.program, isFirst).map((step) => this.#tell(step, titleOf))
  }

  #tell(step: Step, titleOf: (node: string) => string): ToldStep {
    const parts = step.parts.map((part) => this.#tellPart(part, titleOf))
    const broken = step.parts.find(({ operation }) => this.#failed.has(operation))?.operation
    const failed = broken ? (this.#failed.get(broken) ?? 'something before it could not be computed') : null
    const last = step.parts.at(-1)
    const isTold = step.phase === 'update' || step.parts.length <= 1 ? last : (ownOf(step) ?? last)
    const sentence = failed ?? (isTold ? this.#say(isTold) : '')
    return {
      ...{
        node: step.node,
        phase: step.phase,
        parts,
        settles: step.settles,
        failed,
        title: titleOf(step.node),
        told: step.parts.findIndex((part) => part === isTold),
      },
      sentence: `${titleOf(step.node)}${sentence === '' ? '' : `: ${sentence}`}`,
    }
  }

  #tellPart(part: Part, titleOf: (node: string) => string): ToldPart {
    const { operation, of } = part
    const value = this.#read(part.value)
    const title = of === null ? operation.kind.definition.title : `∂loss/∂${titleOf(of.split('.')[0] ?? '')}`
    const handed = value && size(value) <= mostNumbers ? copy(value) : null
    return { title, of, value: handed, sentence: `${title}: ${this.#say(part)}` }
  }

  #valueAt(address: Address, loss: string | null): Value | null {
    const { outputs, slopes, operations } = this.program
    if (address.is === 'value') return outputs.get(address.output) ?? null
    if (address.is === 'slope') {
      const found = (loss === null ? undefined : slopes.get(loss)) ?? [...slopes.values()][0]
      return found?.get(address.output) ?? null
    }
    return operations.find(({ key }) => key === address.key)?.outputs[address.port] ?? null
  }

  /** What a value is to be asked about by: on the canvas where it is there. */
  #addressOf(value: Value): Address {
    for (const [output, slot] of this.program.outputs)
      if (actual(slot) === value) return { is: 'value', output }
    for (const found of this.program.slopes.values())
      for (const [output, slope] of found) if (slope === value) return { is: 'slope', output }
    return { is: 'part', key: value.operation?.key ?? '', port: value.port }
  }

  #titleOf(address: Address, value: Value, titleOf: (node: string) => string): string {
    if (address.is === 'part') return value.operation?.kind.definition.title ?? address.key
    const title = titleOf(address.output.split('.')[0] ?? '')
    return address.is === 'slope' ? `∂loss/∂${title}` : title
  }

  /** How a cell came about, and what from: as it was last looked at. Null where there is no such cell. */
  explain(
    address: Address,
    loss: string | null,
    { row, col }: Place,
    titleOf: (node: string) => string,
  ): Explained | null {
    const asked = this.#valueAt(address, loss)
    const value = asked && actual(asked)
    const found = this.#read(value)
    if (!value?.operation || !found || row >= found.rows || col >= found.cols) return null
    const { operation } = value
    const { definition } = operation.kind
    const { text, from } = this.#account(operation, found, { row, col })
    const sources = from.slice(0, mostSources).flatMap(({ port, ...place }): Source[] => {
      const source = operation.inputs[port]?.[0]
      const origin = source && actual(source)
      const matrix = origin && this.#read(origin)
      if (!matrix) return []
      const at = this.#addressOf(origin)
      const number = matrix.data[place.row * matrix.cols + place.col] ?? NaN
      return [{ address: at, title: this.#titleOf(at, origin, titleOf), value: number, ...place }]
    })
    const first = definition.memory && this.plan.context.iteration > 0
    return {
      ...{ address, row, col, from: first ? [] : sources, title: this.#titleOf(address, value, titleOf) },
      shape: { rows: found.rows, cols: found.cols },
      matrix: size(found) <= mostNumbers ? copy(found) : null,
      text: first ? 'what the memory took in when the iteration before ended' : text,
      value: found.data[row * found.cols + col] ?? NaN,
    }
  }

  #account(operation: Operation, out: Shape, { row, col }: Place): Account {
    const { definition } = operation.kind
    if (definition.memory) {
      const start = this.#sourcesOf(operation)[definition.memory.initial]?.[0]
      const text = brief(start?.data[row * start.cols + col] ?? NaN)
      return { text, from: [{ port: definition.memory.initial, row, col }] }
    }
    return account(definition, operation.params, this.#sourcesOf(operation), out, row, col)
  }

  #sourcesOf({ inputs }: Operation): Sources {
    return Object.fromEntries(
      Object.entries(inputs).map(([port, values]) => [
        port,
        values.flatMap((each) => this.#read(each) ?? []),
      ]),
    )
  }

  /** "4×4 · 4×4, first cell 0.48·1.1 + … = 0.72" */
  #say({ operation, value }: Part): string {
    const { definition } = operation.kind
    const sources = this.#sourcesOf(operation)
    const out = this.#read(value)
    const shapes = Object.entries(sources)
      .filter(([port]) => !definition.inputs[port]?.next)
      .flatMap(([, found]) => found.map(describe))
    if (!out) return definition.picture || definition.records ? `shows ${shapes.join(', ')}` : ''
    const first = brief(out.data[0] ?? NaN)
    const isOne = size(out) === 1
    if (definition.memory)
      return isOne ? `remembers ${first}` : `remembers ${describe(out)}, first cell ${first}`
    if (shapes.length === 0) return isOne ? first : `${describe(out)}, first cell ${first}`
    const { text } = account(definition, operation.params, sources, out, 0, 0)
    const inWords = definition.kernel === undefined
    const made = text === first ? first : inWords ? `${first}, ${text}` : `${text} = ${first}`
    return isOne
      ? made
      : `${shapes.join(definition.kernel?.(operation.params).does === 'product' ? ' · ' : ' and ')}, first cell ${made}`
  }
}

/** The part that gives what the node gives. */
const ownOf = ({ parts, settles }: Step): Part | undefined =>
  settles.length === 0
    ? undefined
    : (parts.find(({ operation }) => operation.kind.definition.memory) ?? parts.at(-1))

const copy = (matrix: Matrix): Matrix => ({ ...matrix, data: matrix.data.slice() })
