// A text for screen readers: at most once a second while it changes all the time, at once when it rests.
const pause = 1000

export class Calm {
  text = $state('')
  #next = ''
  #last = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  offer(text: string, rests: boolean): void {
    this.#next = text
    const left = this.#last + pause - performance.now()
    if (rests || left <= 0) this.#take()
    else this.#timer ??= setTimeout(() => this.#take(), left)
  }

  #take(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#last = performance.now()
    this.text = this.#next
  }
}
