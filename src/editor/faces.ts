// The components of nodes: made when a node first comes into view, gone with its view.
import { mount, unmount } from 'svelte'
import type { NodeModel } from './models.svelte.ts'
import Node from './Node.svelte'
import type { Side } from './ports.ts'
import type { Stage } from './stage.svelte.ts'
import type { Surface } from './surface.ts'

export class Faces {
  readonly #stage: Stage
  readonly #area: Surface['area']
  readonly #mounted = new Map<HTMLElement, object>()

  constructor(stage: Stage, { area }: Surface) {
    this.#stage = stage
    this.#area = area
  }

  show(model: NodeModel): void {
    const { element } = model
    if (!element || this.#mounted.has(element)) return
    model.isDrawn = true
    const socket = (side: Side, port: string) => (at: HTMLElement) => this.#socket(at, model.id, side, port)
    this.#mounted.set(element, mount(Node, { target: element, props: { stage: this.#stage, model, socket } }))
  }

  /** Tells the connection plugin where wires can be taken hold of. */
  #socket(element: HTMLElement, nodeId: string, side: Side, key: string): () => void {
    void this.#area.emit({ type: 'render', data: { type: 'socket', element, nodeId, side, key } })
    return () => void this.#area.emit({ type: 'unmount', data: { element } })
  }

  remove(element: HTMLElement): void {
    const face = this.#mounted.get(element)
    if (!face) return
    this.#mounted.delete(element)
    void unmount(face)
  }

  destroy(): void {
    for (const element of [...this.#mounted.keys()]) this.remove(element)
  }
}
