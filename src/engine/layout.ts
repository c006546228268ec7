// Layout of parts: operations in columns by how much they depend on one another, without overlap.
import type { Point } from '../graph/document.ts'
import { needs, type Operation } from './program.ts'

const column = 260
const row = 220

/** Places for operations in dependency order, from a corner to the right and down. */
export function arrange(parts: readonly Operation[], [left, top]: Point): Map<Operation, Point> {
  const depth = new Map<Operation, number>()
  const filled: number[] = []
  const spots = new Map<Operation, Point>()
  for (const part of parts) {
    const before = needs(part).map(({ operation }) => (operation ? (depth.get(operation) ?? -1) : -1))
    const level = Math.max(-1, ...before) + 1
    const line = filled[level] ?? 0
    depth.set(part, level)
    filled[level] = line + 1
    spots.set(part, [left + level * column, top + line * row])
  }
  return spots
}
