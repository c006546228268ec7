// The paths of wires: curves from left to right, and rounded ways below the graph for those that go back.
import type { Point } from '../graph/document.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const lead = 20
const margin = 12
const corner = 12
const lane = 12
const below = 24

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

/** The first place for a vertical line, stepping away from x, where it meets no box between two heights. */
function clear(x: number, step: number, top: number, bottom: number, boxes: readonly Box[]): number {
  let place = x
  for (let tries = 0; tries < 8; tries++) {
    const hit = boxes.find(
      (box) =>
        place > box.x - margin / 2 &&
        place < box.x + box.width + margin / 2 &&
        box.y < bottom &&
        box.y + box.height > top,
    )
    if (!hit) return place
    place = step > 0 ? hit.x + hit.width + margin : hit.x - margin
  }
  return x
}

export interface Loop {
  readonly key: string
  readonly from: Point
  readonly to: Point
}

/** How deep the boxes between two places reach. */
function floor(left: number, right: number, ends: readonly number[], boxes: readonly Box[]): number {
  let deepest = Math.max(...ends)
  for (const box of boxes) {
    if (box.x - margin > right || box.x + box.width + margin < left) continue
    deepest = Math.max(deepest, box.y + box.height)
  }
  return deepest
}

/** Wires that go back, below all that lies between their ends: the short ones above the long ones, none on another. */
export function loops(wires: readonly Loop[], boxes: readonly Box[]): Map<string, string> {
  const paths = new Map<string, string>()
  const taken: { readonly left: number; readonly right: number; readonly y: number }[] = []
  const span = ({ from, to }: Loop): number => from[0] - to[0]
  const byLength = wires.toSorted((a, b) => span(a) - span(b))
  for (const [i, { key, from, to }] of byLength.entries()) {
    const offset = lead + (i % 6) * (lane / 2)
    let [right, left] = [from[0] + offset, to[0] - offset]
    const first = floor(left, right, [from[1], to[1]], boxes)
    right = clear(right, 1, from[1], first + below, boxes)
    left = clear(left, -1, to[1], first + below, boxes)
    let y = floor(left, right, [from[1], to[1]], boxes) + below
    const crossing = () =>
      taken.find((each) => each.left < right && left < each.right && Math.abs(each.y - y) < lane)
    for (let other = crossing(); other; other = crossing()) y = other.y + lane
    taken.push({ left, right, y })
    paths.set(key, rounded([from, [right, from[1]], [right, y], [left, y], [left, to[1]], to]))
  }
  return paths
}

/** The loose half of a wire: from its port outwards, a little way. */
export const stubLength = 44
/** Downwards, away from the wires beside it. */
export const stubDrop = 16
export function stub([x, y]: Point, outwards: 1 | -1): string {
  const [half, whole] = [(outwards * stubLength) / 2, outwards * stubLength]
  return `M${n(x)},${n(y)} c${half},0 ${half},${stubDrop} ${whole},${stubDrop}`
}
