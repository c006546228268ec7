// Tasks: gradual work, one at a time; messages get in at every rest, and a task can be dropped there.
import type { Gradual, Rest } from '../engine/gradual.ts'
import type { Busy } from './protocol.ts'

export type Doing = Busy['doing']

/** What a task ends with, when it is not the current one any more. */
type Then = () => void

interface Task {
  readonly doing: Doing
  readonly work: Gradual<Then>
  /** The first rest: from there on, time tells how long all of it takes. */
  first: { readonly time: number; readonly done: number } | null
}

interface Around {
  readonly later: (task: () => void) => void
  readonly now: () => number
}

/** `seconds`: how long the whole task takes, about, as far as it can be told. */
type Report = (doing: Doing, rest: Rest, seconds: number | null) => void

/** Milliseconds between reports. */
const pause = 200
/** So much of a task must be done before its length is told. */
const telling = 0.05

export class Tasks {
  readonly #around: Around
  readonly #report: Report
  #current: Task | null = null
  #reported = -Infinity

  constructor(around: Around, report: Report) {
    this.#around = around
    this.#report = report
  }

  get doing(): Doing | null {
    return this.#current?.doing ?? null
  }

  /** Works until the first rest; what has none is done at once. */
  begin(doing: Doing, work: Gradual<Then>): void {
    const task: Task = { doing, work, first: null }
    this.#current = task
    this.#proceed(task)
  }

  drop(): void {
    this.#current = null
  }

  #proceed(task: Task): void {
    if (task !== this.#current) return
    const { done, value } = task.work.next()
    if (done) {
      this.#current = null
      return value()
    }
    this.#rest(task, value)
    this.#around.later(() => this.#proceed(task))
  }

  #rest(task: Task, rest: Rest): void {
    const time = this.#around.now()
    if (!task.first) {
      task.first = { time, done: rest.done }
      this.#reported = Math.max(this.#reported, time)
    }
    if (time - this.#reported < pause) return
    this.#reported = time
    const share = rest.done - task.first.done
    this.#report(task.doing, rest, share < telling ? null : (time - task.first.time) / share / 1000)
  }
}
