// A value for readers rather than for the eye: it follows at most twice a second, so that nobody is talked over.
const pause = 500

export class Slowly {
  text = $state('')
  /** What `text` is, to be compared without depending on it. */
  #last = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #write: (() => string) | null = null

  /** Takes the text that `write` answers, now or at the end of the pause; the last one offered wins. */
  offer(write: () => string): void {
    this.#write = write
    if (this.#timer !== undefined) return
    this.#take()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#write) this.offer(this.#write)
    }, pause)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#write = null
  }

  #take(): void {
    const next = this.#write?.() ?? ''
    this.#write = null
    if (next !== this.#last) this.text = this.#last = next
  }
}
