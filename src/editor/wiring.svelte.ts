// A wire in the hand: where it starts, where the pointer is, and what it could be led to.
import type { Point, Wire } from '../graph/document.ts'
import type { LooseEnd, Refusals } from './refusals.ts'

export interface Over {
  readonly end: LooseEnd
  /** Why the wire cannot be led there; null if it can. */
  readonly reason: string | null
}

export class Wiring {
  readonly refusals: Refusals
  /** The wire that was taken off its input. */
  readonly moving: Wire | null
  /** Where the pointer is, on the canvas and on the screen. */
  pointer = $state.raw<Point | null>(null)
  screen = $state.raw<Point>([0, 0])
  over = $state.raw<Over | null>(null)

  constructor(refusals: Refusals, moving: Wire | null) {
    this.refusals = refusals
    this.moving = moving
  }

  get start(): LooseEnd {
    return this.refusals.start
  }
}
