// Where new nodes go: near the place that was meant, never over another, with room for ports and wires around them.
import type { Graph, GraphNode, Note, Point } from '../graph/document.ts'
import type { Library } from '../node.ts'
import { type Measured, faceSize } from './layout.ts'
import type { Box } from './ground.ts'

/** What stays free around a new node: beside it for wires, below it for what it offers and what it has to say. */
const room = { x: 56, y: 40 } as const
/** From a node to the one that is put beside it. */
const beside = 72
/** From the corner of a node to where its header is pointed at. */
const grip = 16

export function boxOf(node: GraphNode, library: Library, wires: Graph['wires']): Box {
  const [x, y] = node.at
  return { x, y, ...faceSize(node, library.get(node.type)?.definition, wires) }
}

export const noteBox = ({ at: [x, y], size: [width, height] }: Note): Box => ({ x, y, width, height })

/** Nodes, and the notes that are to be read beside them. */
export const boxesOf = ({ nodes, wires, notes }: Graph, library: Library): Box[] => [
  ...nodes.map((node) => boxOf(node, library, wires)),
  ...notes.map(noteBox),
]

/** The smallest box around all of them; null around none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  const [first] = boxes
  if (!first) return null
  let { x: left, y: top } = first
  let [right, bottom] = [left, top]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** After all spans. */
const nowhere: Span = { from: Infinity, to: Infinity }

interface Span {
  readonly from: number
  readonly to: number
}

/** The free number nearest to the wanted one, outside of all spans; their ends are free. Infinite where there is none. */
function nearestFree(spans: readonly Span[], wanted: number): number {
  const sorted = spans.toSorted((a, b) => a.from - b.from)
  let [low, high] = [-Infinity, -Infinity]
  let [below, above] = [wanted, wanted]
  // Spans that overlap are walked as one; the one around the wanted number decides.
  for (const { from, to } of [...sorted, nowhere]) {
    if (from < high) {
      high = Math.max(high, to)
      continue
    }
    if (low < wanted && wanted < high) [below, above] = [low, high]
    ;[low, high] = [from, to]
  }
  return wanted - below < above - wanted ? below : above
}

/** Outside of what is between the two. */
const outside = (from: number, to: number): Span[] => [
  { from: -Infinity, to: from },
  { from: to, to: Infinity },
]

/**
 * The free place for a box nearest to where it is wanted. Every taken box keeps the corner of the new one out of a box
 * that is larger by its size; the nearest free corner lies straight above or below the wanted one, or on a side of those.
 * `within` is where the box has to be whole; null where there is no room for it.
 */
export function freePlace(taken: readonly Box[], size: Measured, wanted: Point): Point
export function freePlace(
  taken: readonly Box[],
  size: Measured,
  wanted: Point,
  within: Box | undefined,
): Point | null
export function freePlace(
  taken: readonly Box[],
  { width, height }: Measured,
  wanted: Point,
  within?: Box,
): Point | null {
  const [wx, wy] = [Math.round(wanted[0]), Math.round(wanted[1])]
  const shut = taken.map((box) => ({
    left: Math.floor(box.x - room.x - width),
    right: Math.ceil(box.x + box.width + room.x),
    from: Math.floor(box.y - room.y - height),
    to: Math.ceil(box.y + box.height + room.y),
  }))
  const [left, right] = within
    ? [Math.ceil(within.x), Math.floor(within.x + within.width - width)]
    : [-Infinity, Infinity]
  const rows = within ? outside(Math.ceil(within.y), Math.floor(within.y + within.height - height)) : []
  const sides = [wx, ...shut.flatMap((each) => [each.left, each.right]), ...(within ? [left, right] : [])]
  const columns = new Set(sides.filter((x) => left <= x && x <= right))
  if (within && (within.height < height || within.width < width)) return null
  let place: Point | null = null
  let best = Infinity
  for (const x of [...columns].toSorted((a, b) => Math.abs(a - wx) - Math.abs(b - wx))) {
    if (Math.abs(x - wx) >= best) break
    const y = nearestFree([...rows, ...shut.filter((each) => each.left < x && x < each.right)], wy)
    const distance = Math.hypot(x - wx, y - wy)
    if (distance >= best) continue
    best = distance
    place = [x, y]
  }
  return place
}

