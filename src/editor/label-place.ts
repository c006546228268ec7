// Where the label of a wire stands: on the wire, near its middle, beside no node.
import type { Point } from '../graph/document.ts'
import type { Box } from './ground.ts'
import { textWidth } from './text-width.ts'

const most = 176

/** The room that a label takes. */
export const labelSize = (text: string): Point => [Math.min(most, textWidth(text, 12) + 12), 20]

/** Parts of the way, the best first. */
const parts = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]

const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The middle of the label. `at` tells the place at a part of the way, 0 … 1. */
export function labelPlace(at: (part: number) => Point, [width, height]: Point, nodes: Iterable<Box>): Point {
  const boxes = [...nodes]
  const isFree = ([x, y]: Point): boolean => {
    const own = { x: x - width / 2, y: y - height / 2, width, height }
    return !boxes.some((box) => meets(own, box))
  }
  const places = parts.map(at)
  return places.find(isFree) ?? places[0] ?? [0, 0]
}
