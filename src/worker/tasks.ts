// Tasks: gradual work, one at a time; messages get in at every rest, and a task can be dropped there.
import type { Gradual, Rest } from '../engine/gradual.ts'
import type { Busy } from './protocol.ts'

export type Doing = Busy['doing']

interface Task {
  readonly doing: Doing
  /** Works until the next rest; null when all is done. */
  readonly next: () => Rest | null
  /** Called when it is done, and no task any more. */
  readonly then: () => void
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
  begin<T>(doing: Doing, work: Gradual<T>, then: (result: T) => void): void {
    let result: { readonly value: T } | undefined
    const next = () => {
      const { done, value } = work.next()
      if (!done) return value
      result = { value }
      return null
    }
    const task: Task = { doing, next, then: () => result && then(result.value), first: null }
    this.#current = task
    this.#proceed(task)
  }

  drop(): void {
    this.#current = null
  }

  #proceed(task: Task): void {
    if (task !== this.#current) return
    const rest = task.next()
    if (!rest) {
      this.#current = null
      return task.then()
    }
    this.#rest(task, rest)
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
