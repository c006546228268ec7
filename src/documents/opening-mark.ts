// The guard against a document that ends its page: a mark stands in the store while it is being opened.
import type { Records } from './records.ts'

/** A page that has lived so long with a document, in milliseconds, has survived opening it. */
const survived = 3000
/** A mark that is younger was left by someone who reloads again and again: nobody comes back from a crash so soon. */
const soon = 1000

export class OpeningMark {
  #key: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The page is being left: what it still does on its way sets no mark. */
  #isLeft = false
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  /** Before a kept document is opened: whether the page ended when that was done before. */
  async enter(key: string): Promise<boolean> {
    const since = await this.#records.markedSince(key)
    await this.set(key)
    return since !== null && Date.now() - since > soon
  }

  /** Before a document is shown. */
  async set(key: string): Promise<void> {
    this.clear()
    if (this.#isLeft) return
    this.#key = key
    // The time begins once the page has shown it, however long that takes.
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => this.clear(), survived)
    })
    await this.#records.mark(key, Date.now())
  }

  /** The page is left properly, or comes back. */
  leave(left: boolean): void {
    this.#isLeft = left
    this.clear()
  }

  /** The document is open. */
  clear(): void {
    clearTimeout(this.#timer)
    const key = this.#key
    this.#key = null
    if (key !== null) this.#records.mark(key, null).catch(() => null) // then it is asked once too often
  }
}