/** What was meant by whoever adds a node. */
export type Where =
  /** There: its header, or the port of the wire that was let go, comes to lie under the pointer. */
  | { readonly is: 'at'; readonly point: Point }
  /** In what is seen. */
  | { readonly is: 'around'; readonly seen: Box }
  /** Right of these nodes, or left of them, for what feeds them; there within what is seen, if there is room. */
  | {
      readonly is: 'beside'
      readonly nodes: ReadonlySet<string>
      readonly side: 'left' | 'right'
      readonly seen: Box
    }

/** The place for a node that is not in the graph yet. `grasp` is the place on it that is put where one points. */
export function placeFor(
  graph: Graph,
  library: Library,
  size: Measured,
  where: Where,
  grasp: Point = [grip, grip],
): Point {
  const taken = boxesOf(graph, library)
  switch (where.is) {
    case 'at':
      return freePlace(taken, size, [where.point[0] - grasp[0], where.point[1] - grasp[1]])
    case 'around': {
      const wanted = inside(where.seen, size, taken.length === 0)
      return freePlace(taken, size, wanted, where.seen) ?? freePlace(taken, size, wanted)
    }
    case 'beside': {
      const chosen = graph.nodes.filter(({ id }) => where.nodes.has(id))
      const box = boxAround(chosen.map((node) => boxOf(node, library, graph.wires)))
      const half = box && sideOf(box, where.side)
      if (!box || !half) return freePlace(taken, size, inside(where.seen, size, false))
      const x = where.side === 'right' ? box.x + box.width + beside : box.x - beside - size.width
      const wanted: Point = [x, box.y]
      const within = freePlace(taken, size, wanted, common(half, where.seen))
      return within ?? freePlace(taken, size, wanted, half) ?? wanted
    }
    default:
      return where satisfies never
  }
}

/** In the middle; at first further left, as graphs grow to the right. */
const inside = ({ x, y, width, height }: Box, size: Measured, first: boolean): Point =>
  first
    ? [x + Math.min(beside, Math.max(0, (width - size.width) / 2)), y + (height - size.height) / 3]
    : [x + (width - size.width) / 2, y + (height - size.height) / 2]

const endless = 1e7

/** All that is right of a box, or left of it. */
const sideOf = ({ x, width }: Box, side: 'left' | 'right'): Box =>
  side === 'right'
    ? { x: x + width + room.x, y: -endless, width: 2 * endless, height: 2 * endless }
    : { x: x - room.x - 2 * endless, y: -endless, width: 2 * endless, height: 2 * endless }

/** What two boxes have in common; without width or height where they have nothing. */
function common(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  const [right, bottom] = [Math.min(a.x + a.width, b.x + b.width), Math.min(a.y + a.height, b.y + b.height)]
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) }
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** How far to move a part so that none of it lies on the graph: as wanted where that is free, else as near as it is. */
export function freeOffset(graph: Graph, library: Library, part: Graph, wanted: Point): Point {
  const taken = boxesOf(graph, library)
  const own = boxesOf(part, library)
  const around = boxAround(own)
  const [dx, dy] = [Math.round(wanted[0]), Math.round(wanted[1])]
  const there = own.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy }))
  if (!around || !there.some((box) => taken.some((other) => overlap(box, other)))) return [dx, dy]
  const [x, y] = freePlace(taken, around, [around.x + dx, around.y + dy])
  // Whole pixels away, so that nodes keep their distances.
  return [Math.round(x - around.x), Math.round(y - around.y)]
}
