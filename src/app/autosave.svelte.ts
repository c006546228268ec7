// Autosave: the open document in the browser, soon after every change and when the page goes away.
import { type Kept, Records } from './records.ts'
import { Tenancy } from './tenancy.ts'

/** What is written: asked for only when it is. */
export type Snapshot = () => Pick<Kept, 'title' | 'text' | 'touched'>

export interface Restored {
  readonly kept: Kept
  /** It is open in another tab: this one goes on with a copy. */
  readonly copy: boolean
}

/** Milliseconds: from a change to its writing, from a failure to the next try, and for how long to wait for an answer. */
const times = { delay: 200, again: 5000, patience: 2000 }

const inTime = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the browser’s storage does not answer')), times.patience)
    }),
  ])

const reasonOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.name === 'QuotaExceededError' ? 'the browser’s storage is full' : thrown.message
}

export class Autosave {
  /** Why the last change is not saved; null when all is well. */
  failure = $state<string | null>(null)
  /** A change is on its way. */
  pending = $state(false)
  #records = new Records()
  #tenancy = new Tenancy()
  #due: Snapshot | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The record of this tab holds what someone made. */
  #precious = false

  #flushNow = () => {
    void this.flush()
  }
  #flushHidden = () => {
    if (document.visibilityState === 'hidden') void this.flush()
  }

  constructor() {
    addEventListener('pagehide', this.#flushNow)
    document.addEventListener('visibilitychange', this.#flushHidden)
  }

  /** Writes nothing more, and lets others have the record. */
  close(): void {
    removeEventListener('pagehide', this.#flushNow)
    document.removeEventListener('visibilitychange', this.#flushHidden)
    clearTimeout(this.#timer)
    this.#due = null
    this.#tenancy.leave()
    this.#records.close()
  }

  /** What was open last, here or anywhere. Never fails: what cannot be read is not there. */
  async restore(): Promise<Restored | null> {
    try {
      const restored = await inTime(this.#find())
      this.#precious = restored !== null && !restored.copy && restored.kept.touched
      void this.#records.prune().catch(() => null) // another day, then
      return restored
    } catch (thrown) {
      this.failure = reasonOf(thrown)
      return null
    }
  }

  async #find(): Promise<Restored | null> {
    const { before } = this.#tenancy
    const mine = before === null ? null : await this.#records.get(before)
    const kept = mine ?? (await this.#records.newest())
    if (!kept) {
      this.#tenancy.takeNew()
      return null
    }
    if (await this.#tenancy.take(kept.key, mine ? 4 : 1)) return { kept, copy: false }
    this.#tenancy.takeNew()
    return { kept, copy: true }
  }

  /** Another document is open: what was made before stays as it is, in its own record. */
  begin(snapshot: Snapshot): void {
    void this.flush()
    if (this.#precious) this.#tenancy.takeNew()
    this.#precious = false
    this.changed(snapshot)
  }

  /** Something changed: it is written within 300 ms. */
  changed(snapshot: Snapshot): void {
    this.#due = snapshot
    this.pending = true
    this.#timer ??= setTimeout(() => void this.flush(), this.failure === null ? times.delay : times.again)
  }

  /** Writes what is due, beginning within this very call. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const snapshot = this.#due
    if (!snapshot) return
    this.#due = null
    try {
      const { title, text, touched } = snapshot()
      this.#precious ||= touched
      const { key } = this.#tenancy
      await inTime(this.#records.put({ key, title, text, touched, time: Date.now() }))
      this.failure = null
      this.pending = this.#due !== null
    } catch (thrown) {
      this.failure = reasonOf(thrown)
      // What came meanwhile is newer.
      if (!this.#due) this.changed(snapshot)
    }
  }
}
