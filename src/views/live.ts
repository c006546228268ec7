// The latest frame of the run, handed to whoever draws it at most once per animation frame, outside Svelte's state.
import type { Matrix } from '../numeric/matrix.ts'
import type { Curve, Kept, Picture } from '../picture.ts'

/** What is on the screen of a run; keys are node ids, and "id.port" for values. */
export interface Shown {
  readonly iteration: number
  readonly values: ReadonlyMap<string, Matrix>
  /** The gradients of a loss with respect to outputs, where they are looked at. */
  readonly slopes?: ReadonlyMap<string, Matrix>
  readonly pictures: ReadonlyMap<string, Picture>
  readonly curves: ReadonlyMap<string, readonly Curve[]>
  readonly kept: ReadonlyMap<string, readonly Kept[]>
}

const nothing: Shown = {
  iteration: 0,
  values: new Map(),
  pictures: new Map(),
  curves: new Map(),
  kept: new Map(),
}

export class Live {
  current: Shown = nothing
  #latest: Shown = nothing
  #look: ((shown: Shown) => Shown) | null = null
  #draws = new Set<(shown: Shown) => void>()

  /** Calls back now and at every new frame, until the answered function is called. */
  subscribe(draw: (shown: Shown) => void): () => void {
    this.#draws.add(draw)
    draw(this.current)
    return () => void this.#draws.delete(draw)
  }

  /** Called inside an animation frame by whoever receives frames. */
  publish(shown: Shown): void {
    this.#latest = shown
    this.current = this.#look?.(shown) ?? shown
    for (const draw of this.#draws) draw(this.current)
  }

  /** Shows what comes as `look` makes it, or as it is. */
  look(look: ((shown: Shown) => Shown) | null): void {
    this.#look = look
    this.publish(this.#latest)
  }
}
