// The window onto the canvas: where it is, what can be seen through it, and how it is moved to something.
import type { Point } from '../graph/document.ts'
import type { NodeModel } from './models.svelte.ts'
import type { Box } from './ground.ts'
import { boxAround, noteBox } from './placing.ts'
import type { Stage } from './stage.svelte.ts'
import { type Surface, zoomLimits } from './surface.ts'

/** Below this nodes show little more than their titles. */
const readable = 0.4
/** So long may drawing what comes into view take in a frame, in milliseconds; and in the first one. */
const slice = 8
const firstSlice = 120
/** So many nodes may come into view in a frame: the page has to lay them out; from afar they are little more than titles. */
const newcomers = { near: 16, far: 64 }
/** So far beyond the edge nodes are drawn already, in pixels on the screen. */
const ahead = 240
/** So far beyond it they stay: who zooms in and out again has them laid out once. */
const behind = 960
const border = 24
/** Below everything, where the buttons lie over the canvas. */
const bottom = 56
/** What opens is to be seen whole, but rather in part than smaller than this. */
const smallestWhole = 0.42
/** Small graphs fill a large window, up to this. */
const largestWhole = 1.25
/** The size of what is brought into view to be read. */
const comfortable = 0.6

/** Room below the nodes for wires that go back. */
const roomForLoops = (count: number): number => (count === 0 ? 0 : 16 + 12 * Math.min(count, 6))

export class View {
  readonly #container: HTMLElement
  readonly #stage: Stage
  readonly #area: Surface['area']
  readonly #show: (model: NodeModel) => void
  readonly #listeners = new Set<() => void>()
  #frame = 0
  #looked = ''
  #isFirst = true
  /** Where the window was put to show everything. */
  #whole: { readonly x: number; readonly y: number; readonly k: number } | null = null

  /** `show` is called with each node that comes into view for the first time. */
  constructor(container: HTMLElement, stage: Stage, { area }: Surface, show: (model: NodeModel) => void) {
    this.#container = container
    this.#stage = stage
    this.#area = area
    this.#show = show
  }

  get zoom(): number {
    return this.#area.area.transform.k
  }

  /** A place on the screen, on the canvas. */
  toCanvas([x, y]: Point): Point {
    const { left, top } = this.#container.getBoundingClientRect()
    const { x: dx, y: dy, k } = this.#area.area.transform
    return [(x - left - dx) / k, (y - top - dy) / k]
  }

  toScreen([x, y]: Point): Point {
    const { left, top } = this.#container.getBoundingClientRect()
    const { x: dx, y: dy, k } = this.#area.area.transform
    return [x * k + dx + left, y * k + dy + top]
  }

  centre(): Point {
    const { clientWidth, clientHeight } = this.#container
    const { x, y, k } = this.#area.area.transform
    return [(clientWidth / 2 - x) / k, (clientHeight / 2 - y) / k]
  }

  /** What can be seen of the canvas, but for the border where buttons lie over it. */
  seen(): Box {
    const { clientWidth, clientHeight } = this.#container
    const { x, y, k } = this.#area.area.transform
    const [left, top] = [(border - x) / k, (border - y) / k]
    const [width, height] = [clientWidth - 2 * border, clientHeight - border - bottom]
    return { x: left, y: top, width: width / k, height: height / k }
  }

