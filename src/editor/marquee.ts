// A frame drawn on the ground selects the nodes that it touches.
import type { Point } from '../graph/document.ts'
import type { Box } from './ground.ts'
import type { Stage } from './stage.svelte.ts'
import type { View } from './view.ts'

const boxOf = ([x1, y1]: Point, [x2, y2]: Point): Box => ({
  x: Math.min(x1, x2),
  y: Math.min(y1, y2),
  width: Math.abs(x2 - x1),
  height: Math.abs(y2 - y1),
})

export const touches = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

export class Marquee {
  readonly #stage: Stage
  readonly #view: View

  constructor(stage: Stage, view: View) {
    this.#stage = stage
    this.#view = view
  }

  begin(down: PointerEvent): void {
    const stage = this.#stage
    const start = this.#view.toCanvas([down.clientX, down.clientY])
    const before = stage.host.selection
    const over = new AbortController()
    const { signal } = over
    const move = ({ clientX, clientY, pointerId }: PointerEvent) => {
      if (pointerId !== down.pointerId) return
      const box = boxOf(start, this.#view.toCanvas([clientX, clientY]))
      stage.marquee = box
      const inside = [...stage.models.values()].filter((model) => touches(model.box, box)).map(({ id }) => id)
      stage.host.selection = new Set([...before, ...inside])
    }
    const end = () => {
      over.abort()
      stage.marquee = null
    }
    document.addEventListener('selectstart', (event) => event.preventDefault(), { signal })
    window.addEventListener('pointermove', move, { signal })
    window.addEventListener('pointerup', end, { signal })
    window.addEventListener('pointercancel', end, { signal })
  }
}
