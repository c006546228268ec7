// Performing a run: iterations in strides, what is watched on the way, and how it ended.
import { Session } from '../engine/session.ts'
import type { Plan } from '../engine/plan.ts'
import type { Program } from '../engine/program.ts'
import type { Series } from '../engine/recorder.ts'
import { Failure } from '../node.ts'
import type { Matrix } from '../numeric/matrix.ts'
import type { Settings } from './settings.ts'

/** Why a run ended before its last iteration. */
export interface Ending {
  readonly code: string
  readonly iteration: number
  readonly node: string | null
  readonly message: string
}

export interface Snapshot {
  readonly iteration: number
  readonly matrix: Matrix
}

/** A run that has ended. */
export interface Performance {
  readonly program: Program
  /** As it was left: everything is computed from the state after the last update. */
  readonly plan: Plan
  /** Outputs that could not be computed at the end. */
  readonly missing: ReadonlySet<string>
  /** How many iterations completed. */
  readonly iterations: number
  readonly stopped: Ending | null
  /** Iterating only. */
  readonly seconds: number
  readonly series: readonly Series[]
  readonly watched: ReadonlyMap<string, readonly Snapshot[]>
}

/** Hears now and then how far the run is. */
export type Progress = (iteration: number) => void

/** Seconds between looks at the clock, roughly. */
const pause = 0.03

/** Seconds since the process began. */
const now = (): number => performance.now() / 1000

class Run {
  readonly #session: Session
  readonly #settings: Settings
  readonly #progress: Progress | null
  readonly watched: Map<string, Snapshot[]>
  readonly #waiting: number[]
  seconds = 0
  #stride = 1
  #isTimedOut = false

  constructor(session: Session, settings: Settings, progress: Progress | null) {
    this.#session = session
    this.#settings = settings
    this.#progress = progress
    this.watched = new Map(settings.watch.map((name) => [name, []]))
    this.#waiting = [...(settings.at ?? [])]
  }

  /** Runs until the last iteration, the deadline, or whatever ends a run by itself. */
  go(): void {
    const { iterations, at } = this.#settings
    const watchesLast = at === null && this.watched.size > 0
    this.#runTo(watchesLast ? Math.max(0, iterations - 1) : iterations)
    if (watchesLast) this.#finishWatching()
  }

  #runTo(end: number): void {
    const session = this.#session
    for (;;) {
      if (this.#waiting[0] === session.iteration) {
        this.#waiting.shift()
        this.#snap()
      }
      const isOver = session.iteration >= end || session.stopped !== null
      if (isOver) return
      if (now() > this.#settings.timeout) {
        this.#isTimedOut = true
        return
      }
      this.#advance(
        Math.min(this.#stride, (this.#waiting[0] ?? end) - session.iteration, end - session.iteration),
      )
      this.#progress?.(session.iteration)
    }
  }

  #advance(count: number): void {
    const start = now()
    this.#session.run(count)
    const taken = now() - start
    this.seconds += taken
    if (taken < pause) this.#stride *= 2
    else if (taken > 2 * pause) this.#stride = Math.max(1, this.#stride >> 1)
  }

  /** Watches the last iteration that ran. A run that ended by itself is repeated up to there: it ends the same way. */
  #finishWatching(): void {
    const session = this.#session
    const { iteration, stopped } = session
    if (stopped && iteration > 0) {
      session.reset()
      session.run(iteration - 1)
    }
    this.#snap()
    if (stopped) session.run(this.#settings.iterations)
    else if (iteration < this.#settings.iterations) this.#advance(1)
  }

  #snap(): void {
    const { plan } = this.#session
    plan.lookAt(this.watched.keys(), [])
    const missing = look(plan, this.watched.keys())
    for (const [name, snapshots] of this.watched) {
      const matrix = missing.has(name) ? null : plan.read(name)
      if (matrix)
        snapshots.push({
          iteration: this.#session.iteration,
          matrix: { ...matrix, data: matrix.data.slice() },
        })
    }
  }

  ending(): Ending | null {
    const { stopped, iteration, program } = this.#session
    if (stopped?.why === 'problem') {
      const { code, node, message } = stopped.problem
      return { code, iteration: stopped.iteration, node, message }
    }
    if (stopped?.why === 'below') {
      const { from = '' } = program.recordings[0] ?? {}
      const at = iteration - 1
      const message = `${from} fell below ${program.graph.run.stopBelow} at iteration ${at}.`
      return { code: 'STOP_BELOW', iteration: at, node: from.split('.')[0] ?? null, message }
    }
    if (!this.#isTimedOut) return null
    const { iterations, timeout } = this.#settings
    const wrong = `${iteration} of ${iterations} iterations ran in ${timeout} s`
    return { code: 'TIMEOUT', iteration, node: null, message: `The run: ${wrong}; --timeout allows no more.` }
  }
}

/** Computes what is looked at, and answers which of these outputs have no value because a kernel fails. */
function look(plan: Plan, outputs: Iterable<string>): Set<string> {
  const missing = new Set<string>()
  if (attempt(() => plan.look())) return missing
  for (const name of outputs) {
    const value = plan.program.outputs.get(name)
    if (!value || !attempt(() => plan.runSteps(plan.stepsFor([value])))) missing.add(name)
  }
  return missing
}

function attempt(action: () => void): boolean {
  try {
    action()
    return true
  } catch (thrown) {
    if (thrown instanceof Failure) return false
    throw thrown
  }
}

/** Runs a program as the settings say. */
export function perform(program: Program, settings: Settings, progress: Progress | null): Performance {
  const { executor } = settings
  const session = new Session(program, executor ? { executor } : {})
  const run = new Run(session, settings, progress)
  run.go()
  const stopped = run.ending()
  session.plan.lookAtEverything()
  const missing = look(session.plan, program.outputs.keys())
  const { plan, iteration: iterations, series } = session
  return { program, plan, missing, iterations, stopped, seconds: run.seconds, series, watched: run.watched }
}
