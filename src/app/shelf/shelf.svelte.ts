// The shelf on the page: what is kept, and what can be done with it. Everything that is done is said, and can be undone where it takes something away.
import type { Listed } from '../../documents/autosave.svelte.ts'
import { reasonOf } from '../../documents/storage.ts'
import { setGraphTitle } from '../../graph/edits.ts'
import { visible } from '../../views/visible.ts'
import { fileNameOf } from '../files.ts'
import type { Studio } from '../state.svelte.ts'

export class ShelfView {
  entries = $state.raw<readonly Listed[]>([])
  /** Why not all can be told. */
  failure = $state<string | null>(null)
  query = $state('')
  /** What the search finds, newest first. */
  readonly found = $derived(
    this.entries.filter(({ title }) => title.toLowerCase().includes(this.query.trim().toLowerCase())),
  )
  readonly #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  get #shelf() {
    return this.#studio.autosave.shelf
  }

  async refresh(): Promise<void> {
    const { entries, failure } = await this.#studio.autosave.list()
    this.entries = entries
    this.failure = failure
  }

  /** The text of a document; null where it is not to be had. */
  async text(key: string): Promise<string | null> {
    return (await this.#shelf.read(key).catch(() => null))?.text ?? null
  }

  open(entry: Listed): void {
    if (entry.open !== 'here') void this.#does(() => this.#studio.openKept(entry.key))
  }

  async rename(entry: Listed, title: string): Promise<void> {
    const wanted = title.trim()
    if (wanted === '' || wanted === entry.title) return
    if (entry.open === 'here') {
      this.#studio.edit((graph) => setGraphTitle(graph, wanted), 'rename the document')
      await this.#does(() => this.#studio.autosave.flush())
    } else await this.#does(() => this.#shelf.rename(entry.key, wanted), `“${entry.title}” is not renamed`)
  }

  async double(entry: Listed): Promise<void> {
    await this.#does(async () => {
      if ((await this.#shelf.double(entry.key)) === null) return 'it is not there any more'
      this.#studio.announcer.say(`Doubled “${entry.title}”`, 'good')
      return null
    }, `“${entry.title}” is not doubled`)
  }

  /** The open document gives way to a new one. */
  async remove(entry: Listed): Promise<void> {
    const { announcer } = this.#studio
    await this.#does(async () => {
      if (entry.open === 'here') await this.#studio.leave()
      const removed = await this.#shelf.remove(entry.key)
      if (typeof removed === 'string') return removed
      const undo = () => void this.#does(() => this.#shelf.putBack(removed), 'it is not put back')
      announcer.say(`Deleted “${entry.title}”`, 'plain', { label: 'Undo', do: undo })
      return null
    }, `“${entry.title}” is not deleted`)
  }

  versions(key: string): Promise<readonly number[]> {
    return this.#shelf.versions(key).catch(() => [])
  }

  async versionText(key: string, time: number): Promise<string | null> {
    return (await this.#shelf.version(key, time).catch(() => null))?.text ?? null
  }

  /** A version becomes a document of its own; the one that it was of stays as it is. */
  restore(entry: Listed, text: string): void {
    if (this.#studio.open(text, fileNameOf(entry.title))) void this.refresh()
  }

  async forgetEverything(): Promise<void> {
    await this.#does(() => this.#studio.forgetEverything(), 'not all is forgotten')
  }

  /** Does something; says what went wrong, which it answers or throws. */
  async #does(act: () => Promise<unknown>, failed = 'It cannot be done'): Promise<void> {
    let wrong: unknown
    try {
      wrong = await act()
    } catch (thrown) {
      wrong = reasonOf(thrown)
    }
    if (typeof wrong === 'string') this.#studio.announcer.say(visible(`${failed}: ${wrong}.`), 'bad')
    await this.refresh()
  }
}
