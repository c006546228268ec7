// The session: one run of a graph, from iteration to iteration, with its past and the reason it stopped for.
import type { Problem } from '../graph/problem.ts'
import { Failure } from '../node.ts'
import type { Curve, Kept } from '../picture.ts'
import { inherit } from './cells.ts'
import { type Checkpoint, memoriesOf } from './checkpoint.ts'
import { conclude } from './conclude.ts'
import { strideFor } from './cost.ts'
import type { Digest } from './digest.ts'
import { bestExecutor, type Executor } from './executor.ts'
import { finish, type Gradual } from './gradual.ts'
import { Keeper } from './keeper.ts'
import { leap } from './leap.ts'
import { Past } from './past.ts'
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
  /** Nanoseconds, about, between the rests of gradual work. */
  readonly pace?: number
}

export class Session {
  #plan: Plan
  #keeper: Keeper
  readonly #make: (program: Program) => Plan
  readonly #timeline: Timeline | null
  readonly #curveBudget: number
  /** States that are known; null where none are kept. */
  readonly past: Past | null
  #series: Series[] = []
  #reached = 0
  #stopped: Stop | null = null

  constructor(program: Program, options: SessionOptions = {}) {
    const { executor = bestExecutor(), historyBudget = 0, curveBudget = Infinity, pace } = options
    this.#curveBudget = curveBudget
    this.#make = (each) => new Plan(each, executor, pace)
    this.#plan = this.#make(program)
    this.#keeper = new Keeper(this.#plan)
    this.#timeline = historyBudget > 0 ? new Timeline(historyBudget) : null
    this.past = this.#timeline && new Past(this.#timeline, this.#make)
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
  /** The smallest iteration that can be sought. */
  get first(): number {
    return this.#timeline?.first ?? 0
  }
  /** Whether an iteration takes so long that it is better run gradually. */
  get isLong(): boolean {
    return this.#plan.isLong(this.#plan.hot) || this.#keeper.isLong
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
    if (!this.#keeper.isLong) this.#attempt(() => this.#keeper.keep())
  }

  /** The state as it is, and the curves for so many columns of a screen. */
  checkpoint(columns: number): Checkpoint {
    const { iteration } = this
    return { iteration, memories: memoriesOf(this.#plan.cells), curves: this.curves(columns) }
  }

  /** Goes on where another session was; what was before cannot be sought. */
  restore({ iteration, memories, curves }: Checkpoint): void {
    inherit(memories, this.#plan.cells)
    this.#plan.context.iteration = iteration
    this.#series = seriesFor(this.program.recordings, iteration, this.#curveBudget, [])
    for (const series of this.#series) series.goOnFrom(curves)
    this.#timeline?.clear()
    this.#stopped = null
    this.#fork()
  }

  /** Goes on with an edited program: every memory whose node and shape remain keeps its value, the iteration stays. */
  replace(program: Program): void {
    const before = this.#plan
    this.#plan = this.#make(program)
    this.#keeper.adopt(this.#plan)
    this.#stopped = null
    this.#attempt(() => this.#plan.start())
    this.#inherit(before)
    before.release()
    this.#series = seriesFor(program.recordings, this.iteration, this.#curveBudget, this.#series)
    this.#fork()
  }

  #inherit(before: Plan): void {
    this.#plan.workbench.forget()
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
    this.past?.release()
  }

  /** Runs at most so many iterations and answers how many it completed; `stopped` says why it ended early. */
  run(count: number): number {
    if (!this.#begin()) return 0
    this.#plan.workbench.forget()
    let done = 0
    while (done < count) {
      done += this.#leap(count - done)
      if (done === count) break
      if (!this.#iterate()) return done
      done += 1
      if (this.#isBelow()) return done
    }
    return count
  }

  /** One iteration, gradually. Left at a rest, it can be begun again: the state is the one before it. */
  *runGradually(): Gradual {
    if (!this.#begin()) return
    const { workbench, hot } = this.#plan
    yield* this.#attemptGradually(this.#keeper.keepGradually())
    yield* this.#attemptGradually(workbench.compute(hot))
    if (this.#stopped || !this.#complete()) return
    workbench.forget()
    this.#isBelow()
  }

  /** Whether there is anything to run; a past that is left behind ends here. */
  #begin(): boolean {
    if (this.#stopped?.why === 'problem') return false
    this.#stopped = null
    if (this.iteration < this.#reached && this.#timeline && !this.#timeline.isCurrent(this.iteration))
      this.#fork()
    return true
  }

  #isBelow(): boolean {
    if (!this.#plan.watch.isBelow) return false
    this.#stopped = { why: 'below', iteration: this.iteration }
    return true
  }

  /** As many iterations at once as are nothing special: the next one may be any, and is computed step by step. */
  #leap(count: number): number {
    const completed = leap(this.#plan, count, this.#series, this.#timeline, this.#keeper)
    this.#reached = Math.max(this.#reached, this.iteration)
    return completed
  }

  /** One iteration: compute, check, record, take in. A problem leaves the state as it was; answers whether all is well. */
  #iterate(): boolean {
    try {
      this.#plan.compute()
    } catch (thrown) {
      return this.#stop(this.#blame(thrown))
    }
    return this.#complete()
  }

  /** What follows when an iteration is computed. */
  #complete(): boolean {
    const problem = conclude(this.#plan, this.#series, this.#reached, this.#timeline, this.#keeper)
    if (problem) return this.#stop(problem)
    if (this.iteration > this.#reached) this.#reached = this.iteration
    return true
  }

  #stop(problem: Problem): false {
    this.#stopped = { why: 'problem', iteration: this.iteration, problem }
    return false
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
      this.#stop(this.#blame(thrown))
    }
  }

  *#attemptGradually(work: Gradual): Gradual {
    try {
      yield* work
    } catch (thrown) {
      this.#stop(this.#blame(thrown))
    }
  }

  /** Computes what is looked at from the current state. */
  look(): void {
    finish(this.lookGradually())
  }

  *lookGradually(steps = this.#plan.looked): Gradual {
    if (this.#keeper.isLong) yield* this.#attemptGradually(this.#keeper.keepGradually())
    yield* this.#attemptGradually(this.#plan.workbench.compute(steps))
  }

  /** The first failed check at the state that is shown, without running it. */
  check(): Problem | null {
    return finish(this.checkGradually())
  }

  *checkGradually(): Gradual<Problem | null> {
    yield* this.#attemptGradually(this.#plan.workbench.compute(this.#plan.hot))
    return this.#stopped?.why === 'problem' ? this.#stopped.problem : this.#plan.watch.failedCheck()
  }

  /** Goes to an iteration that has run. Answers whether it is known. */
  seek(iteration: number): boolean {
    return finish(this.seekGradually(iteration))
  }

  /** Left at a rest, it stands at an iteration before. */
  *seekGradually(iteration: number): Gradual<boolean> {
    if (iteration < 0 || iteration > this.#reached) return false
    if (!this.past?.knows(iteration)) return false
    this.#stopped = null
    const plan = yield* this.past.goTo(iteration, this.#plan)
    if (plan !== this.#plan) this.#inherit(plan)
    return true
  }

  /** By which another run knows whether it arrived at the same; null where the state is not known, or not to be repeated. */
  *digestGradually(iteration: number): Gradual<Digest | null> {
    return this.past && iteration <= this.#reached ? yield* this.past.digestAt(iteration, this.#plan) : null
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
