// Draws wires again after their ends have moved, at most once per frame.
import { detour } from './detour.ts'
import { type Box, type Loop, goesBack, loops, stub, stubDrop, stubLength } from './routing.ts'
import type { Stage } from './stage.svelte.ts'
import type { WireModel } from './models.svelte.ts'

export class Painter {
  readonly #stage: Stage
  #frame = 0

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Everything: a node that moves may lie in the way of any wire, or no longer. */
  soon(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint())
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
  }

  #paint(): void {
    this.#frame = 0
    const boxes = [...this.#stage.models.values()].map((model) => model.box)
    const back = new Map<string, { readonly wire: WireModel; readonly loop: Loop }>()
    for (const wire of this.#stage.wires) {
      const loop = this.#loopOf(wire)
      wire.back = loop !== null
      if (loop) back.set(wire.key, { wire, loop })
      else this.#straight(wire, boxes)
    }
    const paths = loops(
      [...back.values()].map(({ loop }) => loop),
      boxes,
    )
    for (const [key, { wire }] of back) wire.path = paths.get(key) ?? wire.path
  }

  #loopOf({ key, drawn, wire }: WireModel): Loop | null {
    if (!drawn.from || !drawn.to) return null
    const from = this.#stage.models.get(wire.from.node)?.socket('output', wire.from.port)
    const to = this.#stage.models.get(wire.to.node)?.socket('input', wire.to.port)
    return from && to && goesBack(from, to, this.#stage.leadsToNext(wire)) ? { key, from, to } : null
  }

  #straight(model: WireModel, boxes: readonly Box[]): void {
    const { drawn, wire } = model
    const from = drawn.from ? this.#stage.models.get(wire.from.node)?.socket('output', wire.from.port) : null
    const to = drawn.to ? this.#stage.models.get(wire.to.node)?.socket('input', wire.to.port) : null
    if (from && to) model.path = detour(from, to, boxes)
    else if (from) {
      model.path = stub(from, 1)
      model.end = [from[0] + stubLength + 6, from[1] + stubDrop]
    } else if (to) {
      model.path = stub(to, -1)
      model.end = [to[0] - stubLength - 6, to[1] + stubDrop]
    }
  }
}
