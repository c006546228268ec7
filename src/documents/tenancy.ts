// Which record this tab may write: one writer each, by a lock of the browser that ends with the tab.

const place = 'gradloom:document'
const prefix = 'gradloom:'

/** The right to write a record, until it is given back. */
export interface Claim {
  readonly key: string
  readonly release: () => void
}

/** A key that no other document has. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-')

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

// Without a secure connection there are none.
const lockManager = (): LockManager | undefined => navigator.locks

/** The right to a record; or another tab has it; or nobody can know, as there are no locks to be had. */
type Answer = Claim | 'taken' | 'unknown'

async function ask(key: string): Promise<Answer> {
  const locks = lockManager()
  if (!locks) return 'unknown'
  return new Promise<Answer>((answer) => {
    const held = locks.request(prefix + key, { ifAvailable: true }, (lock) => {
      if (!lock) return answer('taken')
      return new Promise<void>((release) => answer({ key, release }))
    })
    held.catch(() => answer('unknown'))
  }).catch(() => 'unknown')
}

/** The right to a record. A page that is being reloaded may still hold it for a moment. */
export async function claim(key: string, tries = 1): Promise<Answer> {
  for (let left = tries; left > 1; left--) {
    const answer = await ask(key)
    if (answer !== 'taken') return answer
    await wait(100)
  }
  return ask(key)
}

/** Answers when no tab has the record, true; or false where that cannot be known, or nobody waits any more. */
export async function whenFree(key: string, signal: AbortSignal): Promise<boolean> {
  const locks = lockManager()
  if (!locks || signal.aborted) return false
  try {
    return await locks.request(prefix + key, { signal }, () => true)
  } catch {
    return false
  }
}

/** The records that some tab is known to have open, this one or another. */
export async function openAnywhere(): Promise<ReadonlySet<string>> {
  try {
    const held = (await lockManager()?.query())?.held ?? []
    return new Set(held.map(({ name = '' }) => name.slice(prefix.length)))
  } catch {
    return new Set()
  }
}

export class Tenancy {
  /** The record that this tab writes. */
  key = newKey()
  #claim: Claim | null = null

  /** The record that this tab wrote before it was reloaded, or that the tab wrote of which this one is a double. */
  get before(): string | null {
    try {
      return sessionStorage.getItem(place)
    } catch {
      return null // storage is blocked
    }
  }

  /** From now on this tab writes the record that it has a right to. */
  settle(claimed: Claim): void {
    this.leave()
    this.key = claimed.key
    this.#claim = claimed
    this.stay()
  }

  /** From now on this tab writes a new record, which nobody else can know. */
  settleNew(): void {
    this.leave()
    this.stay()
    const { key } = this
    void ask(key).then((answer) => {
      if (typeof answer === 'string') return
      if (this.key === key) this.#claim = answer
      else answer.release()
    })
  }

  /** Another tab writes the record that is open here; after a reload it is to be open again. */
  watch(key: string): void {
    this.leave()
    this.#remember(key)
  }

  leave(): void {
    this.#claim?.release()
    this.#claim = null
    this.key = newKey()
  }

  /** The tab is in use: without locks a double of it must not find its record. */
  stay(): void {
    this.#remember(lockManager() ? this.key : null)
  }

  /** The page is being left, and may be loaded again. */
  goAway(): void {
    this.#remember(this.key)
  }

  #remember(key: string | null): void {
    try {
      if (key === null) sessionStorage.removeItem(place)
      else sessionStorage.setItem(place, key)
    } catch {
      // Storage is blocked: the tab begins anew when it is reloaded.
    }
  }
}
