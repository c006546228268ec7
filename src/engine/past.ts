// The past of a run: states that were kept, and the plan of the program that ran then.
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
