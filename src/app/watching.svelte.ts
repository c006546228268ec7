// A document that another tab writes: it is shown here as it changes there, until this tab takes it over or goes on with a copy.
import type { Kept } from '../documents/records.ts'
import type { Claim } from '../documents/tenancy.ts'
import { Watcher } from '../documents/watcher.ts'
import type { Studio } from './state.svelte.ts'

export class Watching {
  #watcher = $state.raw<Watcher | null>(null)
  /** The other tab has been asked. */
  isAsking = $state(false)
  readonly #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  get isOn(): boolean {
    return this.#watcher !== null
  }

  /** Watches a record until the answer is called. */
  begin(key: string): () => void {
    const watcher = new Watcher(key, {
      changed: () => void this.#with(watcher, (kept) => this.#studio.follow(kept)),
      freed: (claimed) =>
        void this.#goOn(watcher, claimed, 'The other tab is closed: what you change is kept from here.'),
    })
    this.#watcher = watcher
    return () => {
      watcher.stop()
      if (this.#watcher !== watcher) return
      this.#watcher = null
      this.isAsking = false
    }
  }

  async takeOver(): Promise<void> {
    const watcher = this.#watcher
    if (!watcher || this.isAsking) return
    this.isAsking = true
    const claimed = await watcher.takeOver()
    if (claimed) await this.#goOn(watcher, claimed, 'Taken over: what you change is kept from here.')
    else if (this.#watcher === watcher)
      await this.copy('The other tab does not answer: this is a copy of its own.')
    this.isAsking = false
  }

  async copy(says = 'This is a copy of its own.'): Promise<void> {
    const watcher = this.#watcher
    if (!watcher) return
    await this.#with(watcher, (kept) => this.#studio.copy(kept))
    this.#studio.announcer.say(says)
  }

  async #goOn(watcher: Watcher, claimed: Claim, says: string): Promise<void> {
    const isDone = await this.#with(watcher, (kept) => this.#studio.takeOver(kept, claimed))
    if (isDone) this.#studio.announcer.say(says)
    else claimed.release()
  }

  /** Does something with the document as it is kept now; false where it is not there, or not watched any more. */
  async #with(watcher: Watcher, act: (kept: Kept) => void): Promise<boolean> {
    const kept = await this.#studio.autosave.shelf.read(watcher.key).catch(() => null)
    if (!kept || this.#watcher !== watcher) return false
    act(kept)
    return true
  }
}
