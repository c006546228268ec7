// Which record this tab may write: one writer each, by a lock of the browser that ends with the tab.

const place = 'gradloom:document'
const prefix = 'gradloom:'

/** The right to write a record, until it is given back. */
export interface Claim {
  readonly key: string
  readonly release: () => void
}

const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-')

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

// Without a secure connection there are no locks: then no two tabs ever share a record.
const lockManager = (): LockManager | undefined => navigator.locks

async function ask(key: string): Promise<Claim | null> {
  const locks = lockManager()
  if (!locks) return null
  return new Promise((answer) => {
    const held = locks.request(prefix + key, { ifAvailable: true }, (lock) => {
      if (!lock) return answer(null)
      return new Promise<void>((release) => answer({ key, release }))
    })
    held.catch(() => answer(null))
  })
}

/** The right to a record; null if another tab has it. A page that is being reloaded may still hold it for a moment. */
export async function claim(key: string, tries = 1): Promise<Claim | null> {
  for (let left = tries; left > 0; left--) {
    const claimed = await ask(key)
    if (claimed) return claimed
    if (left > 1) await wait(100)
  }
  return null
}

/** The records that some tab has open, this one or another. */
export async function openAnywhere(): Promise<ReadonlySet<string>> {
  const held = (await lockManager()?.query())?.held ?? []
  return new Set(held.map(({ name = '' }) => name.slice(prefix.length)))
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
    this.#remember()
  }

  /** From now on this tab writes a new record, which nobody else can know. */
  settleNew(): void {
    this.leave()
    this.#remember()
    const { key } = this
    void ask(key).then((claimed) => {
      if (this.key === key) this.#claim = claimed
      else claimed?.release()
    })
  }

  leave(): void {
    this.#claim?.release()
    this.#claim = null
    this.key = newKey()
  }

  #remember(): void {
    try {
      sessionStorage.setItem(place, this.key)
    } catch {
      // Storage is blocked: the tab begins anew when it is reloaded.
    }
  }
}
