// Frames: what is shown, sent when the last frame is on the screen and there is something new.
import type { Session } from '../engine/session.ts'
import { frameOf, type Wanted } from './frame.ts'
import type { Post } from './protocol.ts'

/** Milliseconds between films of kept pictures while a run is on: nobody reads them faster. */
const leisure = 250

export class Frames {
  readonly #post: Post
  #isShown = true
  #isNew = false
  /** What was kept when it was last sent, and when that was. */
  #kept: { readonly state: object; readonly time: number } | null = null

  constructor(post: Post) {
    this.#post = post
  }

  /** The last one is on the screen. */
  shown(): void {
    this.#isShown = true
  }

  changed(): void {
    this.#isNew = true
  }

  get isDue(): boolean {
    return this.#isNew && this.#isShown
  }

  send(session: Session, wanted: Omit<Wanted, 'keptAnew'>, now: number): void {
    this.#isNew = this.#isShown = false
    const rests = !wanted.running || now - (this.#kept?.time ?? -Infinity) > leisure
    const keptAnew = rests && session.keptState !== this.#kept?.state
    if (keptAnew) this.#kept = { state: session.keptState, time: now }
    const { frame, transfer } = frameOf(session, { ...wanted, keptAnew })
    this.#post(frame, transfer)
  }
}