  async #move(x: number, y: number, k: number): Promise<void> {
    if (k !== this.zoom) await this.#area.area.zoom(k, 0, 0)
    await this.#area.area.translate(Math.round(x), Math.round(y))
    this.look()
  }

  /** Shows everything; at first as much as can be read, from the upper left. */
  async fit(atFirst = false): Promise<void> {
    this.#stage.updateFrames()
    const { models, frames } = this.#stage
    const notes = this.#stage.graph.notes.map(noteBox)
    const box = boxAround([...[...models.values(), ...frames].map((each) => each.box), ...notes])
    const loops = this.#stage.wires.filter(({ wire }) => this.#stage.leadsToNext(wire)).length
    const isDone = box && (await this.#fitBox({ ...box, height: box.height + roomForLoops(loops) }, atFirst))
    if (isDone) this.#whole = { ...this.#area.area.transform }
  }

  /** Shows these nodes. */
  async fitTo(ids: ReadonlySet<string>): Promise<void> {
    const box = boxAround([...ids].flatMap((id) => this.#stage.models.get(id)?.box ?? []))
    if (box) await this.#fitBox(box, false)
  }

  async #fitBox(box: Box, atFirst: boolean): Promise<boolean> {
    const { clientWidth, clientHeight } = this.#container
    if (clientWidth === 0) return false
    const [width, height] = [clientWidth - 2 * border, clientHeight - border - bottom]
    const fitting = Math.min(width / box.width, height / box.height, largestWhole)
    const k = atFirst && fitting < smallestWhole ? comfortable : Math.max(fitting, zoomLimits.min)
    const place = (start: number, size: number, room: number): number =>
      size * k > room ? border - start * k : border + (room - size * k) / 2 - start * k
    await this.#move(place(box.x, box.width, width), place(box.y, box.height, height), k)
    return true
  }

  /** Calls back whenever what can be seen has changed, until the answer is called. */
  listen(look: () => void): () => void {
    this.#listeners.add(look)
    return () => void this.#listeners.delete(look)
  }

  async centreOn([x, y]: Point): Promise<void> {
    const { clientWidth, clientHeight } = this.#container
    const k = this.zoom
    await this.#move(clientWidth / 2 - x * k, clientHeight / 2 - y * k, k)
  }

  /** From here on the window stays where it is, unless somebody moves it. */
  keep(): void {
    this.#whole = null
  }

  /** Moves the window just so far that a node is seen whole, or as much of it as there is room for. */
  async follow(id: string): Promise<void> {
    const model = this.#stage.models.get(id)
    const { clientWidth, clientHeight } = this.#container
    if (!model || clientWidth === 0) return
    const { x: dx, y: dy, k } = this.#area.area.transform
    const { x, y, width, height } = model.box
    const by = (start: number, size: number, room: number): number => {
      if (start >= 0 && start + size <= room) return 0
      // Of what is larger than the window the start is to be seen.
      return start < 0 || size > room - 2 * border ? border - start : room - border - start - size
    }
    const move = [by(x * k + dx, width * k, clientWidth), by(y * k + dy, height * k, clientHeight)] as const
    if (move[0] !== 0 || move[1] !== 0) await this.pan(...move)
  }

  /** What showed everything goes on to do so in a window of another size. */
  async resized(): Promise<void> {
    const { x, y, k } = this.#area.area.transform
    if (this.#whole?.x === x && this.#whole.y === y && this.#whole.k === k) await this.fit(true)
  }

  /** Brings something into view, where it is not; too small to be read, it is brought nearer. */
  async reveal({ x, y, width, height }: Box): Promise<void> {
    const { x: dx, y: dy, k } = this.#area.area.transform
    const { clientWidth, clientHeight } = this.#container
    const [left, top] = [x * k + dx, y * k + dy]
    const seen = left >= 0 && top >= 0 && left + width * k <= clientWidth && top + height * k <= clientHeight
    if (seen && k >= readable) return
    const nearer = Math.max(k, comfortable)
    const fitsIn = Math.max(0, (clientHeight - height * nearer) / 2)
    await this.#move((clientWidth - width * nearer) / 2 - x * nearer, fitsIn - y * nearer, nearer)
  }

  /** Beside a node, in pixels of the canvas' own corner, where there is room for a list. */
  beside(id: string): Point {
    const model = this.#stage.models.get(id)
    if (!model) return [16, 16]
    const { left, top, width, height } = this.#container.getBoundingClientRect()
    const [x, y] = this.toScreen([model.at[0] + model.face.width + 12, model.at[1]])
    return [Math.max(8, Math.min(x - left, width - 336)), Math.max(8, Math.min(y - top, height - 328))]
  }

  /** Moves the window by pixels of the screen. */
  async pan(dx: number, dy: number): Promise<void> {
    const { x, y, k } = this.#area.area.transform
    await this.#move(x + dx, y + dy, k)
  }

  async zoomBy(factor: number): Promise<void> {
    const { x, y, k } = this.#area.area.transform
    const next = Math.min(Math.max(k * factor, zoomLimits.min), zoomLimits.max)
    const [cx, cy] = [this.#container.clientWidth / 2, this.#container.clientHeight / 2]
    await this.#move(cx - ((cx - x) * next) / k, cy - ((cy - y) * next) / k, next)
  }

  /** Looks again what can be seen, before the next frame. */
  look(): void {
    this.#frame ||= requestAnimationFrame(() => this.#cull())
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
  }

  /** Draws what comes into view, or answers that there is no time left for it. */
  #draw(model: NodeModel, k: number, until: number): boolean {
    const isDrawn = model.isDrawn && (model.detailed || k < readable)
    if (isDrawn) return true
    if (performance.now() > until) return false
    this.#isFirst = false
    if (k >= readable) model.detailed = true
    this.#show(model)
    return true
  }

  #cull(): void {
    this.#frame = 0
    for (const look of this.#listeners) look()
    const { x, y, k } = this.#area.area.transform
    const { clientWidth, clientHeight } = this.#container
    this.#stage.far = k < readable
    const within = (margin: number) => {
      const [left, top] = [(-margin - x) / k, (-margin - y) / k]
      const [right, bottom] = [(clientWidth + margin - x) / k, (clientHeight + margin - y) / k]
      return ({ at: [nx, ny], face: { width, height } }: NodeModel): boolean =>
        nx < right && nx + width > left && ny < bottom && ny + height > top
    }
    const [isAhead, isBehind] = [within(ahead), within(behind)]
    const pictures: string[] = []
    const focused = document.activeElement?.closest<HTMLElement>('[data-node]')?.dataset['node']
    const until = performance.now() + (this.#isFirst ? firstSlice : slice)
    let coming = this.#isFirst ? Infinity : k < readable ? newcomers.far : newcomers.near
    for (const model of this.#stage.models.values()) {
      const isNear = !model.folded && isAhead(model)
      const stays = !model.folded && (model.id === focused || (model.visible && isBehind(model)))
      const isVisible = isNear || stays
      if ((isNear || model.id === focused) && model.face.picture) pictures.push(model.id)
      const isReady = !isVisible || (this.#draw(model, k, until) && (model.visible || coming-- > 0))
      if (!isReady) this.look()
      if (model.visible === isVisible || !isReady) continue
      model.visible = isVisible
      if (model.element) model.element.hidden = !isVisible
    }
    const looked = pictures.join(' ')
    if (looked === this.#looked) return
    this.#looked = looked
    this.#stage.host.look(pictures)
  }
}
