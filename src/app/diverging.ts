// Why a run got out of range, as far as its curve and its numbers tell.
import type { Curve } from '../picture.ts'
import type { Anatomy } from '../worker/protocol.ts'

export interface Growth {
  /** The iteration from which on the loss has only grown. */
  readonly since: number
  /** By this factor in each iteration, on average. */
  readonly factor: number
}

/** How the loss grew before it got out of range; null where it did not, or too little is known. */
export function growthOf({ x, y }: Pick<Curve, 'x' | 'y'>): Growth | null {
  let last = y.length - 1
  while (last >= 0 && !Number.isFinite(y[last])) last--
  let first = last
  while (first > 0 && (y[first - 1] ?? Infinity) < (y[first] ?? 0)) first--
  const [from, to] = [y[first] ?? 0, y[last] ?? 0]
  const [since, until] = [x[first] ?? 0, x[last] ?? 0]
  if (until - since < 2 || !(from > 0)) return null
  return { since, factor: (to / from) ** (1 / (until - since)) }
}

/** The first cell of an iteration that is not finite, in words: the node that made it, and where. */
export function firstOdd({ steps }: Anatomy): string | null {
  for (const { title, parts } of steps)
    for (const { title: part, value, of } of parts) {
      const index = value?.data.findIndex((number) => !Number.isFinite(number)) ?? -1
      if (!value || index < 0) continue
      const name = of !== null ? part : parts.length > 1 && part !== title ? `${part} in ${title}` : title
      if (value.data.length === 1) return name
      return `${name}, row ${Math.floor(index / value.cols) + 1}, column ${(index % value.cols) + 1}`
    }
  return null
}
