// Nodes in the hand: all that are selected move with the one that is held, and become one edit where they are let go.
import { moveNotes } from '../graph/annotate.ts'
import type { Note, Point } from '../graph/document.ts'
import { moveNodes } from '../graph/edits.ts'
import { setOf } from './sets.ts'
import type { Stage } from './stage.svelte.ts'
import type { Surface } from './surface.ts'
import { counted, titleOf } from './words.ts'

interface Position {
  readonly x: number
  readonly y: number
}

export class Holding {
  readonly #stage: Stage
  readonly #area: Surface['area']
  #picked: string | null = null
  #starts = new Map<string, Position>()
  /** They lie in a frame that is in the hand as a whole. */
  #notes: readonly Note[] = []

  constructor(stage: Stage, { area }: Surface) {
    this.#stage = stage
    this.#area = area
  }

  holds(id: string): boolean {
    return this.#picked !== null && this.#starts.has(id)
  }

  /** A press on a node selects it, or with Shift or Ctrl takes it in or out; a selected one keeps the others. */
  pick(id: string, adding: boolean): void {
    const stage = this.#stage
    stage.current = id
    if (adding) stage.toggle(id)
    else if (!stage.isSelected(id)) stage.select([id])
    const together = stage.isSelected(id) ? stage.host.selection : [id]
    this.#picked = id
    this.#starts = new Map()
    for (const each of together) {
      const view = this.#area.nodeViews.get(each)
      if (view) this.#starts.set(each, { ...view.position })
    }
    this.#notes = stage.host.readonly ? [] : stage.notesWith(setOf(together))
  }

  /** Takes nodes into the hand together, without pointing at one of them. */
  take(ids: readonly string[], adding: boolean): void {
    const { host } = this.#stage
    const [first] = ids
    if (first === undefined) return
    if (adding) this.#stage.select([...host.selection, ...ids])
    else if (!ids.every((id) => host.selection.has(id))) this.#stage.select(ids)
    this.pick(first, false)
  }

  /** Moves what was taken so far from where it was. */
  carry(dx: number, dy: number): void {
    const id = this.#picked
    const start = id === null ? undefined : this.#starts.get(id)
    if (id !== null && start) void this.#area.translate(id, { x: start.x + dx, y: start.y + dy })
  }

  /** The held node has moved: the others follow. */
  moved(id: string, { x, y }: Position): void {
    const start = this.#starts.get(id)
    if (id !== this.#picked || !start) return
    const [dx, dy] = [x - start.x, y - start.y]
    for (const [other, from] of this.#starts)
      if (other !== id) void this.#area.translate(other, { x: from.x + dx, y: from.y + dy })
    if (this.#notes.length > 0)
      this.#stage.carried = new Map(
        this.#notes.map(({ id: note, at }) => [note, [Math.round(at[0] + dx), Math.round(at[1] + dy)]]),
      )
  }

  /** Answers whether anything was moved. */
  release(adding: boolean): boolean {
    const id = this.#picked
    this.#picked = null
    const places = new Map<string, Point>()
    for (const [each, start] of this.#starts) {
      const position = this.#area.nodeViews.get(each)?.position
      if (!position || (position.x === start.x && position.y === start.y)) continue
      places.set(each, [Math.round(position.x), Math.round(position.y)])
    }
    const { host, carried: notes } = this.#stage
    if (notes.size > 0) this.#stage.carried = new Map()
    if (id === null) return false
    if (places.size === 0) {
      if (!adding && host.selection.size > 1) this.#stage.select([id])
      return false
    }
    const model = this.#stage.models.get(id)
    const name =
      places.size === 1 && model ? titleOf(model.node, model.definition) : counted(places.size, 'node')
    host.edit((graph) => moveNotes(moveNodes(graph, places), notes), `move ${name}`)
    return true
  }
}
