// The canvas at work: Rete, the models and the hand brought together, as long as the canvas is on the page.
import { type Component, flushSync, mount, unmount } from 'svelte'
import DraggedWire from './DraggedWire.svelte'
import { Faces } from './faces.ts'
import Frames from './Frames.svelte'
import type { Hand } from './hand.ts'
import { Holding } from './holding.ts'
import Minimap from './Minimap.svelte'
import { Mirror } from './mirror.ts'
import Notes from './Notes.svelte'
import { Painter } from './painter.ts'
import { Pointer } from './pointer.ts'
import type { Stage } from './stage.svelte.ts'
import { type Signal, type Surface, createSurface } from './surface.ts'
import { onGrid } from './spots.ts'
import { View } from './view.ts'
import WireLabels from './WireLabels.svelte'
import Wires from './Wires.svelte'

type Moving = Extract<Signal, { type: 'nodetranslate' }>

function snapped(signal: Moving): Moving {
  const { x, y } = signal.data.position
  return { ...signal, data: { ...signal.data, position: { x: onGrid(x), y: onGrid(y) } } }
}

export class Workbench {
  readonly stage: Stage
  readonly view: View
  readonly pointer: Pointer
  readonly #container: HTMLElement
  readonly #surface: Surface
  readonly #mirror: Mirror
  readonly #painter: Painter
  readonly #holding: Holding
  readonly #faces: Faces
  readonly #layers: readonly object[]
  readonly #resized: ResizeObserver
  #fitted = false

