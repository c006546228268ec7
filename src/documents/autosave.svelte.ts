// Autosave: the open document in the browser, with every change and when the page goes away.
import { Channel, type Word } from './channel.ts'
import { OpeningMark } from './opening-mark.ts'
import { type Entry, type Kept, Records } from './records.ts'
import { Shelf } from './shelf.ts'
import { inTime, isFull, reasonOf, wishToStay } from './storage.ts'
import { type Claim, Tenancy, claim, openAnywhere } from './tenancy.ts'
import { Writer } from './writer.ts'

/** What is written: asked for only when it is. */
export type Snapshot = () => Pick<Kept, 'title' | 'text' | 'touched'>

export interface Restored {
  readonly kept: Kept
  /** The right to go on in its record; null if another tab has it, or may have it. */
  readonly claimed: Claim | null
  /** Another tab has it. */
  readonly elsewhere: boolean
  /** The page ended when it was opened last. */
  readonly suspect: boolean
}

export interface Listed extends Entry {
  readonly open: 'here' | 'elsewhere' | null
}

/** From a write to the next, in milliseconds: ten times as long as it keeps the page, within these bounds. */
const gaps = { least: 50, most: 400 }
/** From a failure to the next try. */
const again = 5000
/** From opening to making the text for the first time. */
const warm = 1000

