// Stretches of wires: straight pieces, and how far two of them run along each other.
import type { Point } from '../graph/document.ts'

/** From left to right, or from top to bottom. */
export interface Stretch {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly length: number
  readonly lies: 'level' | 'upright' | 'slanted'
}

export function stretch([ax, ay]: Point, [bx, by]: Point): Stretch {
  const length = Math.hypot(bx - ax, by - ay)
  const lies = ay === by ? 'level' : ax === bx ? 'upright' : 'slanted'
  const isOrdered = ax < bx || (ax === bx && ay <= by)
  return isOrdered
    ? { x1: ax, y1: ay, x2: bx, y2: by, length, lies }
    : { x1: bx, y1: by, x2: ax, y2: ay, length, lies }
}

export function stretchesOf(points: readonly Point[]): Stretch[] {
  return points.slice(1).map((point, i) => stretch(points[i] ?? point, point))
}

/** Two directions closer than this, as the sine of the angle between them, count as the same. */
const sameDirection = 0.2

function shared(from: number, to: number, otherFrom: number, otherTo: number) {
  const [start, end] = [Math.max(0, otherFrom - from), Math.min(to, otherTo) - from]
  return start < end ? ([start, end] as const) : null
}

/** The part of a, from its start on, where b runs along it closer than a distance. */
export function along(a: Stretch, b: Stretch, distance: number): readonly [from: number, to: number] | null {
  if (a.length === 0 || b.length === 0) return null
  if (a.lies === 'level' && b.lies === 'level')
    return Math.abs(a.y1 - b.y1) < distance ? shared(a.x1, a.x2, b.x1, b.x2) : null
  if (a.lies === 'upright' && b.lies === 'upright')
    return Math.abs(a.x1 - b.x1) < distance ? shared(a.y1, a.y2, b.y1, b.y2) : null
  const [ux, uy] = [(a.x2 - a.x1) / a.length, (a.y2 - a.y1) / a.length]
  const [bx, by] = [b.x2 - b.x1, b.y2 - b.y1]
  const across = ux * by - uy * bx
  if (Math.abs(across) > sameDirection * b.length) return null
  // b as a sees it: how far along, and how far beside it, it starts, and how it goes on.
  const [t, s] = [(b.x1 - a.x1) * ux + (b.y1 - a.y1) * uy, (b.y1 - a.y1) * ux - (b.x1 - a.x1) * uy]
  const forward = ux * bx + uy * by
  let [from, to] = [Math.max(0, Math.min(t, t + forward)), Math.min(a.length, Math.max(t, t + forward))]
  if (Math.abs(across) < 1e-9) return from < to && Math.abs(s) < distance ? [from, to] : null
  const places = [-distance, distance].map((beside) => t + ((beside - s) / across) * forward)
  from = Math.max(from, Math.min(...places))
  to = Math.min(to, Math.max(...places))
  return from < to ? [from, to] : null
}