  constructor(container: HTMLElement, stage: Stage) {
    this.#container = container
    this.stage = stage
    stage.follow = (id) => void this.#follow(id)
    const surface = createSurface(container)
    this.#surface = surface
    this.#holding = new Holding(stage, surface)
    const holds = (id: string) => this.#holding.holds(id)
    this.#painter = new Painter(stage, holds)
    this.#faces = new Faces(stage, surface)
    this.view = new View(container, stage, surface, (model) => this.#faces.show(model))
    this.pointer = new Pointer(container, stage, surface, this.view)
    this.#mirror = new Mirror(surface, holds, () => this.#followed())
    surface.area.addPipe((signal) => this.#take(signal))
    const { holder } = surface.area.area.content
    const hand: Hand = {
      take: (ids, adding) => this.#holding.take(ids, adding),
      carry: (dx, dy) => this.#holding.carry(dx / this.view.zoom, dy / this.view.zoom),
      release: () => this.#released(true),
      leave: () => container.focus({ preventScroll: true }),
    }
    this.#layers = [
      mount(Frames, { target: holder, props: { stage, hand } }),
      mount(Notes, { target: holder, props: { stage, hand, zoom: () => this.view.zoom } }),
      mount(Wires, { target: holder, props: { stage } }),
      mount(WireLabels, { target: holder, props: { stage, hand } }),
      // Beside the canvas, not on it.
      mount(Minimap, { target: container.parentElement ?? container, props: { stage, view: this.view } }),
      mount(DraggedWire, { target: holder, props: { stage } }),
    ]
    this.#resized = new ResizeObserver(() => this.#sized())
    this.#resized.observe(container)
  }

  /** Shows the graph as it is now. */
  update(): void {
    this.stage.update()
    // An empty graph is seen as it is, and what is added to it moves nothing.
    if (this.#fitted) this.view.keep()
    else if (this.stage.models.size === 0) this.#fitted = true
    this.#mirror.show(this.stage.graph.nodes)
    this.#painter.soon()
    this.view.look()
  }

  /** Puts the keyboard on a node, once it is there; the window follows only where it must. */
  async focus(id: string, port?: string): Promise<void> {
    await this.#mirror.settled()
    const model = this.stage.models.get(id)
    if (!model?.element) return
    // A hidden node is to be found in the strip of its frame.
    const hiding = model.folded && this.stage.frames.find(({ box }) => box === model.folded)
    if (hiding) {
      await this.view.reveal(model.box)
      const strips = [...this.#container.querySelectorAll<HTMLElement>('[data-frame]')]
      const strip = strips.find((each) => each.dataset['frame'] === hiding.frame.id)
      return strip?.querySelector<HTMLElement>('.strip')?.focus({ preventScroll: true })
    }
    this.stage.current = id
    await this.view.follow(id)
    this.#faces.show(model)
    model.element.hidden = false
    flushSync()
    const node = model.element.querySelector<HTMLElement>('[data-node]')
    const inputs = [...(node?.querySelectorAll<HTMLElement>('[data-side=input]') ?? [])]
    const socket = port === undefined ? undefined : inputs.find((each) => each.dataset['port'] === port)
    ;(socket ?? node)?.focus({ preventScroll: true })
  }

  /** The window follows where something was put that is out of sight. */
  async #follow(id: string): Promise<void> {
    await this.#mirror.settled()
    await this.view.follow(id)
  }

  async reveal(id: string): Promise<void> {
    await this.#mirror.settled()
    const model = this.stage.models.get(id)
    if (model) await this.view.reveal(model.box)
  }

  /** Mounts something over the wires; answers how to take it away. */
  lay<Props extends object>(layer: Component<Props>, props: Props): () => void {
    const { holder } = this.#surface.area.area.content
    const mounted = mount(layer, { target: holder, props })
    return () => void unmount(mounted)
  }

  destroy(): void {
    this.#resized.disconnect()
    this.pointer.destroy()
    this.#painter.stop()
    this.view.stop()
    this.#faces.destroy()
    for (const layer of this.#layers) void unmount(layer)
    for (const view of this.#surface.area.nodeViews.values()) view.destroy()
    this.#surface.area.destroy()
  }

  /** What Rete says. */
  #take(signal: Signal): Signal | undefined {
    switch (signal.type) {
      case 'render':
        return this.#render(signal)
      case 'unmount':
        this.#faces.remove(signal.data.element)
        return signal
      case 'nodepicked':
        this.#holding.pick(signal.data.id, this.pointer.isAdding)
        return signal
      case 'nodetranslate': {
        const isHeld = this.#holding.holds(signal.data.id)
        if (isHeld && (this.stage.host.readonly || this.#surface.pinching())) return undefined
        return isHeld && this.#snaps ? snapped(signal) : signal
      }
      case 'nodetranslated':
        this.#translated(signal)
        return signal
      case 'nodedragged':
        this.#released(this.pointer.isAdding)
        return signal
      case 'translated':
      case 'zoomed':
        this.view.look()
        return signal
      default:
        return signal
    }
  }

  /** Alt means the other way. */
  get #snaps(): boolean {
    return this.stage.host.choices.snap !== this.pointer.isFine
  }

  #released(adding: boolean): void {
    this.#holding.release(adding)
    this.update()
  }

  #translated({ data: { id, position } }: Extract<Signal, { type: 'nodetranslated' }>): void {
    const model = this.stage.models.get(id)
    if (model) model.at = [position.x, position.y]
    this.#holding.moved(id, position)
    if (this.#holding.holds(id)) this.#painter.drag(id)
    else this.#painter.soon()
    this.view.look()
  }

  #render(signal: Extract<Signal, { type: 'render' }>): Signal {
    const { data } = signal
    if (data.type === 'node') {
      const model = this.stage.models.get(data.payload.id)
      if (!model) return signal
      model.element = data.element
      model.isDrawn = false
      data.element.hidden = !model.visible
      this.view.look()
    } else if (data.type === 'connection' && data.payload.isPseudo) {
      const end = data.end ?? data.start
      if (end && this.stage.wiring) this.stage.wiring.pointer = [end.x, end.y]
    }
    return signal
  }

  #followed(): void {
    const { models } = this.stage
    for (const id of models.keys()) if (!this.#mirror.has(id)) models.delete(id)
    this.#painter.soon()
    this.view.look()
    if (!this.#fitted) this.#sized()
  }

  /** What opens is fitted once its nodes and the size of the window are known. */
  #sized(): void {
    if (!this.#fitted && this.#container.clientWidth > 0 && this.stage.models.size > 0) {
      this.#fitted = true
      void this.view.fit(true)
    } else void this.view.resized()
    this.view.look()
  }
}
