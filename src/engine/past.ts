// The past of a run: states that were kept, and the plan of the program that ran then.
import { type Checkpoint, memoriesOf } from './checkpoint.ts'
import { type Digest, digested } from './digest.ts'
import type { Gradual } from './gradual.ts'
import type { Plan } from './plan.ts'
import type { Program } from './program.ts'
import type { Timeline } from './timeline.ts'

export class Past {
  readonly #timeline: Timeline
  readonly #make: (program: Program) => Plan
  /** The plan of another program than the present one, while its time is looked at. */
  #plan: Plan | null = null

  constructor(timeline: Timeline, make: (program: Program) => Plan) {
    this.#timeline = timeline
    this.#make = make
  }

  knows(iteration: number): boolean {
    return this.#timeline.before(iteration) !== null
  }

  /** Goes to an iteration that is known, and answers the plan that stands there now: the present one or another. */
  *goTo(iteration: number, present: Plan): Gradual<Plan> {
    const known = this.#timeline.before(iteration)
    if (!known) return present
    const plan = known.program === present.program ? present : this.#planOf(known.program)
    plan.state.set(known.state)
    plan.context.iteration = known.iteration
    plan.workbench.forget()
    yield* plan.replay(iteration - known.iteration)
    return plan
  }

  /**
   * Of the state at an iteration that is known; null where the graph was changed on the way there, so that no other run
   * of it arrives at the same. The present stays as it is.
   */
  *digestAt(iteration: number, present: Plan): Gradual<Digest | null> {
    const known = this.#timeline.isCurrent(0) ? this.#timeline.before(iteration) : null
    if (!known) return null
    if (iteration === present.context.iteration) return yield* digested(present)
    const plan = this.#make(present.program)
    plan.state.set(known.state)
    plan.context.iteration = known.iteration
    yield* plan.replay(iteration - known.iteration)
    const digest = yield* digested(plan)
    plan.release()
    return digest
  }

  /** The memories at an iteration that is known; null where another graph ran then. The present stays as it is. */
  *memoriesAt(iteration: number, present: Plan): Gradual<Checkpoint['memories'] | null> {
    const known = this.#timeline.before(iteration)
    if (known?.program !== present.program) return null
    const plan = this.#make(present.program)
    plan.state.set(known.state)
    plan.context.iteration = known.iteration
    yield* plan.replay(iteration - known.iteration)
    const memories = memoriesOf(plan.cells)
    plan.release()
    return memories
  }

  #planOf(program: Program): Plan {
    if (this.#plan?.program === program) return this.#plan
    this.release()
    this.#plan = this.#make(program)
    return this.#plan
  }

  /** Hands memory back. */
  release(): void {
    this.#plan?.release()
    this.#plan = null
  }
}
