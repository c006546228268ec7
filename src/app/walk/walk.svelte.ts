// The walk through an iteration: a cursor over its steps. Nothing is recorded and no memory moves before it passes the end.
import { emptyMap } from '../../editor/sets.ts'
import type { Matrix } from '../../numeric/matrix.ts'
import type { Anatomy, ToldStep } from '../../worker/protocol.ts'
import type { Run } from '../run.svelte.ts'
import {
  type Cursor,
  currentOf,
  partOf,
  sentenceOf,
  shownAt,
  slopesAt,
  statusOf,
  walkedOf,
} from './cursor.ts'

const none: ReadonlyMap<string, Matrix> = emptyMap()

export class Walk {
  readonly #run: Run
  readonly #failed: (why: string) => void
  cursor = $state.raw<Cursor | null>(null)
  /** It goes on by itself, so many nodes a second. */
  isPlaying = $state(false)
  pace = $state(1)
  /** One thing after the other: keys come faster than answers. */
  #queue: Promise<void> = Promise.resolve()
  /** The walk itself moves the run. */
  #isMoving = false

  readonly current = $derived(this.cursor && currentOf(this.cursor))
  readonly part = $derived(this.cursor && partOf(this.cursor))
  readonly sentence = $derived(this.cursor ? sentenceOf(this.cursor) : '')
  readonly status = $derived(this.cursor && statusOf(this.cursor))
  readonly walked = $derived(this.cursor && walkedOf(this.cursor))
  readonly canStepInto = $derived(this.cursor !== null && hasInside(this.cursor))

  /** `failed` hears why there is nothing to walk through. */
  constructor(run: Run, failed: (why: string) => void) {
    this.#run = run
    this.#failed = failed
    run.moved = () => {
      if (!this.#isMoving) this.leave()
    }
  }

  stepNode(): Promise<void> {
    return this.#do((cursor) => (cursor ? this.#step(cursor) : this.#begin(() => 1)))
  }

  #step(cursor: Cursor): Cursor | Promise<Cursor | null> {
    const { done, inside, anatomy } = cursor
    const next = nextOf(cursor)
    if (inside !== null && next)
      return inside < next.parts.length ? { ...cursor, inside: inside + 1 } : onwards(cursor)
    // What could not be computed is where the iteration ends.
    if (anatomy.steps[done - 1]?.failed != null) return cursor
    return next ? onwards(cursor) : this.#pass(cursor)
  }

  stepBack(): Promise<void> {
    return this.#do(async (cursor) => {
      if (!cursor) return this.#begin((count) => count - 1)
      const { done, inside, anatomy } = cursor
      if (inside !== null) return { ...cursor, inside: inside > 1 ? inside - 1 : null }
      if (done > 0) return { ...cursor, done: done - 1 }
      return anatomy.iteration > this.#run.first ? this.#passBack(cursor) : cursor
    })
  }

  /** Walks what comes next part by part; what has no parts is one step. */
  stepInto(): Promise<void> {
    return this.#do(async (before) => {
      const cursor = before ?? (await this.#begin(() => 0))
      if (!cursor) return null
      return hasInside(cursor) ? { ...cursor, inside: 1 } : this.#step(cursor)
    })
  }

  stepOut(): Promise<void> {
    return this.#do((cursor) => (cursor && cursor.inside !== null ? onwards(cursor) : cursor))
  }

  /** Goes on by itself until it is told to stop, or can go no further. */
  async play(): Promise<void> {
    this.isPlaying = true
    while (this.isPlaying) {
      const before = this.cursor
      await this.stepNode()
      if (this.cursor === before) this.isPlaying = false
      await new Promise((resolve) => setTimeout(resolve, 1000 / this.pace))
    }
  }

  /** The iteration is shown as a whole again. */
  leave(): void {
    this.isPlaying = false
    if (!this.cursor) return
    this.cursor = null
    this.#run.live.look(null)
  }

  #do(act: (cursor: Cursor | null) => Cursor | null | Promise<Cursor | null>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      const cursor = await act(this.cursor)
      if (!cursor) return this.leave()
      this.cursor = cursor
      const seen = shownAt(cursor)
      this.#run.live.look((base) => ({ ...base, ...seen, slopes: slopesAt(cursor, base.slopes ?? none) }))
    })
    return this.#queue
  }

  async #begin(place: (count: number) => number): Promise<Cursor | null> {
    if (this.#run.running) this.#run.pause()
    const anatomy = await this.#run.dissect()
    const count = anatomy?.steps.length ?? 0
    if (!anatomy)
      this.#failed(
        'The engine cannot take this iteration apart: it was lost, or part of it could not be loaded.',
      )
    else if (count === 0) this.#failed('There is nothing to step through yet.')
    if (!anatomy || count === 0) return null
    return { anatomy, done: Math.max(0, Math.min(place(count), count)), inside: null }
  }

  /** Past the end the memories move. */
  async #pass(cursor: Cursor): Promise<Cursor | null> {
    const anatomy = await this.#move(() => this.#run.step())
    if (!anatomy) return null
    // A run that has ended goes no further.
    return anatomy.iteration === cursor.anatomy.iteration ? cursor : { anatomy, done: 0, inside: null }
  }

  async #passBack({ anatomy: { iteration } }: Cursor): Promise<Cursor | null> {
    const anatomy = await this.#move(() => this.#run.seek(iteration - 1))
    return anatomy && { anatomy, done: anatomy.steps.length, inside: null }
  }

  async #move(act: () => void): Promise<Anatomy | null> {
    this.#isMoving = true
    act()
    try {
      return await this.#run.dissect()
    } finally {
      this.#isMoving = false
    }
  }
}

const nextOf = ({ anatomy, done }: Cursor): ToldStep | undefined => anatomy.steps[done]

/** What comes next has parts. */
function hasInside(cursor: Cursor): boolean {
  const next = nextOf(cursor)
  return cursor.inside === null && next !== undefined && next.parts.length > 1 && next.failed === null
}

const onwards = (cursor: Cursor): Cursor => ({ ...cursor, done: cursor.done + 1, inside: null })
