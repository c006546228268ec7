// The documents that the browser keeps, in IndexedDB: what a list shows of each, and apart from it the text of its file.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, deleteDB, openDB } from 'idb'
import { inTime } from './storage.ts'
import { thinned } from './thinning.ts'

/** What a list shows of a document, without reading it. */
export interface Entry {
  readonly key: string
  readonly title: string
  /** Whether anyone made it: changed it here or brought it from outside. What was only looked at may be thrown away. */
  readonly touched: boolean
  /** When it was written or opened, in milliseconds. */
  readonly time: number
}

export interface Kept extends Entry {
  /** The text of its file. */
  readonly text: string
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { time: number } }
  texts: { key: string; value: string }
  /** Records that are being opened, and since when: what is left over here did not survive it. */
  openings: { key: string; value: number }
  /** Documents as they were, by document and time. */
  versions: { key: [string, number]; value: Kept }
}

type Database = IDBPDatabase<Schema>
const names = ['entries', 'texts', 'openings', 'versions'] as const
type Names = typeof names
/** What a write of the open document needs: it waits for nothing that is done to versions meanwhile. */
const ofDocuments = ['entries', 'texts', 'openings'] as const
const ofVersions = ['versions'] as const
/** Some of them; what is done in a transaction asks for no others. */
type Stores = readonly Names[number][]
type Upgrade = IDBPTransaction<Schema, Names, 'versionchange'>
type Read = IDBPTransaction<Schema, Names>
type Write = IDBPTransaction<Schema, Names, 'readwrite'>

/** So many that nobody made are kept; the oldest go first. */
const mostUntouched = 20

/** The first version kept both in one store. */
async function divide(old: IDBPDatabase, transaction: Upgrade): Promise<void> {
  // Version 1 wrote nothing but these, whole.
  const kept = (await (transaction as unknown as IDBPTransaction<unknown, string[], 'versionchange'>)
    .objectStore('documents')
    .getAll()) as Kept[]
  for (const { text, ...entry } of kept) {
    void transaction.objectStore('entries').put(entry)
    void transaction.objectStore('texts').put(text, entry.key)
  }
  old.deleteObjectStore('documents')
}

const name = 'gradloom'

/** `lost` hears that the database is gone from under us, and whether all in it is to be forgotten. */
type Lost = (forgotten: boolean) => void

const open = (lost: Lost): Promise<Database> =>
  openDB<Schema>(name, 3, {
    upgrade(database, before, _, transaction) {
      if (before < 2) {
        database.createObjectStore('entries', { keyPath: 'key' }).createIndex('time', 'time')
        database.createObjectStore('texts')
        database.createObjectStore('openings')
      }
      database.createObjectStore('versions', { keyPath: ['key', 'time'] })
      // All or nothing: what was kept before stays where it is if it cannot be divided.
      if (before === 1)
        divide(database as unknown as IDBPDatabase, transaction).catch(() => transaction.abort())
    },
    blocking: (_, blocked, event) => {
      // A newer version of the page in another tab must not wait for this one. The target is the database itself.
      const database = event.target as IDBDatabase
      database.close()
      lost(blocked === null)
    },
    terminated: () => lost(false),
  })

function abort(transaction: Write): void {
  try {
    transaction.abort()
  } catch {
    // It has ended already.
  }
}

const listIn = async (transaction: Read | Write): Promise<Entry[]> =>
  (await transaction.objectStore('entries').index('time').getAll()).toReversed()

/** All versions of a document, in the order of time. */
const versionsOf = (key: string): IDBKeyRange => IDBKeyRange.bound([key, -Infinity], [key, Infinity])

function* deleteIn(transaction: Write, key: string): Generator<Promise<void>> {
  for (const store of ofDocuments) yield transaction.objectStore(store).delete(key)
  yield transaction.objectStore('versions').delete(versionsOf(key))
}

export class Records {
  #database: Database | null = null
  #opening: Promise<Database> | null = null
  readonly #lost: Lost

  /** `lost` hears when the browser takes the database away: what is open must be written anew, unless all is to be forgotten. */
  constructor(lost: Lost = () => undefined) {
    this.#lost = lost
  }

