// Timers by number: one each, started anew or stopped.

export class Timers {
  #running = new Map<number, ReturnType<typeof setTimeout>>()

  start(id: number, milliseconds: number, action: () => void): void {
    this.stop(id)
    this.#running.set(id, setTimeout(action, milliseconds))
  }

  stop(id: number): void {
    clearTimeout(this.#running.get(id))
    this.#running.delete(id)
  }
}
