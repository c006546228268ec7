// The runner: a run in short chunks by the clock; a long iteration is a task with rests.
import type { Session } from '../engine/session.ts'
import type { Stopped } from './protocol.ts'
import { Speed } from './speed.ts'
import type { Surroundings } from './surroundings.ts'
import type { Tasks } from './tasks.ts'

/** Milliseconds of a chunk. */
const chunk = 8

export class Runner {
  readonly #around: Surroundings
  readonly #tasks: Tasks
  /** Told whenever another state is reached, or the run has ended. */
  readonly #reached: () => void
  #session: Session | null = null
  #until: number | null = null
  #waiting = false
  #speed = new Speed()
  running = false
  /** Why the last run ended by itself. */
  ended: Stopped | null = null

  constructor(around: Surroundings, tasks: Tasks, reached: () => void) {
    this.#around = around
    this.#tasks = tasks
    this.#reached = reached
  }

  /** Iterations per second while a run is on. */
  get perSecond(): number | null {
    return this.running ? this.#speed.perSecond : null
  }

  run(session: Session, until: number | null): void {
    const problem = session.blocked
    if (problem) return this.#end({ why: 'problem', problem })
    this.#session = session
    this.#until = until
    this.ended = null
    this.#speed = new Speed()
    this.running = true
    this.goOn(session)
  }

  step(session: Session): void {
    if (session.blocked) return this.#end({ why: 'problem', problem: session.blocked })
    this.halt()
    this.#iterate(session)
  }

  /** A long iteration that is under way is left: the state before it stays. */
  halt(): void {
    if (this.#tasks.doing === 'running') this.#tasks.drop()
    this.running = false
    this.ended = null
  }

  #end(ended: Stopped): void {
    this.running = false
    this.ended = ended
    this.#reached()
  }

  /** Works on as soon as other messages were let in, if nothing else is under way. */
  goOn(session: Session): void {
    this.#session = session
    if (!this.running || this.#waiting) return
    this.#waiting = true
    this.#around.later(() => {
      this.#waiting = false
      if (this.running && this.#tasks.doing === null && this.#session) this.#work(this.#session)
    })
  }

  /** One chunk by the clock, in batches that grow until one takes a fair part of it. */
  #work(session: Session): void {
    const { now } = this.#around
    const start = now()
    let batch = 1
    do {
      const left = this.#until === null ? Infinity : this.#until - session.iteration
      if (left <= 0) return this.#end({ why: 'finished' })
      if (session.isLong) return this.#iterate(session)
      const before = now()
      session.run(Math.min(batch, left))
      if (session.stopped) return this.#worked(session)
      if (now() - before < chunk / 8) batch *= 2
    } while (now() - start < chunk)
    this.#worked(session)
  }

  #iterate(session: Session): void {
    this.#tasks.begin('running', session.runGradually(), () => this.#worked(session))
  }

  #worked(session: Session): void {
    const { stopped } = session
    if (stopped) return this.#end(stopped.why === 'problem' ? stopped : { why: 'below' })
    if (this.running) this.#speed.note(session.iteration, this.#around.now())
    this.#reached()
  }
}
