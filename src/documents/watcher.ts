// A document that another tab writes, seen from this one: how it changes, and when it can be written here.
import { Channel } from './channel.ts'
import { type Claim, claim, whenFree } from './tenancy.ts'

interface Listener {
  /** The other tab has written something. */
  readonly changed: () => void
  /** The other tab is gone: this one may write. */
  readonly freed: (claimed: Claim) => void
}

/** A page that is being reloaded comes back for its document within this time, in milliseconds. */
const reload = 1500
/** So long another tab has to let go of a document, in tenths of a second. */
const tries = 20

export class Watcher {
  readonly key: string
  readonly #listener: Listener
  readonly #channel: Channel
  #waiting = new AbortController()
  #isStopped = false

  constructor(key: string, listener: Listener) {
    this.key = key
    this.#listener = listener
    this.#channel = new Channel((word) => {
      if (word.key !== key) return
      if (word.type === 'written') listener.changed()
      // A third tab takes it over: this one must not come before it.
      else this.#wait(reload)
    })
    this.#wait(0)
  }

  /** The right to write, if the other tab gives it; null where it does not answer. */
  async takeOver(): Promise<Claim | null> {
    this.#waiting.abort()
    this.#channel.say({ type: 'give', key: this.key })
    const answer = await claim(this.key, tries)
    if (typeof answer === 'object') return answer
    this.#wait(0)
    return null
  }

  stop(): void {
    this.#isStopped = true
    this.#waiting.abort()
    this.#channel.close()
  }

  #wait(after: number): void {
    this.#waiting.abort()
    const { signal } = (this.#waiting = new AbortController())
    void this.#free(after, signal)
  }

  async #free(after: number, signal: AbortSignal): Promise<void> {
    await pause(after)
    while (await whenFree(this.key, signal)) {
      await pause(reload)
      if (signal.aborted) return
      const answer = await claim(this.key)
      if (typeof answer === 'string') continue
      if (signal.aborted || this.#isStopped) return answer.release()
      return this.#listener.freed(answer)
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
