// What is around a session, in a worker or in the page.
import type { Post } from './protocol.ts'

/** Where the host lives: how it sends, waits and reads the clock (milliseconds). */
export interface Surroundings {
  readonly post: Post
  /** Lets other messages in, then goes on. */
  readonly later: (task: () => void) => void
  readonly now: () => number
  /** Nanoseconds between the rests of what takes long, where it matters. */
  readonly pace?: number
}
