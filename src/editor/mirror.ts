// Keeps Rete's nodes like the graph's, by difference. Rete answers late, so the newest graph waits until it has followed.
import type { Point } from '../graph/document.ts'
import { type Difference, type Places, difference, isNothing } from './difference.ts'
import { CanvasNode, type Surface } from './surface.ts'

export class Mirror {
  readonly #surface: Surface
  /** A node that the hand holds is where that is, and not where the graph says. */
  readonly #holds: (id: string) => boolean
  readonly #followed: () => void
  #wanted: Places = new Map()
  #following: Promise<void> | null = null

  constructor(surface: Surface, holds: (id: string) => boolean, followed: () => void) {
    this.#surface = surface
    this.#holds = holds
    this.#followed = followed
  }

  show(nodes: readonly { readonly id: string; readonly at: Point }[]): void {
    this.#wanted = new Map(nodes.map(({ id, at }) => [id, at]))
    this.#following ??= this.#follow()
  }

  /** Resolves when Rete shows what was wanted last. */
  async settled(): Promise<void> {
    await this.#following
  }

  has(id: string): boolean {
    return this.#wanted.has(id)
  }

  async #follow(): Promise<void> {
    await Promise.resolve() // so that what is shown at once is followed at once
    for (let done: Places | null = null; done !== this.#wanted;) {
      done = this.#wanted
      const change = difference(this.#shown(), done)
      if (!isNothing(change)) await this.#apply(change)
    }
    this.#following = null
    this.#followed()
  }

  #shown(): Places {
    const views = [...this.#surface.area.nodeViews]
    return new Map(views.map(([id, { position }]) => [id, [position.x, position.y]]))
  }

  async #apply({ gone, come, moved }: Difference): Promise<void> {
    const { editor, area } = this.#surface
    for (const id of gone) await editor.removeNode(id)
    for (const id of come) await editor.addNode(new CanvasNode(id))
    for (const [id, [x, y]] of moved) if (!this.#holds(id)) await area.translate(id, { x, y })
  }
}
