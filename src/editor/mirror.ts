// Keeps Rete like the graph, by difference. Rete answers late, so the newest graph waits until it has followed.
import type { Point, Wire } from '../graph/document.ts'
import { type Difference, type Scene, difference, isNothing } from './difference.ts'
import { CanvasNode, CanvasWire, type Surface } from './surface.ts'

export type Wanted = Scene<CanvasWire>

export const sceneOf = (
  nodes: readonly { readonly id: string; readonly at: Point }[],
  wires: readonly { readonly key: string; readonly wire: Wire }[],
): Wanted => ({
  nodes: new Map(nodes.map(({ id, at }) => [id, at])),
  wires: new Map(wires.map(({ key, wire }) => [key, new CanvasWire(key, wire)])),
})

export class Mirror {
  readonly #surface: Surface
  /** A node that the hand holds is where that is, and not where the graph says. */
  readonly #holds: (id: string) => boolean
  readonly #followed: () => void
  #wanted: Wanted = { nodes: new Map(), wires: new Map() }
  #following: Promise<void> | null = null

  constructor(surface: Surface, holds: (id: string) => boolean, followed: () => void) {
    this.#surface = surface
    this.#holds = holds
    this.#followed = followed
  }

  show(wanted: Wanted): void {
    this.#wanted = wanted
    this.#following ??= this.#follow()
  }

  /** Resolves when Rete shows what was wanted last. */
  async settled(): Promise<void> {
    await this.#following
  }

  has(id: string): boolean {
    return this.#wanted.nodes.has(id)
  }

  async #follow(): Promise<void> {
    await Promise.resolve() // so that what is shown at once is followed at once
    for (let done: Wanted | null = null; done !== this.#wanted;) {
      done = this.#wanted
      const change = difference(this.#shown(), done)
      if (!isNothing(change)) await this.#apply(change)
    }
    this.#following = null
    this.#followed()
  }

  #shown(): Wanted {
    const { editor, area } = this.#surface
    const nodes = new Map<string, Point>()
    for (const [id, { position }] of area.nodeViews) nodes.set(id, [position.x, position.y])
    return { nodes, wires: new Map(editor.getConnections().map((wire) => [wire.id, wire])) }
  }

  /** Wires go before their nodes and come after them. */
  async #apply({ gone, come, moved, cut, drawn }: Difference<CanvasWire>): Promise<void> {
    const { editor, area } = this.#surface
    for (const key of cut) await editor.removeConnection(key)
    for (const id of gone) await editor.removeNode(id)
    for (const id of come) await editor.addNode(new CanvasNode(id))
    for (const [id, [x, y]] of moved) if (!this.#holds(id)) await area.translate(id, { x, y })
    for (const [, wire] of drawn) await editor.addConnection(wire)
  }
}
