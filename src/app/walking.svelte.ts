// Walking through an iteration, as the page begins it: what it takes is loaded when it is first asked for.
import type { Announcer } from './announcer.svelte.ts'
import { lateCode } from './late.svelte.ts'
import type { Run } from './run.svelte.ts'
import type { Walk } from './walk/walk.svelte.ts'

const code = lateCode(() => import('./walk/walk.svelte.ts'))

export type Stride = 'stepNode' | 'stepBack' | 'stepInto' | 'stepOut'

export class Walking {
  /** Null before it is loaded. */
  walk = $state.raw<Walk | null>(null)
  readonly #run: Run
  readonly #announcer: Announcer

  constructor(run: Run, announcer: Announcer) {
    this.#run = run
    this.#announcer = announcer
  }

  /** Takes a step within the iteration. */
  async take(stride: Stride): Promise<void> {
    try {
      const { Walk: Loaded } = await code()
      this.walk ??= new Loaded(this.#run, (why) => this.#announcer.say(why))
    } catch {
      return this.#announcer.say('This part of the page could not be loaded.', 'bad')
    }
    await this.walk[stride]()
  }
}
