// Checkpoints: now and then the page gets the state of the run, so that it is not lost with its worker.
import type { Session } from '../engine/session.ts'
import { columns } from './frame.ts'
import type { Post } from './protocol.ts'

/** Milliseconds between checkpoints of a run: at least so many, and so that copying takes a few hundredths of the time. */
const shortest = 500
const bytesPerMillisecond = 20_000

export class Checkpoints {
  readonly #post: Post
  /** The page has the last one: none pile up there. */
  #isHeld = true
  /** The state is another one than at the last checkpoint. */
  #isNew = false
  #time = -Infinity

  constructor(post: Post) {
    this.#post = post
  }

  held(): void {
    this.#isHeld = true
  }

  changed(): void {
    this.#isNew = true
  }

  /** Another document begins: it is known how. */
  forget(): void {
    this.#isNew = false
  }

  /** Sends one where it is due; at once where the run rests. */
  offer(session: Session, revision: number, rests: boolean, now: number): void {
    if (!this.#isNew || !this.#isHeld) return
    const wait = Math.max(shortest, session.plan.state.byteLength / bytesPerMillisecond)
    if (!rests && now - this.#time < wait) return
    this.#isNew = this.#isHeld = false
    this.#time = now
    const checkpoint = session.checkpoint(columns)
    const transfer = checkpoint.memories.flatMap(
      ({
        value: {
          data: { buffer },
        },
      }) => (buffer instanceof ArrayBuffer ? buffer : []),
    )
    this.#post({ type: 'checkpoint', revision, checkpoint }, transfer)
  }
}
