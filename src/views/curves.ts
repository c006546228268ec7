// Curves as SVG paths in tenths of a pixel, what cannot be drawn as marks at the border, and the point nearest to a place.
import type { Curve } from '../picture.ts'
import { type Axis, along } from './axes.ts'

/** Tenths of a pixel are whole numbers, which are written many times faster than fractions. */
export const tenths = 10

export interface Plane {
  readonly x: Axis
  readonly y: Axis
  readonly width: number
  readonly height: number
}

/** Values that have no place on the axis: no number, infinite, or not above zero on a log axis. */
export type Odd = 'nan' | 'high' | 'low'

export interface Mark {
  readonly odd: Odd
  /** Pixels from the left. */
  readonly x: number
}

export interface Marked {
  readonly odd: Odd
  readonly count: number
  readonly first: number
}

/** What is drawn of one curve. */
export interface Drawing {
  readonly path: string
  readonly marks: readonly Mark[]
  readonly marked: readonly Marked[]
}

export const oddOf = (value: number, log: boolean): Odd | null => {
  if (value !== value) return 'nan'
  if (value === Infinity) return 'high'
  if (value === -Infinity || (log && value <= 0)) return 'low'
  return null
}

/** Marks closer than this many pixels are drawn as one. */
const markWidth = 8

class Marks {
  readonly marks: Mark[] = []
  readonly #seen = new Map<Odd, { odd: Odd; count: number; first: number; next: number }>()

  add(odd: Odd, iteration: number, x: number): void {
    const seen = this.#seen.get(odd) ?? { odd, count: 0, first: iteration, next: -Infinity }
    seen.count++
    if (x >= seen.next) {
      this.marks.push({ odd, x })
      seen.next = x + markWidth
    }
    this.#seen.set(odd, seen)
  }

  get marked(): readonly Marked[] {
    return [...this.#seen.values()].map(({ odd, count, first }) => ({ odd, count, first }))
  }
}

/** Every point of the curve: a line through those that have a place, marks for the others. */
export function draw({ x, y }: Pick<Curve, 'x' | 'y'>, plane: Plane): Drawing {
  const { log, from, to } = plane.y
  const acrossUnit = (plane.width * tenths) / (plane.x.to - plane.x.from)
  const upUnit = (plane.height * tenths) / (to - from)
  const bottom = plane.height * tenths
  const marks = new Marks()
  let path = ''
  let down = false
  let lastX = NaN
  let lastY = NaN
  for (let i = 0; i < x.length; i++) {
    const value = y[i] ?? NaN
    const px = Math.round(((x[i] ?? 0) - plane.x.from) * acrossUnit)
    const odd = oddOf(value, log)
    if (odd) {
      marks.add(odd, x[i] ?? 0, px / tenths)
      down = false
      continue
    }
    const py = Math.round(bottom - ((log ? Math.log10(value) : value) - from) * upUnit)
    // Steps from point to point are short to write and to read; a lone point is a step of no length.
    if (!down) path += `M${px} ${py}l0 0`
    else if (px !== lastX || py !== lastY) path += ' ' + (px - lastX) + ' ' + (py - lastY)
    down = true
    lastX = px
    lastY = py
  }
  return { path, marks: marks.marks, marked: marks.marked }
}

/** The index of the point whose iteration is nearest to the given one; −1 without points. */
export function nearest(x: Float64Array, iteration: number): number {
  let low = 0
  let high = x.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((x[middle] ?? 0) < iteration) low = middle + 1
    else high = middle
  }
  const before = low - 1
  if (before >= 0 && iteration - (x[before] ?? 0) <= Math.abs((x[low] ?? 0) - iteration)) return before
  return x.length ? low : -1
}

/** Pixels from the top where a value lies, at the border if it has no place. */
export function heightOf(value: number, { y, height }: Plane): number {
  const odd = oddOf(value, y.log)
  if (odd) return odd === 'low' ? height : 0
  return height * (1 - along(y, value))
}
