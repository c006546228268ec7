// Arranging: where nodes go that are put in line, or spread evenly.
import type { Point } from './document.ts'

export interface Box {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Edge = 'left' | 'right' | 'top' | 'bottom' | 'centre' | 'middle'

const edges: Readonly<Record<Edge, (box: Box) => number>> = {
  left: ({ x }) => x,
  right: ({ x, width }) => x + width,
  top: ({ y }) => y,
  bottom: ({ y, height }) => y + height,
  centre: ({ x, width }) => x + width / 2,
  middle: ({ y, height }) => y + height / 2,
}

const isAcross = (edge: Edge): boolean => edge === 'left' || edge === 'right' || edge === 'centre'

/** In line at an edge: with the outermost one, or around the mean of their middles. */
export function aligned(boxes: readonly Box[], edge: Edge): ReadonlyMap<string, Point> {
  const at = edges[edge]
  const all = boxes.map(at)
  const line =
    edge === 'left' || edge === 'top'
      ? Math.min(...all)
      : edge === 'right' || edge === 'bottom'
        ? Math.max(...all)
        : all.reduce((sum, each) => sum + each, 0) / Math.max(1, all.length)
  return new Map(
    boxes.map((box): [string, Point] => {
      const by = Math.round(line - at(box))
      return [box.id, isAcross(edge) ? [box.x + by, box.y] : [box.x, box.y + by]]
    }),
  )
}

/** Evenly: the outer ones stay, and the gaps between neighbours become equal (they overlap equally where there is no room). */
export function distributed(boxes: readonly Box[], axis: 'x' | 'y'): ReadonlyMap<string, Point> {
  const size = axis === 'x' ? 'width' : 'height'
  const order = boxes.toSorted((a, b) => a[axis] - b[axis] || (a.id < b.id ? -1 : 1))
  const [first, last] = [order[0], order.at(-1)]
  if (!first || !last || order.length < 3) return new Map()
  const room = last[axis] + last[size] - first[axis]
  const gap = (room - order.reduce((sum, box) => sum + box[size], 0)) / (order.length - 1)
  let next = first[axis]
  return new Map(
    order.map((box): [string, Point] => {
      const at = Math.round(next)
      next += box[size] + gap
      return [box.id, axis === 'x' ? [at, box.y] : [box.x, at]]
    }),
  )
}
