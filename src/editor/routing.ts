// How wires are drawn: bends, and lines with rounded corners.
import type { Point } from '../graph/document.ts'

const lead = 20
const corner = 12
/** Of a bend, where it is taken as straight pieces. */
const samples = 16

const n = (value: number): string => String(Math.round(value * 10) / 10)

/** A piece of a path: its start, where it heads for, where it comes from, its end. */
export type Cubic = readonly [Point, Point, Point, Point]

/** Bends once, like a thread that hangs between two hooks; where it must not reach beyond its ends, tightly. */
export function bend([x1, y1]: Point, [x2, y2]: Point, tight = false): Cubic {
  const [dx, dy] = [Math.abs(x2 - x1), Math.abs(y2 - y1)]
  const loose = x2 < x1 + 2 * lead ? 3 * lead : 32
  const reach = Math.max(Math.min(dx / 2, 120), Math.min(tight ? dx : loose, dy))
  return [[x1, y1], [x1 + reach, y1], [x2 - reach, y2], [x2, y2]] // prettier-ignore
}

const spot = ([x, y]: Point): string => `${n(x)},${n(y)}`

export const drawn = (pieces: readonly Cubic[]): string =>
  pieces
    .map(([a, b, c, d], i) => `${i === 0 ? `M${spot(a)} ` : ''}C${spot(b)} ${spot(c)} ${spot(d)}`)
    .join(' ')

export const curve = (from: Point, to: Point): string => drawn([bend(from, to)])

/** Points on a bend, close enough to be joined by straight lines. */
export const flattened = ([a, b, c, d]: Cubic): Point[] =>
  Array.from({ length: samples + 1 }, (_, i): Point => {
    const [t, s] = [i / samples, 1 - i / samples]
    const [wa, wb, wc, wd] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
    return [a[0] * wa + b[0] * wb + c[0] * wc + d[0] * wd, a[1] * wa + b[1] * wb + c[1] * wc + d[1] * wd]
  })

const between = (a: number, b: number): number => Math.hypot(a, b)

/** A line through points, its corners rounded as far as there is room. */
export function rounded(points: readonly Point[]): string {
  const [start, ...rest] = points
  if (!start) return ''
  let path = `M${n(start[0])},${n(start[1])}`
  let before = start
  for (const [i, [x, y]] of rest.entries()) {
    const after = rest[i + 1]
    const here = between(x - before[0], y - before[1])
    const there = after ? between(after[0] - x, after[1] - y) : 0
    const radius = Math.min(corner, here / 2, there / 2)
    if (!after || radius < 1) path += ` L${n(x)},${n(y)}`
    else {
      const [ax, ay] = [x + ((before[0] - x) * radius) / here, y + ((before[1] - y) * radius) / here]
      const [bx, by] = [x + ((after[0] - x) * radius) / there, y + ((after[1] - y) * radius) / there]
      path += ` L${n(ax)},${n(ay)} Q${n(x)},${n(y)} ${n(bx)},${n(by)}`
    }
    before = [x, y]
  }
  return path
}

/** Whether a wire from here to there has to go around: a little way back it can still bend. */
export const goesBack = ([x1, y1]: Point, [x2, y2]: Point, next: boolean): boolean =>
  x2 < x1 + lead && (next || x2 < x1 - 3 * lead || Math.abs(y2 - y1) < 3 * lead)

/** A wire by itself, past nothing: in the hand, and until it has found its way. */
export function plain(from: Point, to: Point, feedsBack: boolean): string {
  if (!goesBack(from, to, feedsBack)) return curve(from, to)
  const [right, left, y] = [from[0] + lead, to[0] - lead, Math.max(from[1], to[1]) + 4 * lead]
  return rounded([from, [right, from[1]], [right, y], [left, y], [left, to[1]], to])
}

/** The loose half of a wire: from its port outwards, a little way. */
export const stubLength = 44
/** Downwards, away from the wires beside it. */
export const stubDrop = 16
export function stub([x, y]: Point, outwards: 1 | -1): string {
  const [half, whole] = [(outwards * stubLength) / 2, outwards * stubLength]
  return `M${n(x)},${n(y)} c${half},0 ${half},${stubDrop} ${whole},${stubDrop}`
}