  async #open(): Promise<Database> {
    if (this.#database) return this.#database
    const opening = (this.#opening ??= open((forgotten) => {
      this.#database = this.#opening = null
      this.#lost(forgotten)
    }))
    try {
      this.#database = await inTime(opening)
      return this.#database
    } catch (error) {
      // Whoever asks next asks the browser anew; a late answer is none.
      if (this.#opening === opening) {
        this.#opening = null
        opening.then(
          (late) => late.close(),
          () => null,
        )
      }
      throw error
    }
  }

  close(): void {
    this.#database?.close()
    this.#database = this.#opening = null
  }

  /** Forgets everything, for good. */
  async destroy(): Promise<void> {
    this.close()
    await deleteDB(name)
  }

  /** Everything that is kept, newest first. */
  list(): Promise<Entry[]> {
    return this.#within(ofDocuments, 'readonly', listIn)
  }

  get(key: string): Promise<Kept | null> {
    return this.#within(ofDocuments, 'readonly', async (transaction) => {
      const [entry, text = ''] = await Promise.all([
        transaction.objectStore('entries').get(key),
        transaction.objectStore('texts').get(key),
      ])
      return entry ? { ...entry, text } : null
    })
  }

  async newest(): Promise<Kept | null> {
    const key = await this.#within(ofDocuments, 'readonly', async (transaction) => {
      const cursor = await transaction.objectStore('entries').index('time').openKeyCursor(null, 'prev')
      return cursor?.primaryKey ?? null
    })
    return key === null ? null : this.get(key)
  }

  put({ text, ...entry }: Kept): Promise<void> {
    return this.#write(ofDocuments, function* (transaction) {
      yield transaction.objectStore('entries').put(entry)
      yield transaction.objectStore('texts').put(text, entry.key)
    })
  }

  /** It is opened: so it is the newest, though its text stays as it is. */
  touch(key: string): Promise<void> {
    return this.#within(ofDocuments, 'readwrite', async (transaction) => {
      const store = transaction.objectStore('entries')
      const entry = await store.get(key)
      if (entry) await store.put({ ...entry, time: Date.now() })
    })
  }

  delete(...keys: readonly string[]): Promise<void> {
    return this.#write(names, function* (transaction) {
      for (const key of keys) yield* deleteIn(transaction, key)
    })
  }

  /** Keeps a document as it is now among its versions, and lets go of those that are too many. */
  keepVersion(kept: Kept, now: number): Promise<void> {
    return this.#within(ofVersions, 'readwrite', async (transaction) => {
      const store = transaction.objectStore('versions')
      await store.put(kept)
      const times = (await store.getAllKeys(versionsOf(kept.key))).map(([, time]) => time)
      const stay = thinned(times, now, kept.text.length)
      for (const time of times) if (!stay.has(time)) await store.delete([kept.key, time])
    })
  }

  /** Lets go of the older half of all versions: a full store must have room for what is open. Answers how many they were. */
  dropVersions(): Promise<number> {
    return this.#within(ofVersions, 'readwrite', async (transaction) => {
      const store = transaction.objectStore('versions')
      const all = (await store.getAllKeys()).toSorted(([, a], [, b]) => a - b)
      const old = all.slice(0, Math.ceil(all.length / 2))
      for (const key of old) await store.delete(key)
      return old.length
    })
  }

  /** When the versions of a document were kept, the newest first. */
  versionsOf(key: string): Promise<readonly number[]> {
    return this.#within(ofVersions, 'readonly', async (transaction) => {
      const keys = await transaction.objectStore('versions').getAllKeys(versionsOf(key))
      return keys.map(([, time]) => time).toReversed()
    })
  }

  version(key: string, time: number): Promise<Kept | null> {
    return this.#within(
      ofVersions,
      'readonly',
      async (transaction) => (await transaction.objectStore('versions').get([key, time])) ?? null,
    )
  }

  /** Says since when a record is being opened, or with null that it no longer is. */
  mark(key: string, since: number | null): Promise<void> {
    return this.#write(ofDocuments, function* (transaction) {
      const store = transaction.objectStore('openings')
      yield since === null ? store.delete(key) : store.put(since, key)
    })
  }

  /** Since when it is being opened; null where nobody began to, or whoever did came to the end. */
  markedSince(key: string): Promise<number | null> {
    return this.#within(
      ofDocuments,
      'readonly',
      async (transaction) => (await transaction.objectStore('openings').get(key)) ?? null,
    )
  }

  /** Throws away the oldest of what nobody made, but for those that are spared. What anyone made stays. */
  prune(spared: ReadonlySet<string>): Promise<void> {
    // Within one transaction: what another tab makes of one of them meanwhile comes before or after.
    return this.#within(names, 'readwrite', async (transaction) => {
      const untouched = (await listIn(transaction)).filter(({ touched }) => !touched)
      const old = untouched.slice(mostUntouched).filter(({ key }) => !spared.has(key))
      for (const { key } of old) for (const request of deleteIn(transaction, key)) await request
    })
  }

  /** Does something in one transaction, and fails where either of them does. */
  async #within<Mode extends 'readonly' | 'readwrite', T>(
    stores: Stores,
    mode: Mode,
    act: (transaction: IDBPTransaction<Schema, Names, Mode>) => Promise<T>,
  ): Promise<T> {
    const transaction = (await this.#open()).transaction(stores as unknown as Names, mode)
    const [answer] = await Promise.all([act(transaction), transaction.done])
    return answer
  }

  /** Where the database is open the write begins within this very call, so that it outlives a page that is closing. */
  async #write(stores: Stores, requests: (transaction: Write) => Iterable<Promise<unknown>>): Promise<void> {
    const database = this.#database ?? (await this.#open())
    // Strict: what is said to be kept is on the disk, and outlives a power cut as well.
    const transaction = database.transaction(stores as unknown as Names, 'readwrite', {
      durability: 'strict',
    })
    try {
      // What becomes of each the transaction says.
      for (const request of requests(transaction)) request.catch(() => null)
      // Without waiting for an answer, which a page that is closing would not live to hear.
      transaction.commit()
      await transaction.done
    } catch (thrown) {
      // All or nothing. It may have ended by itself.
      transaction.done.catch(() => null)
      abort(transaction)
      throw thrown
    }
  }
}
