// A plot between frames: axes and series change seldom and are state, paths change with every frame and are written
// straight into their elements.
import { SvelteSet } from 'svelte/reactivity'
import type { Curve } from '../picture.ts'
import { type Axis, extentOf, iterationAxis, niceAhead, sameAxis, valueAxis } from './axes.ts'
import { type Drawing, type Marked, type Plane, draw, nearest } from './curves.ts'
import { showSignificant } from './numbers.ts'
import { visible } from './visible.ts'

export interface Series {
  readonly key: string
  readonly label: string
  /** Its place among all series, which gives its colour and dashes. */
  readonly index: number
}

export interface MarkAt {
  readonly key: string
  readonly index: number
  readonly odd: Marked['odd']
  readonly x: number
}

export interface Reading {
  readonly iteration: number
  readonly values: readonly { readonly series: Series; readonly value: number; readonly iteration: number }[]
}

interface Space {
  readonly width: number
  readonly height: number
  readonly log: boolean
}

const emptyAxis: Axis = { log: false, from: 0, to: 1, ticks: [], minor: [] }

/** Curves have no identity of their own: two of the same output are told apart by their order. */
const keyOf = ({ from, label }: Curve, index: number): string => `${index} ${from} ${label}`

export class Plot {
  x = $state.raw<Axis>(emptyAxis)
  y = $state.raw<Axis>(emptyAxis)
  series = $state.raw<readonly Series[]>([])
  marks = $state.raw<readonly MarkAt[]>([])
  marked = $state.raw<readonly (Marked & { readonly series: Series })[]>([])
  readonly hidden = new SvelteSet<string>()
  /** Whether there is any point to draw. */
  empty = $state(true)

  readonly #paths: (SVGPathElement | null)[] = []
  #curves: readonly Curve[] = []
  #drawn: { curve: Curve; plane: Plane; drawing: Drawing }[] = []
  #plane: Plane | null = null
  #space: Space | null = null

  /** Draws a frame; what has not changed since the last one is left alone. */
  show(curves: readonly Curve[], space: Space): void {
    this.#curves = curves
    this.#name(curves)
    const visible = curves.filter((curve, i) => !this.hidden.has(keyOf(curve, i)))
    this.#frame(visible.length ? visible : curves, space)
    const plane = this.#plane
    if (!plane) return
    for (const [i, curve] of curves.entries()) {
      const before = this.#drawn[i]
      if (before && before.curve === curve && before.plane === plane) continue
      const drawing = draw(curve, plane)
      this.#drawn[i] = { curve, plane, drawing }
      this.#paths[i]?.setAttribute('d', drawing.path)
    }
    this.#drawn.length = curves.length
    this.#mark()
  }

