// The canvas at work: Rete, the models and the hand brought together, as long as the canvas is on the page.
import { flushSync, mount, unmount } from 'svelte'
import type { Point } from '../graph/document.ts'
import { Holding } from './holding.ts'
import { Marquee } from './marquee.ts'
import { Mirror, sceneOf } from './mirror.ts'
import type { NodeModel } from './models.svelte.ts'
import Node from './Node.svelte'
import { Painter } from './painter.ts'
import type { Side } from './ports.ts'
import type { Stage } from './stage.svelte.ts'
import { type Signal, type Surface, createSurface } from './surface.ts'
import { View } from './view.ts'
import { type Pointing, WireFlow, hover } from './wiring.svelte.ts'
import DraggedWire from './DraggedWire.svelte'
import Wires from './Wires.svelte'

export class Workbench {
  readonly stage: Stage
  readonly view: View
  readonly #container: HTMLElement
  readonly #surface: Surface
  readonly #mirror: Mirror
  readonly #painter: Painter
  readonly #holding: Holding
  readonly #marquee: Marquee
  readonly #faces = new Map<HTMLElement, object>()
  readonly #layers: readonly object[]
  readonly #listening = new AbortController()
  readonly #resized: ResizeObserver
  readonly #pointing: Pointing = {
    down: () => this.#down,
    now: () => this.#now,
    toCanvas: (screen) => this.view.toCanvas(screen),
    zoom: () => this.view.zoom,
    under: (screen) => this.#under(screen),
  }
  #down: PointerEvent | null = null
  #now: Point = [0, 0]
  #fitted = false

  constructor(container: HTMLElement, stage: Stage) {
    this.#container = container
    this.stage = stage
    this.#surface = createSurface(container)
    this.#painter = new Painter(stage)
    this.#holding = new Holding(stage, this.#surface)
    this.view = new View(container, stage, this.#surface, (model) => this.#face(model))
    this.#marquee = new Marquee(stage, this.view)
    this.#mirror = new Mirror(
      this.#surface,
      () => this.#holding.held,
      () => this.#followed(),
    )
    const { area, connection } = this.#surface
    connection.addPreset(() => new WireFlow(stage, this.#pointing))
    area.addPipe((signal) => this.#take(signal))
    const { holder } = area.area.content
    this.#layers = [
      mount(Wires, { target: holder, props: { stage } }),
      mount(DraggedWire, { target: holder, props: { stage } }),
    ]
    this.#listen()
    this.#resized = new ResizeObserver(() => this.#sized())
    this.#resized.observe(container)
  }

  /** Shows the graph as it is now. */
  update(): void {
    this.stage.update()
    const wires = this.stage.wires.filter(({ drawn }) => drawn.from && drawn.to)
    this.#mirror.show(sceneOf(this.stage.graph.nodes, wires))
    this.#painter.all()
    this.view.look()
  }

  /** Puts the keyboard on a node and brings it into view, once it is there. */
  async focus(id: string): Promise<void> {
    await this.#mirror.settled()
    const model = this.stage.models.get(id)
    if (!model?.element) return
    this.stage.current = id
    await this.view.reveal(id)
    this.#face(model)
    model.element.hidden = false
    flushSync()
    model.element.querySelector<HTMLElement>('[data-node]')?.focus({ preventScroll: true })
  }

  async reveal(id: string): Promise<void> {
    await this.#mirror.settled()
    await this.view.reveal(id)
  }

  destroy(): void {
    this.#listening.abort()
    this.#resized.disconnect()
    this.#painter.stop()
    this.view.stop()
    for (const face of [...this.#faces.values(), ...this.#layers]) void unmount(face)
    for (const view of this.#surface.area.nodeViews.values()) view.destroy()
    this.#surface.area.destroy()
  }

  // What Rete says

  #take(signal: Signal): Signal | undefined {
    switch (signal.type) {
      case 'render':
        return this.#render(signal)
      case 'unmount':
        this.#unmount(signal.data.element)
        return signal
      case 'nodepicked':
        this.#holding.pick(signal.data.id, this.#isAdding())
        return signal
      case 'nodetranslate': {
        const { readonly } = this.stage.host
        const stays = this.#holding.held.has(signal.data.id) && (readonly || this.#surface.pinching())
        return stays ? undefined : signal
      }
      case 'nodetranslated': {
        const { id, position } = signal.data
        const model = this.stage.models.get(id)
        if (model) model.at = [position.x, position.y]
        this.#holding.moved(id, position)
        this.#painter.moved(id)
        return signal
      }
      case 'nodedragged':
        this.#holding.release(this.#isAdding())
        this.update()
        return signal
      case 'translated':
      case 'zoomed':
        this.view.look()
        return signal
      default:
        return signal
    }
  }

  #isAdding(): boolean {
    return this.#down !== null && (this.#down.shiftKey || this.#down.ctrlKey || this.#down.metaKey)
  }

  #render(signal: Extract<Signal, { type: 'render' }>): Signal {
    const { data } = signal
    if (data.type === 'node') {
      const model = this.stage.models.get(data.payload.id)
      if (model) {
        model.element = data.element
        data.element.hidden = true
        this.view.look()
      }
    } else if (data.type === 'connection' && data.payload.isPseudo) {
      const end = data.end ?? data.start
      if (end && this.stage.wiring) this.stage.wiring.pointer = [end.x, end.y]
    }
    return signal
  }

  /** A node's face is made when it first comes into view. */
  #face(model: NodeModel): void {
    const { element } = model
    if (!element || this.#faces.has(element)) return
    const socket = (side: Side, port: string) => (at: HTMLElement) => this.#socket(at, model.id, side, port)
    this.#faces.set(element, mount(Node, { target: element, props: { stage: this.stage, model, socket } }))
  }

  /** Tells the connection plugin where wires can be taken hold of. */
  #socket(element: HTMLElement, nodeId: string, side: Side, key: string): () => void {
    const { area } = this.#surface
    void area.emit({ type: 'render', data: { type: 'socket', element, nodeId, side, key } })
    return () => void area.emit({ type: 'unmount', data: { element } })
  }

  #unmount(element: HTMLElement): void {
    const face = this.#faces.get(element)
    if (!face) return
    this.#faces.delete(element)
    void unmount(face)
  }

  #followed(): void {
    const { models } = this.stage
    for (const id of models.keys()) if (!this.#mirror.has(id)) models.delete(id)
    this.#painter.all()
    this.view.look()
    if (!this.#fitted) this.#sized()
  }

  /** What opens is fitted once its nodes and the size of the window are known. */
  #sized(): void {
    if (!this.#fitted && this.#container.clientWidth > 0 && this.stage.models.size > 0) {
      this.#fitted = true
      void this.view.fit(true)
    }
    this.view.look()
  }

  // What the hand does

  #listen(): void {
    const { signal } = this.#listening
    const early = { signal, capture: true }
    const container = this.#container
    container.addEventListener('pointerdown', (event) => this.#press(event), early)
    window.addEventListener('pointermove', (event) => this.#hover(event), early)
    window.addEventListener('pointerup', (event) => (this.#now = [event.clientX, event.clientY]), early)
    window.addEventListener('pointercancel', () => this.cancelWire(), early)
    container.addEventListener('dblclick', (event) => this.#doubleClick(event), { signal })
    container.addEventListener('wheel', (event) => this.#wheel(event), early)
  }

  #press(event: PointerEvent): void {
    this.#down = event
    this.#now = [event.clientX, event.clientY]
    if (!this.#isGround(event.target)) return
    if (event.button === 0 && event.shiftKey) this.#marquee.begin(event)
    else if (event.button === 0) this.#clickGround(event)
  }

  /** A click on the ground lets go of what is selected; a drag only moves the window. */
  #clickGround({ clientX, clientY, ctrlKey, metaKey }: PointerEvent): void {
    const end = (event: PointerEvent) => {
      const moved = Math.hypot(event.clientX - clientX, event.clientY - clientY) > 4
      if (!moved && !ctrlKey && !metaKey) this.stage.select([])
    }
    window.addEventListener('pointerup', end, { once: true, signal: this.#listening.signal })
  }

  #hover(event: PointerEvent): void {
    this.#now = [event.clientX, event.clientY]
    if (this.stage.wiring) hover(this.stage, this.#pointing)
  }

  cancelWire(): boolean {
    if (!this.stage.wiring) return false
    this.stage.wiring = null
    this.#surface.connection.drop()
    return true
  }

  #doubleClick(event: MouseEvent): void {
    if (!this.#isGround(event.target) || this.stage.host.readonly) return
    event.preventDefault()
    const screen: Point = [event.clientX, event.clientY]
    this.stage.host.add(this.view.toCanvas(screen), screen)
  }

  /** What scrolls by itself keeps the wheel as long as it has somewhere to go. */
  #wheel(event: WheelEvent): void {
    for (
      let element = event.target instanceof Element ? event.target : null;
      element && element !== this.#container;
      element = element.parentElement
    ) {
      const { overflowY, overflowX } = getComputedStyle(element)
      const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
      const tall = scrolls(overflowY) && element.scrollHeight > element.clientHeight
      const broad = scrolls(overflowX) && element.scrollWidth > element.clientWidth && event.shiftKey
      if (!event.ctrlKey && (tall || broad)) return event.stopPropagation()
    }
  }

  #isGround(target: EventTarget | null): boolean {
    return target === this.#container || target === this.#surface.area.area.content.holder
  }

  #under([x, y]: Point): 'ground' | 'node' | 'elsewhere' {
    const element = document.elementFromPoint(x, y)
    if (!element || !this.#container.contains(element)) return 'elsewhere'
    return element.closest('[data-node]') ? 'node' : 'ground'
  }
}
