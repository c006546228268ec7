// The lens: one iteration looked at closely, beside the run. Every value, every gradient, and the steps that lead to them, in words.
import { describe, size, type Matrix } from '../numeric/matrix.ts'
import { Failure } from '../node.ts'
import { inherit } from './cells.ts'
import type { Executor } from './executor.ts'
import type { Gradual } from './gradual.ts'
import { Plan } from './plan.ts'
import type { Cell } from './planned.ts'
import { actual, needs, type Operation, type Program, type Value } from './program.ts'
import { account, brief } from './provenance.ts'
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
  /** The outputs on the canvas, "id.port", that are known from here on. */
  readonly settles: readonly string[]
  /** Why it cannot be computed. */
  readonly failed: string | null
}

type Held = Pick<Cell, 'key' | 'value'>

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
    const told = isTold ? this.#say(isTold) : ''
    const sentence = failed ?? told
    return {
      ...{
        node: step.node,
        phase: step.phase,
        parts,
        settles: step.settles,
        failed,
        title: titleOf(step.node),
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

  /** "4×4 · 4×4, first cell 0.48·1.1 + … = 0.72" */
  #say({ operation, value }: Part): string {
    const { definition } = operation.kind
    const sources = Object.fromEntries(
      Object.entries(operation.inputs).map(([port, values]) => [
        port,
        values.flatMap((each) => this.#read(each) ?? []),
      ]),
    )
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
