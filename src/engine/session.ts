// The session: one run of a graph, from iteration to iteration, with its past and the reason it stopped for.
import type { Problem } from '../graph/problem.ts'
import { Failure } from '../node.ts'
import type { Curve, Kept } from '../picture.ts'
import { inherit } from './cells.ts'
import { strideFor } from './cost.ts'
import { computedDigest, type Digest } from './digest.ts'
import { bestExecutor, type Executor } from './executor.ts'
import { Keeper } from './keeper.ts'
import { leap } from './leap.ts'
import { Plan } from './plan.ts'
import type { Program } from './program.ts'
import { curvesOf, type Series, seriesFor } from './recorder.ts'
import { Timeline } from './timeline.ts'

export type Stop =
  | { readonly why: 'below'; readonly iteration: number }
  | { readonly why: 'problem'; readonly iteration: number; readonly problem: Problem }

export interface SessionOptions {
  /** What computes the iterations; where it is left out, the fastest there is. */
  readonly executor?: Executor
  /** Bytes for past states; 0 keeps none, and no iteration can be sought. */
  readonly historyBudget?: number
  /** Bytes for the recorded losses; beyond them neighbouring iterations are joined. Without a budget all are kept. */
  readonly curveBudget?: number
}

export class Session {
  #plan: Plan
  #keeper: Keeper
  readonly #executor: Executor
  readonly #timeline: Timeline | null
  readonly #curveBudget: number
  /** The plan of a past that ran under another program, while it is looked at. */
  #past: Plan | null = null
  #series: Series[] = []
  #reached = 0
  #stopped: Stop | null = null

  constructor(program: Program, options: SessionOptions = {}) {
    const { executor = bestExecutor(), historyBudget = 0, curveBudget = Infinity } = options
    this.#curveBudget = curveBudget
    this.#executor = executor
    this.#plan = new Plan(program, executor)
    this.#keeper = new Keeper(this.#plan)
    this.#timeline = historyBudget > 0 ? new Timeline(historyBudget) : null
    this.reset()
  }

  get program(): Program {
    return this.#plan.program
  }
  get plan(): Plan {
    return this.#plan
  }
  /** What runs it: JavaScript, too, where WebAssembly was wanted and is not to be had. */
  get executor(): Executor {
    return this.#plan.executor
  }
  /** What is shown is the graph computed from the state at this iteration. */
  get iteration(): number {
    return this.#plan.context.iteration
  }
  /** The largest iteration whose state is known. */
  get reached(): number {
    return this.#reached
  }
  /** Why the last run ended by itself. */
  get stopped(): Stop | null {
    return this.#stopped
  }
  get series(): readonly Series[] {
    return this.#series
  }

  /** The error that leaves nothing to run, if there is one. */
  get blocked(): Problem | null {
    return this.#plan.watch.blocked
  }

  /** Back to iteration 0: the same start, always. */
  reset(): void {
    this.#stopped = null
    this.#reached = 0
    this.#keeper = new Keeper(this.#plan)
    // Those that began with the run have memory that is worth using again.
    const whole = this.#series.filter(({ start }) => start === 0)
    this.#series = seriesFor(this.program.recordings, 0, this.#curveBudget, whole)
    for (const series of this.#series) series.cut(0)
    this.#attempt(() => this.#plan.start())
    this.#beginStretch()
    this.#attempt(() => this.#keeper.keep())
  }

  /** Goes on with an edited program: every memory whose node and shape remain keeps its value, the iteration stays. */
  replace(program: Program): void {
    const before = this.#plan
    this.#plan = new Plan(program, this.#executor)
    this.#keeper.adopt(this.#plan)
    this.#stopped = null
    this.#attempt(() => this.#plan.start())
    this.#inherit(before)
    before.release()
    this.#series = seriesFor(program.recordings, this.iteration, this.#curveBudget, this.#series)
    this.#fork()
  }

  #inherit(before: Plan): void {
    inherit(before.cells, this.#plan.cells)
    this.#plan.context.iteration = before.context.iteration
  }

  /** From here on the past that was known goes another way. */
  #fork(): void {
    const { iteration } = this
    for (const series of this.#series) series.cut(iteration)
    this.#keeper.cut(iteration)
    this.#reached = iteration
    this.#beginStretch()
  }

  #beginStretch(): void {
    const { state, executor } = this.#plan
    this.#timeline?.begin(this.program, this.iteration, state.length, strideFor(this.#plan, executor))
    this.#timeline?.keep(this.iteration, state)
  }

  /** Hands the memory back; the session must not be used any more. */
  close(): void {
    this.#plan.release()
    this.#past?.release()
  }

