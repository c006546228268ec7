// The keyboard on the canvas: go from node to node, move, delete, select, wire, and into a node's controls.
import type { Graph, Point } from '../graph/document.ts'
import { moveNotes } from '../graph/annotate.ts'
import { moveNodes } from '../graph/edits.ts'
import { directions, strides } from './arrows.ts'
import type { Deeds } from './deeds.ts'
import { grid, onGrid } from './spots.ts'
import type { Stage } from './stage.svelte.ts'
import type { Workbench } from './workbench.ts'
import { counted } from './words.ts'

/** Moves closer to each other than this are one step to undo, in milliseconds. */
const pause = 800
/** The first field of a node, or the first button where it has none. */
const within = (node: Element): HTMLElement | null =>
  node.querySelector<HTMLElement>(':is(input, select, textarea):not(:disabled)') ??
  node.querySelector<HTMLElement>('button:not([data-port], :disabled)')

export class Keys {
  readonly #container: HTMLElement
  readonly #stage: Stage
  readonly #bench: Workbench
  readonly #deeds: Deeds
  #burst = 0
  #lastMove = -Infinity

  constructor(container: HTMLElement, bench: Workbench, deeds: Deeds) {
    this.#container = container
    this.#stage = bench.stage
    this.#bench = bench
    this.#deeds = deeds
  }

  press(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null
    if (event.defaultPrevented || !target || target.matches('.annotation :is(input, textarea)')) return
    if (this.#stage.choosing) return this.#done(event, () => this.#waits(event.key))
    const node = target.closest<HTMLElement>('[data-node]')
    if (node && target !== node && target.dataset['port'] === undefined) {
      if (event.key === 'Escape') this.#done(event, () => node.focus({ preventScroll: true }))
      return
    }
    if (this.#command(event, target, node)) event.preventDefault()
  }

  /** The list that was asked for is on its way: what is typed meanwhile is meant for it. */
  #waits(key: string): void {
    if (key === 'Escape') this.#stage.choosing = null
  }

  #done(event: KeyboardEvent, act: () => void): void {
    event.preventDefault()
    act()
  }

