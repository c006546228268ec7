// Writing to the store: the latest text of every record is held until it is known to be there.
import type { Kept, Records } from './records.ts'
import { noAnswer, patience } from './storage.ts'

interface Listener {
  /** It is there. */
  readonly written: (kept: Kept) => void
  /** It is not there, or not yet. */
  readonly refused: (thrown: unknown) => void
}

export class Writer {
  #held = new Map<string, Kept>()
  #writes = new Map<Kept, Promise<void>>()
  readonly #records: Records
  readonly #listener: Listener

  constructor(records: Records, listener: Listener) {
    this.#records = records
    this.#listener = listener
  }

  /** What is not known to be in the store. */
  get held(): readonly Kept[] {
    return [...this.#held.values()]
  }

  /** An answer is awaited. */
  get busy(): boolean {
    return this.#writes.size > 0
  }

  get(key: string): Kept | null {
    return this.#held.get(key) ?? null
  }

  /** Takes in what is to be written; it replaces what was to be written to the same record. */
  hold(kept: Kept): void {
    this.#held.set(kept.key, kept)
  }

  forget(key: string): void {
    this.#held.delete(key)
  }

  clear(): void {
    this.#held.clear()
  }

  /** Begins within this very call; answers when everything is answered. */
  async write(): Promise<void> {
    for (const kept of this.#held.values()) {
      if (!this.#writes.has(kept)) this.#writes.set(kept, this.#write(kept))
    }
    await Promise.all(this.#writes.values())
  }

  async #write(kept: Kept): Promise<void> {
    const late = setTimeout(() => this.#refuse(kept, new Error(noAnswer)), patience)
    try {
      await this.#records.put(kept)
      if (this.#held.get(kept.key) === kept) this.#held.delete(kept.key)
      this.#writes.delete(kept)
      this.#listener.written(kept)
    } catch (thrown) {
      this.#refuse(kept, thrown)
    } finally {
      clearTimeout(late)
    }
  }

  #refuse(kept: Kept, thrown: unknown): void {
    this.#writes.delete(kept)
    // What came meanwhile is newer, and has its own answer.
    if (this.#held.get(kept.key) === kept) this.#listener.refused(thrown)
  }
}
