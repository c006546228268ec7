// Fingers on the canvas: a long press, and a second finger, which makes a pinch of whatever the first one had begun.
import type { Point } from '../graph/document.ts'

const patience = 500
/** A finger that moved less rests. */
const still = 8

/** What is held for other reasons: sliders are moved, buttons repeat, wires are drawn from ports. */
const busy = 'button, input, select, textarea, [data-port], .grip, .annotation'

/** The slider under the first finger, as it was. */
interface Slider {
  readonly element: HTMLInputElement
  readonly value: string
  /** It is heard once that finger alone has moved or left; in a pinch not at all. */
  readonly state: 'waits' | 'heard' | 'deaf'
}

export interface Fingering {
  /** A finger rests on something that has no use of its own for that. */
  readonly long: (screen: Point, target: EventTarget | null) => void
  /** A second finger is there: what the first one holds is let go. */
  readonly second: () => void
}

export class Fingers {
  readonly #does: Fingering
  readonly #down = new Map<number, Point>()
  #timer = 0
  #slider: Slider | null = null

  constructor(container: HTMLElement, does: Fingering, signal: AbortSignal) {
    this.#does = does
    const early = { signal, capture: true }
    container.addEventListener('pointerdown', (event) => this.#press(event), early)
    window.addEventListener('pointermove', (event) => this.#move(event), early)
    window.addEventListener('pointerup', (event) => this.#lift(event), early)
    window.addEventListener('pointercancel', (event) => this.#lift(event), early)
    for (const type of ['input', 'change'])
      container.addEventListener(type, (event) => this.#hold(event), early)
    // A long press of a finger is ours, not the browser's menu.
    container.addEventListener('contextmenu', (event) => this.#down.size > 0 && event.preventDefault(), early)
    signal.addEventListener('abort', () => clearTimeout(this.#timer))
  }

  get count(): number {
    return this.#down.size
  }

  #press({ pointerType, pointerId, clientX, clientY, target }: PointerEvent): void {
    if (pointerType !== 'touch') return
    this.#down.set(pointerId, [clientX, clientY])
    clearTimeout(this.#timer)
    if (this.#down.size > 1) return this.#pinch()
    const isSlider = target instanceof HTMLInputElement && target.type === 'range'
    this.#slider = isSlider ? { element: target, value: target.value, state: 'waits' } : null
    if (target instanceof Element && target.closest(busy)) return
    this.#timer = window.setTimeout(() => this.#does.long([clientX, clientY], target), patience)
  }

  #pinch(): void {
    this.#does.second()
    if (!this.#slider) return
    const { element, value, state } = this.#slider
    element.value = value
    // Escape takes a control back to the very number that it had.
    if (state === 'heard')
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    this.#slider = { element, value, state: 'deaf' }
  }

  #move({ pointerId, clientX, clientY }: PointerEvent): void {
    const start = this.#down.get(pointerId)
    if (!start || Math.hypot(clientX - start[0], clientY - start[1]) < still) return
    clearTimeout(this.#timer)
    if (this.#slider?.state === 'waits') this.#slider = { ...this.#slider, state: 'heard' }
  }

  #lift({ pointerId }: PointerEvent): void {
    if (!this.#down.delete(pointerId) || this.#down.size > 0) return
    clearTimeout(this.#timer)
    const slider = this.#slider
    if (slider?.state === 'waits') this.#slider = { ...slider, state: 'heard' }
    // The last word of the slider comes after the finger has left.
    setTimeout(() => {
      if (this.#down.size === 0) this.#slider = null
    })
  }

  #hold(event: Event): void {
    const slider = this.#slider
    if (!slider || event.target !== slider.element || slider.state === 'heard') return
    event.stopImmediatePropagation()
    if (slider.state === 'deaf') slider.element.value = slider.value
  }
}
