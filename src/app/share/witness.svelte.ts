// The witness: compares the run with what a link says that its sender's run arrived at, and says it once.
import type { Digest } from '../../worker/protocol.ts'
import { computesTheSame } from '../computation.ts'
import type { Studio } from '../state.svelte.ts'
import type { Promised } from './open-link.ts'

export class Witness {
  readonly #studio: Studio
  #promised = $state.raw<Promised | null>(null)
  #asking = false

  constructor(studio: Studio) {
    this.#studio = studio
  }

  expect(promised: Promised | null): void {
    this.#promised = promised
  }

  /** To be called in an effect: looks whether the run is where the sender's was. */
  watch(): void {
    const promised = this.#promised
    const { run, graph } = this.#studio
    const { reached, running, stopped } = run
    if (!promised || !computesTheSame(promised.graph, graph)) return
    if (reached >= promised.iteration) void this.#compare(promised)
    else if (!running && stopped && stopped.why !== 'finished')
      this.#say(promised, `it stopped at iteration ${reached} and not at ${promised.iteration}`)
  }

  async #compare(promised: Promised): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    const [digest, { differenceOf }] = await Promise.all([
      this.#studio.run.digest(promised.iteration),
      import('../../export/difference.ts'),
    ])
    this.#asking = false
    // Null: the state is not known any more, or others would not arrive at it.
    if (digest && this.#promised === promised) this.#say(promised, differenceOf(promised, digest))
  }

  #say(promised: Promised, difference: string | null): void {
    this.#promised = null
    const { announcer } = this.#studio
    if (difference === null)
      announcer.say(`Same result ✓ The same bits as the sender’s at iteration ${promised.iteration}.`, 'good')
    else announcer.say(`Another result: ${difference}.`, 'bad')
  }
}

/** What a link may say of a run: null where there was none, or where nobody could repeat it. */
export async function resultOf(studio: Studio): Promise<(Digest & { iteration: number }) | null> {
  const { reached: iteration } = studio.run
  if (iteration === 0) return null
  const digest = await studio.run.digest(iteration)
  return digest && { ...digest, iteration }
}