  /** For the element that shows the curve at an index: its path is written into it from now on. */
  readonly path = (index: number) => (element: SVGPathElement) => {
    this.#paths[index] = element
    element.setAttribute('d', this.#drawn[index]?.drawing.path ?? '')
    return () => {
      if (this.#paths[index] === element) this.#paths[index] = null
    }
  }

  toggle(key: string): void {
    if (!this.hidden.delete(key)) this.hidden.add(key)
  }

  /** The values at the recorded iteration nearest to a place between 0 and 1; null where there are none. */
  read(across: number): Reading | null {
    return this.readAt(this.x.from + across * (this.x.to - this.x.from))
  }

  readAt(wanted: number): Reading | null {
    const visible = this.series.filter(({ key }) => !this.hidden.has(key))
    const points = visible.flatMap((series) => {
      const curve = this.#curves[series.index]
      const i = curve ? nearest(curve.x, wanted) : -1
      return curve && i >= 0 ? [{ series, iteration: curve.x[i] ?? 0, value: curve.y[i] ?? NaN }] : []
    })
    const [first] = points.toSorted((a, b) => Math.abs(a.iteration - wanted) - Math.abs(b.iteration - wanted))
    return first ? { iteration: first.iteration, values: points } : null
  }

  /** The iteration of the next point before or after one, over all series to be seen. */
  neighbour(iteration: number, direction: -1 | 1): number {
    let best = iteration
    for (const { key, index } of this.series) {
      const x = this.#curves[index]?.x
      if (!x || this.hidden.has(key)) continue
      const at = nearest(x, iteration)
      for (const i of [at - 1, at, at + 1]) {
        const each = x[i]
        if (each === undefined || (each - iteration) * direction <= 0) continue
        if (best === iteration || Math.abs(each - iteration) < Math.abs(best - iteration)) best = each
      }
    }
    return best
  }

  /** Where a key leads to from an iteration; null for keys that lead nowhere. */
  after(key: string, iteration: number): number | null {
    const page = (this.x.to - this.x.from) / 10
    switch (key) {
      case 'ArrowLeft':
        return this.neighbour(iteration, -1)
      case 'ArrowRight':
        return this.neighbour(iteration, 1)
      case 'PageDown':
        return this.readAt(iteration - page)?.iteration ?? iteration
      case 'PageUp':
        return this.readAt(iteration + page)?.iteration ?? iteration
      case 'Home':
        return this.readAt(0)?.iteration ?? 0
      case 'End':
        return this.lastIteration
      default:
        return null
    }
  }

  get lastIteration(): number {
    return this.#curves.reduce((most, { x }) => Math.max(most, x.at(-1) ?? 0), 0)
  }

  /** Where an iteration and a value lie, in pixels. */
  get plane(): Plane | null {
    return this.#plane
  }

  /** "diagonal 2.0e-15, random 0.031 at iteration 9999" */
  summary(): string {
    const last = this.series.flatMap(({ index, label }) => {
      const value = this.#curves[index]?.y.at(-1)
      return value === undefined ? [] : [`${label} ${showSignificant(value, 2)}`]
    })
    return last.length ? `${last.join(', ')} at iteration ${this.lastIteration}` : 'No values yet'
  }

  #name(curves: readonly Curve[]): void {
    const same =
      curves.length === this.series.length &&
      this.series.every(({ key }, i) => curves[i] && key === keyOf(curves[i], i))
    if (!same)
      this.series = curves.map((curve, index) => ({
        key: keyOf(curve, index),
        label: visible(curve.label),
        index,
      }))
    const empty = curves.every(({ x }) => x.length === 0)
    if (empty !== this.empty) this.empty = empty
  }

  /** Axes: that of iterations never shrinks until the run starts anew, so that scrubbing back keeps it still. */
  #frame(curves: readonly Curve[], space: Space): void {
    const resized =
      !this.#space ||
      this.#space.width !== space.width ||
      this.#space.height !== space.height ||
      this.#space.log !== space.log
    this.#space = space
    const last = curves.reduce((most, { x }) => Math.max(most, x.at(-1) ?? 0), 0)
    const kept = last > 1 && !resized ? this.x.to : 0
    const x = kept >= niceAhead(last) ? this.x : iterationAxis(last, space.width)
    const y = valueAxis(extentOf(curves, space.log), space.log, space.height)
    const moved = resized || !sameAxis(x, this.x) || !sameAxis(y, this.y)
    if (!moved && this.#plane) return
    this.x = x
    this.y = y
    this.#plane = { x, y, width: space.width, height: space.height }
  }

  #mark(): void {
    const visible = this.#drawn.flatMap(({ drawing }, i) => {
      const series = this.series[i]
      return series && !this.hidden.has(series.key) && drawing.marks.length ? [{ series, drawing }] : []
    })
    if (visible.length === 0 && this.marks.length === 0) return
    this.marks = visible.flatMap(({ series, drawing }) =>
      drawing.marks.map(({ odd, x }) => ({
        key: `${series.index} ${odd} ${x}`,
        index: series.index,
        odd,
        x,
      })),
    )
    this.marked = visible.flatMap(({ series, drawing }) =>
      drawing.marked.map((each) => ({ ...each, series })),
    )
  }
}