  #command(event: KeyboardEvent, target: HTMLElement, node: HTMLElement | null): boolean {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    const direction = directions.get(key)
    if (direction) return this.#arrow(direction, event)
    if (key === 'Tab') return !ctrlKey && !metaKey && !altKey && this.#tab(shiftKey, node)
    if (ctrlKey || metaKey) return !altKey && !shiftKey && this.#withControl(key.toLowerCase())
    if (altKey) return false
    switch (key) {
      case 'Delete':
      case 'Backspace':
        this.#deeds.remove()
        return true
      case 'Escape':
        return this.#escape(target, node)
      case 'Enter':
        // A key that is still held from choosing a node takes nothing up.
        return !event.repeat && this.#enter(target, node)
      case 'F2':
        return this.#rename(node)
      case 'w':
      case 'W':
        return this.#wire(target, node)
      default:
        return false
    }
  }

  #withControl(letter: string): boolean {
    if (letter === 'a') this.#deeds.selectAll()
    else if (letter === 'd') this.#deeds.duplicate()
    else return false
    return true
  }

  /** Alone the arrows move what is selected; with Alt, and where nothing is, they go to the next node there. */
  #arrow([dx, dy]: Point, { altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey) return false
    const { host, current } = this.#stage
    if (altKey || host.selection.size === 0) {
      const next = this.#neighbour(current, [dx, dy])
      if (next !== null) this.#go(next, shiftKey)
      return true
    }
    if (host.readonly) return true
    const now = performance.now()
    if (now - this.#lastMove > pause) this.#burst++
    this.#lastMove = now
    const { snap } = host.choices
    const far = (shiftKey ? strides.far : strides.near) * (snap ? grid / strides.near : 1)
    const to = (place: number, by: number): number =>
      snap && by !== 0 ? onGrid(place + by * far) : place + by * far
    const moved = host.selection
    const along = this.#stage.notesWith(moved)
    const move = (graph: Graph) => {
      const places = graph.nodes.flatMap(({ id, at }) =>
        moved.has(id) ? [[id, [to(at[0], dx), to(at[1], dy)]] as const] : [],
      )
      const notes = along.map(({ id, at }) => [id, [at[0] + dx * far, at[1] + dy * far]] as const)
      return moveNotes(moveNodes(graph, new Map(places)), new Map(notes))
    }
    host.edit(move, `move ${counted(moved.size, 'node')}`, `move ${this.#burst}`)
    return true
  }

  /** The nearest node in a direction: what lies aside counts as further away. */
  #neighbour(from: string | null, [dx, dy]: Point): string | null {
    const here = from === null ? undefined : this.#stage.models.get(from)
    if (!here) return this.#stage.readingOrder()[0] ?? null
    const middle = ({ box }: typeof here): Point => [box.x + box.width / 2, box.y + box.height / 2]
    const [x, y] = middle(here)
    let best = Infinity
    let found: string | null = null
    for (const model of this.#stage.models.values()) {
      const [mx, my] = middle(model)
      const ahead = (mx - x) * dx + (my - y) * dy
      const aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx)
      const distance = ahead + 2 * aside
      if (model === here || ahead <= 0 || distance >= best) continue
      best = distance
      found = model.id
    }
    return found
  }

  #go(id: string, adding = false): void {
    if (adding) this.#stage.select([...this.#stage.host.selection, id])
    else this.#stage.select([id])
    void this.#bench.focus(id)
  }

  /** From node to node as one reads, then through what explains them; beyond the last out of the canvas. */
  #tab(back: boolean, node: HTMLElement | null): boolean {
    const stops = [...this.#container.querySelectorAll<HTMLElement>('[data-stop]')].filter((each) =>
      each.checkVisibility(),
    )
    const focused = document.activeElement
    const here = stops.findIndex((each) => each === focused)
    const id = node?.dataset['node']
    const order = this.#stage.readingOrder()
    const first = back ? undefined : (this.#stage.current ?? undefined)
    const besides = here < 0 ? first : back && here === 0 ? order.at(-1) : undefined
    const next = id === undefined ? besides : order[order.indexOf(id) + (back ? -1 : 1)]
    const stop = back ? stops[here - 1] : stops[here + 1]
    if (next !== undefined) this.#go(next)
    else if (stop) stop.focus({ preventScroll: true })
    else this.#edge(back)?.focus({ preventScroll: true })
    return next !== undefined || stop !== undefined
  }

  #edge(first: boolean): HTMLElement | null {
    return (this.#container.parentElement ?? this.#container).querySelector(
      first ? '[data-edge=start]' : '[data-edge=end]',
    )
  }

  #rename(node: HTMLElement | null): boolean {
    const [only, ...others] = this.#stage.host.selection
    const id = node?.dataset['node'] ?? (others.length === 0 ? only : undefined)
    if (id !== undefined) this.#stage.rename(id)
    return id !== undefined
  }

  #escape(target: HTMLElement, node: HTMLElement | null): boolean {
    if (this.#bench.pointer.cancelWire()) return true
    if (node && target !== node) node.focus({ preventScroll: true })
    else this.#stage.select([])
    return true
  }

  #enter(target: HTMLElement, node: HTMLElement | null): boolean {
    if (!node || target !== node) return false
    const id = node.dataset['node']
    const offer = id !== undefined && id === this.#stage.fresh ? this.#stage.offersOf(id)[0] : undefined
    if (id !== undefined && offer) {
      this.#stage.accept(id, offer)
      return true
    }
    within(node)?.focus()
    return true
  }

  /** The node to wire next: this one, while it has anything to wire, else the next one that waits for a wire. */
  #waiting(here: string): string {
    const stage = this.#stage
    const waits = (id: string): boolean =>
      stage.models.get(id)?.ports.inputs.some(({ name }) => stage.isOpen(id, name)) ?? false
    const led = stage.wires.some(({ wire }) => wire.from.node === here)
    const gives = (stage.models.get(here)?.ports.outputs.length ?? 0) > 0
    if (waits(here) || (gives && !led)) return here
    const order = stage.readingOrder()
    const at = order.indexOf(here)
    return [...order.slice(at + 1), ...order.slice(0, at)].find(waits) ?? here
  }

  #wire(target: HTMLElement, node: HTMLElement | null): boolean {
    const here = node?.dataset['node'] ?? this.#stage.current
    if (here === null || this.#stage.host.readonly) return false
    const { port, side } = target.dataset
    const isPort = port !== undefined && (side === 'input' || side === 'output')
    const id = isPort ? here : this.#waiting(here)
    if (id !== here) this.#stage.select([id])
    this.#stage.choosing = { id, port: isPort ? { name: port, side } : null }
    return true
  }
}
