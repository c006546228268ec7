// The watchdog: how long the worker has owed an answer while the page itself was awake. A pure count of ticks.

/** How often it is meant to tick, in milliseconds. */
export const beat = 250

/** A page that slept through a tick proves nothing about the worker: one tick never counts for more than this. */
const mostPerTick = 2 * beat

export class Watchdog {
  #silent = 0
  #last: number | null = null

  /** The worker said something, or owes nothing. */
  heard(): void {
    this.#silent = 0
  }

  /** Called every `beat`; answers whether the worker has been silent for longer than `patience` milliseconds. */
  tick(now: number, owes: boolean, patience: number): boolean {
    const passed = this.#last === null ? 0 : Math.min(now - this.#last, mostPerTick)
    this.#last = now
    this.#silent = owes ? this.#silent + passed : 0
    return this.#silent > patience
  }
}
