// Gradual work: what takes long rests now and then, so that others get their turn, and comes to the same bits.
import type { Planned, Step } from './planned.ts'
import type { Operation } from './program.ts'

/** What is being computed at a rest, and how much is done of what was asked for (0 … 1). */
export interface Rest {
  readonly operation: Operation
  readonly done: number
}

/** Work that can be left at any rest: nothing is half done then that anybody could see. */
export type Gradual<T = void> = Generator<Rest, T, void>

/** Does it without any rest. */
export function finish<T>(work: Gradual<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/**
 * Computes the steps of a plan gradually. What was computed from the memories as they are is not computed again, and a
 * step that was left half-way is gone on with: so it may be looked at before the iteration goes on.
 */
export class Workbench {
  readonly #plan: Planned
  #fresh = new Set<Step>()
  #begun = new Map<Step, Generator<number, void, void>>()

  constructor(plan: Planned) {
    this.#plan = plan
  }

  /** The memories have changed: nothing that was computed holds any more. */
  forget(): void {
    if (this.#fresh.size > 0) this.#fresh = new Set()
    if (this.#begun.size > 0) this.#begun = new Map()
  }

  *compute(steps: readonly Step[]): Gradual {
    const plan = this.#plan
    if (!plan.isLong(steps)) return plan.runSteps(steps)
    const total = plan.costOf(steps)
    let before = 0
    let since = 0
    for (const step of steps) {
      const cost = plan.stepCost(step)
      const at = (part: number): Rest => ({
        operation: step.operation,
        done: (before + part * cost) / total,
      })
      if (!this.#fresh.has(step)) {
        const parts = this.#begun.get(step) ?? partsOf(plan, step)
        this.#begun.set(step, parts)
        for (let part = this.#next(step, parts); part !== null; part = this.#next(step, parts)) {
          since = 0
          yield at(part)
        }
        this.#begun.delete(step)
        this.#fresh.add(step)
        since += cost
        if (since > plan.pace) {
          since = 0
          yield at(1)
        }
      }
      before += cost
    }
  }

  #next(step: Step, parts: Generator<number, void, void>): number | null {
    try {
      const { done, value } = parts.next()
      return done ? null : value
    } catch (thrown) {
      this.#begun.delete(step)
      this.#plan.failing = step.operation
      throw thrown
    }
  }
}

function* partsOf(plan: Planned, step: Step): Generator<number, void, void> {
  const { runInParts } = step.operation.kind.definition
  const pieces = plan.pieces.get(step)
  if (pieces)
    for (let index = 0; index < pieces.length; index += 1) {
      plan.runStep(pieces[index])
      yield (index + 1) / pieces.length
    }
  else if (runInParts && !step.operation.compared && plan.stepCost(step) > plan.pace)
    yield* runInParts(step.out, step.inputs, step.params, plan.context)
  else plan.runStep(step)
}
