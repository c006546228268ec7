// A text for screen readers: at most once a second while it changes all the time, at once when it rests.
const pause = 1000

export class Calm {
  text = $state('')
  #next = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  offer(text: string, rests: boolean): void {
    this.#next = text
    if (rests) this.#take()
    else this.#timer ??= setTimeout(() => this.#take(), pause)
  }

  #take(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.text = this.#next
  }
}