export class Autosave {
  /** Why something is not kept; null when all is well. */
  failure = $state<string | null>(null)
  /** Something is not written yet. */
  pending = $state(false)
  #records = new Records((forgotten) => (forgotten ? this.#forgotten() : this.#rewrite()))
  /** Everything else that is kept. */
  readonly shelf = new Shelf(this.#records, (key) => this.#find(key))
  #tenancy = new Tenancy()
  #mark = new OpeningMark(this.#records)
  /** The open document; null before there is one. */
  #snapshot: Snapshot | null = null
  /** It has changed since it was last asked for its text. */
  #due = false
  #writer = new Writer(this.#records, {
    written: (kept) => this.#written(kept),
    refused: (thrown) => this.#fail(thrown),
  })
  #channel = new Channel((word) => void this.#hear(word))
  /** Hears which document another tab has taken over. */
  given: (key: string) => void = () => undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #warming: ReturnType<typeof setTimeout> | undefined
  /** The record of this tab holds what someone made. */
  #precious = false
  #wished = false
  #listening = new AbortController()

  constructor() {
    const { signal } = this.#listening
    addEventListener('pagehide', () => this.#goAway(), { signal })
    addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack(), { signal })
    addEventListener('beforeunload', (event) => this.#warn(event), { signal })
    document.addEventListener('visibilitychange', () => this.#hide(), { signal })
  }

  /** Writes nothing more, and lets others have the record. */
  close(): void {
    this.#listening.abort()
    clearTimeout(this.#timer)
    clearTimeout(this.#warming)
    this.#mark.clear()
    this.#snapshot = null
    this.#due = false
    this.#writer.clear()
    this.#tenancy.leave()
    this.#records.close()
    this.#channel.close()
  }

  #goAway(): void {
    void this.flush()
    this.#mark.leave(true)
    this.#tenancy.goAway()
  }

  #comeBack(): void {
    this.#mark.leave(false)
    this.#tenancy.stay()
  }

  #hide(): void {
    if (document.visibilityState === 'hidden') void this.flush()
  }

  /** Whoever leaves now loses something. */
  #warn(event: BeforeUnloadEvent): void {
    void this.flush()
    if (this.failure !== null && (this.#precious || this.left.length > 0)) event.preventDefault()
  }

  // What is kept

  /** What was open last, here or anywhere. Never fails: what cannot be read is not there. */
  async restore(): Promise<Restored | null> {
    try {
      const { before } = this.#tenancy
      const mine = before === null ? null : await inTime(this.#records.get(before))
      const kept = mine ?? (await inTime(this.#records.newest()))
      const restored = kept && (await this.#claim(kept, mine !== null))
      this.#prune().catch(() => null) // another day, then
      return restored
    } catch (thrown) {
      this.failure = reasonOf(thrown)
      return null
    }
  }

  async #prune(): Promise<void> {
    await this.#records.prune(await openAnywhere())
  }

  /** A kept document, to be opened; null if there is none. Throws what the store throws. */
  async read(key: string): Promise<Restored | null> {
    const kept = await inTime(this.#find(key))
    return kept && this.#claim(kept, false)
  }

  async #claim(found: Kept, mine: boolean): Promise<Restored> {
    const { key } = found
    const answer = await claim(key, mine ? 4 : 1)
    // Where there are no locks a tab has what it left, and nothing else.
    const claimed = answer === 'unknown' && mine ? { key, release: () => undefined } : answer
    const elsewhere = claimed === 'taken'
    if (typeof claimed === 'string') return { kept: found, claimed: null, elsewhere, suspect: false }
    // Where the mark cannot be read or set it is opened unguarded.
    const suspect = await inTime(this.#mark.enter(key)).catch(() => false)
    // Whoever had it may have written until it was given back.
    const kept = await inTime(this.#find(key)).catch(() => null)
    return { kept: kept ?? found, claimed, elsewhere, suspect }
  }

  async #find(key: string): Promise<Kept | null> {
    return this.#writer.get(key) ?? this.#records.get(key)
  }

  /** Everything that is kept, newest first, and what should be and is not. */
  async list(): Promise<{ readonly entries: readonly Listed[]; readonly failure: string | null }> {
    const elsewhere = await openAnywhere()
    const listed = (entry: Entry): Listed => {
      const here = entry.key === this.#tenancy.key
      return { ...entry, open: here ? 'here' : elsewhere.has(entry.key) ? 'elsewhere' : null }
    }
    try {
      const kept = await inTime(this.#records.list())
      const others = kept.filter(({ key }) => this.#writer.get(key) === null)
      return { entries: [...this.#writer.held, ...others].map(listed), failure: null }
    } catch (thrown) {
      return { entries: this.#writer.held.map(listed), failure: reasonOf(thrown) }
    }
  }

  // What is open

  /** The record of the open document. */
  get key(): string {
    return this.#tenancy.key
  }

  /** Another document is open, in a record of its own: what was made before stays as it is, in its. */
  begin(snapshot: Snapshot): void {
    void this.flush()
    if (this.#precious || this.#snapshot === null) this.#tenancy.settleNew()
    this.#precious = false
    this.#mark.set(this.#tenancy.key).catch(() => null) // then it is opened unguarded
    this.changed(snapshot)
    void this.flush()
  }

  /** A kept document is open, in the record that it had. */
  goOn({ kept, claimed }: { readonly kept: Kept; readonly claimed: Claim }, snapshot: Snapshot): void {
    void this.flush()
    const { key } = this.#tenancy
    if (!this.#precious && this.#snapshot !== null) this.#forget(key)
    this.#tenancy.settle(claimed)
    this.#precious = kept.touched
    this.#snapshot = snapshot
    this.shelf.written(kept)
    this.#records.touch(kept.key).catch(() => null) // then it stands further down
    // A large text is made before the first change has to wait for it.
    this.#warming = setTimeout(snapshot, warm)
  }

  /** A document is shown that another tab writes. */
  watch(key: string): void {
    void this.flush()
    if (!this.#precious && this.#snapshot !== null) this.#forget(this.#tenancy.key)
    this.#snapshot = null
    this.#due = this.#precious = false
    this.#tenancy.watch(key)
  }

  /** Another tab wants to write the open document: it may, once all is written here. */
  async #hear({ type, key }: Word): Promise<void> {
    const isHere = () => key === this.#tenancy.key && this.#snapshot !== null
    if (type !== 'give' || !isHere()) return
    await this.flush()
    if (!isHere() || this.#due || this.#writer.get(key)) return
    this.#snapshot = null
    this.#precious = false
    this.#tenancy.watch(key)
    this.given(key)
  }

  /** Forgets all that this browser keeps, the open document included, which is then held by nothing but the page. */
  async forgetEverything(): Promise<void> {
    clearTimeout(this.#timer)
    clearTimeout(this.#warming)
    this.#timer = undefined
    this.#mark.clear()
    this.#writer.clear()
    this.#snapshot = null
    this.#due = this.#precious = this.pending = false
    await inTime(this.#records.destroy())
    this.failure = null
  }

  /** What nobody made is not worth its place. */
  #forget(key: string): void {
    this.#writer.forget(key)
    this.#records.delete(key).catch(() => null) // then it stands among the others
  }

  /** The next change is written at once. */
  get idle(): boolean {
    return this.#timer === undefined
  }

  /** What could not be kept of the documents that were open before. */
  get left(): readonly Kept[] {
    return this.#writer.held.filter(({ key, touched }) => touched && key !== this.#tenancy.key)
  }

  // Writing

  /** Something changed: it is written at once, or where that has just been done, a little later. */
  changed(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#due = true
    this.pending = true
    if (this.idle) void this.flush()
  }

  /** Writes what is due, beginning within this very call. */
  async flush(): Promise<void> {
    const start = performance.now()
    this.#take()
    const answers = this.#writer.write()
    const cost = performance.now() - start
    if (this.#writer.busy) this.#next(Math.min(Math.max(10 * cost, gaps.least), gaps.most))
    await answers
  }

  /** The text of the open document, to be written. */
  #take(): void {
    if (!this.#due || !this.#snapshot) return
    try {
      const { title, text, touched } = this.#snapshot()
      const { key } = this.#tenancy
      this.#precious ||= touched
      this.#writer.hold({ key, title, text, touched, time: Date.now() })
      this.#due = false
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  #written(kept: Kept): void {
    const { touched } = kept
    this.shelf.written(kept)
    this.#channel.say({ type: 'written', key: kept.key })
    if (this.#writer.held.length > 0) return
    this.failure = null
    this.pending = this.#due
    if (touched && !this.#wished) wishToStay()
    this.#wished ||= touched
  }

  #fail(thrown: unknown): void {
    this.failure = reasonOf(thrown)
    this.#next(again)
    if (isFull(thrown)) void this.#makeRoom()
  }

  /** What is open comes before what was. */
  async #makeRoom(): Promise<void> {
    const dropped = await this.#records.dropVersions().catch(() => 0)
    if (dropped > 0) this.#next(0)
  }

  /** The next write, not before the last one is answered. */
  #next(after: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#writer.busy) this.#next(after)
      else if (this.#due || this.#writer.held.length > 0) void this.flush()
    }, after)
  }

  /** Another tab has forgotten everything: nothing comes back by itself, but what is changed from now on is kept. */
  #forgotten(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writer.clear()
    this.#due = this.pending = false
    this.failure = 'all that was kept here has been forgotten in another tab'
  }

  /** The browser took the store away: what is open is kept nowhere. */
  #rewrite(): void {
    if (this.#snapshot) this.changed(this.#snapshot)
  }
}