  /** Runs at most so many iterations and answers how many it completed; `stopped` says why it ended early. */
  run(count: number): number {
    if (this.#stopped?.why === 'problem') return 0
    this.#stopped = null
    if (this.iteration < this.#reached && this.#timeline && !this.#timeline.isCurrent(this.iteration))
      this.#fork()
    let done = 0
    while (done < count) {
      done += this.#leap(count - done)
      if (done === count) break
      const problem = this.#iterate()
      if (problem) {
        this.#stopped = { why: 'problem', iteration: this.iteration, problem }
        return done
      }
      done += 1
      if (this.#plan.watch.isBelow) {
        this.#stopped = { why: 'below', iteration: this.iteration }
        return done
      }
    }
    return count
  }

  /** As many iterations at once as are nothing special: the next one may be any, and is computed step by step. */
  #leap(count: number): number {
    const completed = leap(this.#plan, count, this.#series, this.#timeline, this.#keeper)
    this.#reached = Math.max(this.#reached, this.iteration)
    return completed
  }

  /** One iteration: compute, check, record, take in. A problem leaves the state as it was. */
  #iterate(): Problem | null {
    const plan = this.#plan
    const { iteration } = plan.context
    try {
      plan.compute()
    } catch (thrown) {
      return this.#blame(thrown)
    }
    const failed = this.#plan.watch.failedCheck()
    if (failed) return failed
    for (let index = 0; index < this.#series.length; index += 1) {
      const series = this.#series[index]
      const recorded = plan.recorded[index]
      if (recorded && series && series.start + series.count === iteration) series.record(recorded.data)
    }
    if (plan.recorded[0]) this.#keeper.note(iteration, plan.recorded[0].data)
    const broken = this.#plan.watch.notFinite()
    if (broken) return broken
    plan.take()
    if (plan.context.iteration > this.#reached) {
      this.#reached = plan.context.iteration
      this.#timeline?.keep(this.#reached, plan.state)
    }
    this.#keeper.keep()
    return null
  }

  /** A kernel's failure as its node's problem; anything else is our own fault and goes on up. */
  #blame(thrown: unknown): Problem {
    if (!(thrown instanceof Failure) || !this.#plan.failing) throw thrown
    return this.#plan.watch.failure(this.#plan.failing, thrown)
  }

  #attempt(action: () => void): void {
    try {
      action()
    } catch (thrown) {
      this.#stopped = { why: 'problem', iteration: this.iteration, problem: this.#blame(thrown) }
    }
  }

  /** Computes what is looked at from the current state. */
  look(): void {
    this.#attempt(() => this.#plan.look())
  }

  /** The first failed check at the state that is shown, without running it. */
  check(): Problem | null {
    this.#attempt(() => this.#plan.compute())
    return this.#stopped?.why === 'problem' ? this.#stopped.problem : this.#plan.watch.failedCheck()
  }

  /** Goes to an iteration that has run. Answers whether it is known. */
  seek(iteration: number): boolean {
    if (iteration < 0 || iteration > this.#reached) return false
    const known = this.#timeline?.before(iteration)
    if (!known) return false
    const isPast = known.program !== this.program
    const plan = isPast ? this.#pastOf(known.program) : this.#plan
    plan.state.set(known.state)
    plan.context.iteration = known.iteration
    plan.replay(iteration - known.iteration)
    if (isPast) this.#inherit(plan)
    this.#stopped = null
    return true
  }

  #pastOf(program: Program): Plan {
    if (this.#past?.program === program) return this.#past
    this.#past?.release()
    this.#past = new Plan(program, this.#executor)
    return this.#past
  }

  /**
   * Of the state at an iteration that has run; null where it is not known, or where the graph was changed on the way
   * there, so that no other run of it arrives at the same.
   */
  digestAt(iteration: number): Digest | null {
    const known = this.#timeline?.isCurrent(0) ? this.#timeline.before(iteration) : null
    if (!known || iteration > this.#reached) return null
    if (iteration === this.iteration) return computedDigest(this.#plan)
    // Aside, so that what is shown or runs stays as it is.
    const plan = new Plan(this.program, this.#executor)
    plan.state.set(known.state)
    plan.context.iteration = known.iteration
    plan.replay(iteration - known.iteration)
    const digest = computedDigest(plan)
    plan.release()
    return digest
  }

  /** The first recorded loss, as last computed. */
  get loss(): number | null {
    const value = this.program.recordings[0]?.value
    return (value && this.#plan.buffers.get(value)?.data[0]) ?? null
  }

  /** Another object whenever there are other pictures. */
  get keptState(): object {
    return this.#keeper.state
  }

  /** Kept pictures by node, each with the first loss of its iteration. */
  get kept(): Map<string, Kept[]> {
    return this.#keeper.all((iteration) => this.#series[0]?.valueAt(iteration) ?? null)
  }

  /** All recorded curves by plot, thinned for so many columns of a screen. */
  curves(columns: number): Map<string, Curve[]> {
    return curvesOf(this.#series, columns)
  }
}
