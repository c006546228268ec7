// Everything that the browser keeps, beside the document that is open: looked into, renamed, doubled, removed, and as it was before.
import { setGraphTitle } from '../graph/edits.ts'
import { loadKept } from '../graph/load.ts'
import { save } from '../graph/save.ts'
import type { Kept, Records } from './records.ts'
import { inTime } from './storage.ts'
import { claim, newKey } from './tenancy.ts'

/** What was removed, to be put back. */
export interface Removed {
  readonly kept: Kept
  readonly versions: readonly Kept[]
}

/** From one version to the next, in milliseconds. */
const apart = 60_000

export class Shelf {
  readonly #records: Records
  readonly #find: (key: string) => Promise<Kept | null>
  /** When the last version of each document was kept. */
  readonly #last = new Map<string, number>()

  constructor(records: Records, find: (key: string) => Promise<Kept | null>) {
    this.#records = records
    this.#find = find
  }

  /** What has just been written: once a minute it stays as a version. A version that cannot be kept is no harm. */
  written(kept: Kept): void {
    const last = this.#last.get(kept.key) ?? -Infinity
    if (!kept.touched || kept.time - last < apart) return
    this.#last.set(kept.key, kept.time)
    this.#records.keepVersion(kept, Date.now()).catch(() => null)
  }

  read(key: string): Promise<Kept | null> {
    return inTime(this.#find(key))
  }

  /** Another title, in the text as well. Answers what was wrong, or null. */
  async rename(key: string, title: string): Promise<string | null> {
    return this.#alone(key, async (kept) => {
      const { graph, newer } = loadKept(kept.text)
      if (!graph) return 'it cannot be read'
      if (newer) return 'it comes from a newer version of Gradloom'
      const renamed = setGraphTitle(graph, title)
      await this.#records.put({ ...kept, title: renamed.title, text: save(renamed), touched: true })
      return null
    })
  }

  /** Another document with the same content; answers its key. */
  async double(key: string): Promise<string | null> {
    const kept = await this.read(key)
    if (!kept) return null
    const { graph, newer } = loadKept(kept.text)
    // What a newer version wrote is doubled as it is.
    const copy = graph && !newer ? setGraphTitle(graph, `${graph.title} (copy)`) : null
    const title = copy?.title ?? kept.title
    const double = { key: newKey(), title, text: copy ? save(copy) : kept.text, touched: true }
    await inTime(this.#records.put({ ...double, time: Date.now() }))
    return double.key
  }

  /** Takes a document away, with its versions. Answers what was wrong, or what was removed. */
  async remove(key: string): Promise<Removed | string> {
    let removed: Removed | null = null
    const wrong = await this.#alone(key, async (kept) => {
      const versions = await this.#records.versionsOf(key)
      const all = await Promise.all(versions.map((time) => this.#records.version(key, time)))
      removed = { kept, versions: all.filter((each) => each !== null) }
      await this.#records.delete(key)
      return null
    })
    return removed ?? wrong ?? 'it is not there any more'
  }

  async putBack({ kept, versions }: Removed): Promise<void> {
    await inTime(this.#records.put(kept))
    for (const version of versions) await inTime(this.#records.keepVersion(version, Date.now()))
  }

  /** When the versions of a document were kept, the newest first, in milliseconds. */
  versions(key: string): Promise<readonly number[]> {
    return inTime(this.#records.versionsOf(key))
  }

  version(key: string, time: number): Promise<Kept | null> {
    return inTime(this.#records.version(key, time))
  }

  /** Does something to a document that no tab has open. */
  async #alone(key: string, act: (kept: Kept) => Promise<string | null>): Promise<string | null> {
    const right = await claim(key)
    if (right === 'taken') return 'it is open in another tab'
    try {
      const kept = await this.read(key)
      return kept ? await inTime(act(kept)) : 'it is not there any more'
    } finally {
      if (typeof right === 'object') right.release()
    }
  }
}
