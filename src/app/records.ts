// The documents that the browser keeps: one record each in IndexedDB.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export interface Kept {
  readonly key: string
  readonly title: string
  /** The text of its file. */
  readonly text: string
  /** Whether anyone changed it: what was only looked at may be thrown away. */
  readonly touched: boolean
  /** When it was written, in milliseconds. */
  readonly time: number
}

interface Schema extends DBSchema {
  documents: { key: string; value: Kept; indexes: { time: number } }
}

/** So many are kept; the oldest go first. */
const most = 50

const open = (lost: () => void): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('gradloom', 1, {
    upgrade(database) {
      database.createObjectStore('documents', { keyPath: 'key' }).createIndex('time', 'time')
    },
    blocking: (_, __, event) => {
      // A newer version of the page in another tab must not wait for this one. The target is the database itself.
      const database = event.target as IDBDatabase
      database.close()
      lost()
    },
    terminated: lost,
  })

export class Records {
  #database: IDBPDatabase<Schema> | null = null
  #opening: Promise<IDBPDatabase<Schema>> | null = null

  async #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#database) return this.#database
    this.#opening ??= open(() => (this.#database = this.#opening = null))
    try {
      this.#database = await this.#opening
      return this.#database
    } catch (error) {
      this.#opening = null
      throw error
    }
  }

  async get(key: string): Promise<Kept | null> {
    return (await (await this.#open()).get('documents', key)) ?? null
  }

  async newest(): Promise<Kept | null> {
    const cursor = await (
      await this.#open()
    )
      .transaction('documents')
      .store.index('time')
      .openCursor(null, 'prev')
    return cursor?.value ?? null
  }

  /** Where the database is open the write begins within this very call, so that it outlives a page that is closing. */
  async put(kept: Kept): Promise<void> {
    const database = this.#database ?? (await this.#open())
    const transaction = database.transaction('documents', 'readwrite')
    const written = transaction.store.put(kept)
    // Without waiting for an answer, which a page that is closing would not live to hear.
    transaction.commit()
    await Promise.all([written, transaction.done])
  }

  /** What is kept, oldest first. */
  async titles(): Promise<string[]> {
    return (await (await this.#open()).getAllFromIndex('documents', 'time')).map(({ title }) => title)
  }

  close(): void {
    this.#database?.close()
    this.#database = this.#opening = null
  }

  /** Throws away the oldest beyond the number that is kept. */
  async prune(): Promise<void> {
    const { store, done } = (await this.#open()).transaction('documents', 'readwrite')
    const keys = await store.index('time').getAllKeys()
    await Promise.all([
      ...keys.slice(0, Math.max(0, keys.length - most)).map((key) => store.delete(key)),
      done,
    ])
  }
}
