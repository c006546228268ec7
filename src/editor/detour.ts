// Ways of wires to the right, past the nodes that lie between their ends.
import type { Point } from '../graph/document.ts'
import { type Box, type Cubic, bend, drawn } from './routing.ts'

/** Between a wire and a node that it passes. */
const distance = 16
/** A node that is only grazed is no obstacle. */
const inset = 3
const samples = 20

type Way = readonly Cubic[]

const span = (way: Way): { left: number; right: number; top: number; bottom: number } => {
  const points = way.flat()
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

const among = (boxes: readonly Box[], { left, right, top, bottom }: ReturnType<typeof span>) =>
  boxes.filter(({ x, y, width, height }) => x < right && x + width > left && y < bottom && y + height > top)

function at([a, b, c, d]: Cubic, t: number): Point {
  const s = 1 - t
  const [wa, wb, wc, wd] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
  return [a[0] * wa + b[0] * wb + c[0] * wc + d[0] * wd, a[1] * wa + b[1] * wb + c[1] * wc + d[1] * wd]
}

const within = ([x, y]: Point, box: Box): boolean =>
  x > box.x + inset && x < box.x + box.width - inset && y > box.y + inset && y < box.y + box.height - inset

/** The boxes that a way leads through. */
export function hits(way: Way, boxes: readonly Box[]): Box[] {
  const near = among(boxes, span(way))
  if (near.length === 0) return near
  const points = way.flatMap((cubic) =>
    Array.from({ length: samples - 1 }, (_, i) => at(cubic, (i + 1) / samples)),
  )
  return near.filter((box) => points.some((point) => within(point, box)))
}

/** From port to port, level at one height while it passes what lies between two columns. */
function level(from: Point, to: Point, left: number, right: number, y: number): Way {
  const start: Point = [left, y]
  const end: Point = [right, y]
  return [bend(from, start, true), [start, start, end, end], bend(end, to, true)]
}

/** The free height that leads least far away, past these obstacles and what else stands in that stretch. */
function pass(from: Point, to: Point, obstacles: readonly Box[], boxes: readonly Box[]) {
  const left = Math.max(from[0] + distance, Math.min(...obstacles.map(({ x }) => x)) - distance)
  const right = Math.min(to[0] - distance, Math.max(...obstacles.map(({ x, width }) => x + width)) + distance)
  if (left >= right) return null
  const between = boxes.filter(({ x, width }) => x < right && x + width > left)
  const heights = between.flatMap(({ y, height }) => [y - distance, y + height + distance])
  const ways = [from[1], to[1], ...heights].map((y) => {
    const way = level(from, to, left, right, y)
    const hit = hits(way, boxes)
    return { way, hit, length: Math.abs(y - from[1]) + Math.abs(y - to[1]) }
  })
  return ways.toSorted((a, b) => a.hit.length - b.hit.length || a.length - b.length)[0] ?? null
}

/** One bend where nothing is in the way; else over or under what is, where that leads free of everything. */
export function wayPast(from: Point, to: Point, boxes: readonly Box[]): Way {
  const direct = [bend(from, to)]
  let obstacles = hits(direct, boxes)
  for (let tries = 0; tries < 3 && obstacles.length > 0; tries++) {
    const passed = pass(from, to, obstacles, boxes)
    if (!passed) break
    if (passed.hit.length === 0) return passed.way
    obstacles = [...obstacles, ...passed.hit]
  }
  return direct
}

export const detour = (from: Point, to: Point, boxes: readonly Box[]): string =>
  drawn(wayPast(from, to, boxes))
