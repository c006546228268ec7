// The pointer on the canvas: where it is, and what it does on the ground and to wires. Nodes are dragged by Rete.
import type { Point, Wire } from '../graph/document.ts'
import { Fingers } from './fingers.ts'
import { Marquee } from './marquee.ts'
import type { Stage } from './stage.svelte.ts'
import type { Surface } from './surface.ts'
import type { View } from './view.ts'
import { type Pointing, WireFlow, hover } from './wire-flow.ts'

/** A press that moved less is a click. */
const still = 4

/** Where the browser's own menu is of more use. */
const fields = 'input, textarea, select, [contenteditable]'

/** Whether something would scroll by itself, and so keeps the wheel. */
function scrolls(element: Element, { shiftKey }: WheelEvent): boolean {
  const { overflowX, overflowY } = getComputedStyle(element)
  const may = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
  return shiftKey
    ? may(overflowX) && element.scrollWidth > element.clientWidth
    : may(overflowY) && element.scrollHeight > element.clientHeight
}

export class Pointer {
  readonly #container: HTMLElement
  readonly #stage: Stage
  readonly #surface: Surface
  readonly #view: View
  readonly #marquee: Marquee
  readonly #fingers: Fingers
  readonly #listening = new AbortController()
  readonly #pointing: Pointing
  #down: PointerEvent | null = null
  #now: Point = [0, 0]
  #isFine = false

  constructor(container: HTMLElement, stage: Stage, surface: Surface, view: View) {
    this.#container = container
    this.#stage = stage
    this.#surface = surface
    this.#view = view
    this.#marquee = new Marquee(stage, view)
    this.#pointing = {
      down: () => this.#down,
      now: () => this.#now,
      toCanvas: (screen) => view.toCanvas(screen),
      zoom: () => view.zoom,
      under: (screen) => this.#under(screen),
      fingers: () => this.#fingers.count,
    }
    this.#fingers = new Fingers(
      container,
      {
        long: (screen, target) => this.#hold(screen, target),
        second: () => this.cancelWire(),
      },
      this.#listening.signal,
    )
    surface.connection.addPreset(() => new WireFlow(stage, this.#pointing))
    this.#listen()
  }

  /** The press was with a key that adds to what is selected. */
  get isAdding(): boolean {
    return this.#down !== null && (this.#down.shiftKey || this.#down.ctrlKey || this.#down.metaKey)
  }

  /** Alt is held. */
  get isFine(): boolean {
    return this.#isFine
  }

  /** Lets go of the wire in the hand, if there is one. */
  cancelWire(): boolean {
    if (!this.#stage.wiring) return false
    this.#stage.wiring = null
    this.#surface.connection.drop()
    return true
  }

  destroy(): void {
    this.#listening.abort()
  }

  #listen(): void {
    const { signal } = this.#listening
    const early = { signal, capture: true }
    const container = this.#container
    container.addEventListener('pointerdown', (event) => this.#press(event), early)
    window.addEventListener('pointermove', (event) => this.#move(event), early)
    window.addEventListener('pointerup', (event) => (this.#now = [event.clientX, event.clientY]), early)
    window.addEventListener('pointercancel', () => this.cancelWire(), early)
    container.addEventListener('dblclick', (event) => this.#doubleClick(event), { signal })
    container.addEventListener('wheel', (event) => this.#wheel(event), early)
  }

  #press(event: PointerEvent): void {
    this.#down = event
    this.#now = [event.clientX, event.clientY]
    if (event.button !== 0 || !this.#isGround(event.target)) return
    if (event.shiftKey) this.#marquee.begin(event)
    else this.#clickGround(event)
  }

  /** A click on the ground lets go of what is selected; a drag only moves the window. */
  #clickGround({ clientX, clientY, ctrlKey, metaKey }: PointerEvent): void {
    const end = (event: PointerEvent) => {
      const moved = Math.hypot(event.clientX - clientX, event.clientY - clientY) > still
      if (!moved && !ctrlKey && !metaKey) this.#stage.select([])
    }
    window.addEventListener('pointerup', end, { once: true, signal: this.#listening.signal })
  }

  #move(event: PointerEvent): void {
    this.#isFine = event.altKey
    this.#now = [event.clientX, event.clientY]
    if (this.#stage.wiring) hover(this.#stage, this.#pointing)
  }

  /** Whatever lies there, but for controls, which have a use of their own for it. */
  #doubleClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest('button, input, select, textarea, dialog, .grip, [contenteditable]')) return
    event.preventDefault()
    const node = target?.closest('.title')?.closest<HTMLElement>('[data-node]')?.dataset['node']
    if (node !== undefined) return this.#stage.rename(node)
    const key = target?.closest<SVGElement>('[data-wire]')?.dataset['wire']
    const into = this.#stage.wires.find((model) => model.key === key && model.drawn.fault === null)
    this.#ask([event.clientX, event.clientY], into?.wire)
  }

  /** A finger rests. On the empty canvas there is but one thing to do. */
  #hold(screen: Point, target: EventTarget | null): void {
    this.cancelWire()
    if (this.#stage.models.size === 0) this.#ask(screen)
    else this.menu(screen, target)
  }

  /** Asks for the menu of what lies there, which is selected from then on. Answers whether it has one. */
  menu(screen: Point, target: EventTarget | null): boolean {
    const element = target instanceof Element ? target : null
    if (element?.closest(fields)) return false
    const node = element?.closest<HTMLElement>('[data-node]')?.dataset['node']
    const wire = element?.closest<SVGElement>('[data-wire]')?.dataset['wire']
    const stage = this.#stage
    if (node !== undefined && !stage.isSelected(node)) stage.select([node])
    else if (wire !== undefined && node === undefined) stage.selectWire(wire, false)
    const onNodes = stage.host.selection.size > 1 ? 'selection' : 'node'
    stage.host.menu(node !== undefined ? onNodes : wire !== undefined ? 'wire' : 'ground', screen)
    return true
  }

  /** Asks for a node there. */
  #ask(screen: Point, into?: Wire): void {
    if (!this.#stage.host.readonly) this.#stage.host.add(this.#view.toCanvas(screen), screen, undefined, into)
  }

  #wheel(event: WheelEvent): void {
    let element = event.target instanceof Element ? event.target : null
    for (; element && element !== this.#container; element = element.parentElement) {
      if (!event.ctrlKey && scrolls(element, event)) return event.stopPropagation()
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
