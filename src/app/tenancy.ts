// Which record this tab may write: one writer each, by a lock of the browser that ends with the tab.

const place = 'gradloom:document'

export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-')

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Asks for the lock of a name, and answers how to give it back; null if another tab has it or there are no locks. */
async function ask(name: string): Promise<(() => void) | null> {
  // Without a secure connection there are no locks: then no two tabs ever share a record.
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return null
  return new Promise((answer) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return answer(null)
      return new Promise<void>((release) => answer(release))
    })
    held.catch(() => answer(null))
  })
}

export class Tenancy {
  /** The record that this tab writes. */
  key = newKey()
  #release: (() => void) | null = null

  /** The record that this tab wrote before it was reloaded, or that the tab wrote of which this one is a double. */
  get before(): string | null {
    try {
      return sessionStorage.getItem(place)
    } catch {
      return null // storage is blocked
    }
  }

  /** Takes over a record; false if another tab has it. A page that is being reloaded may still hold it for a moment. */
  async take(key: string, tries = 1): Promise<boolean> {
    for (let left = tries; left > 0; left--) {
      const release = await ask(`gradloom:${key}`)
      if (release) {
        this.#release?.()
        this.#release = release
        this.key = key
        this.#remember()
        return true
      }
      if (left > 1) await wait(100)
    }
    return false
  }

  /** A record of its own, which nobody else can know. */
  takeNew(): void {
    this.#release?.()
    this.#release = null
    this.key = newKey()
    this.#remember()
    const { key } = this
    void ask(`gradloom:${key}`).then((release) => {
      if (this.key === key) this.#release = release
      else release?.()
    })
  }

  leave(): void {
    this.#release?.()
    this.#release = null
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
