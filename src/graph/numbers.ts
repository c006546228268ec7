// Numbers in JSON: the few that JSON cannot say are written as text.
import type { Json } from './document.ts'

const special: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
])

/** The number in a number slot, or null. A literal too large for a number (1e400) is none. */
export function readNumber(json: Json): number | null {
  if (typeof json === 'number') return Number.isFinite(json) ? json : null
  return typeof json === 'string' ? (special.get(json) ?? null) : null
}

/** A number as a number slot holds it. */
export const writeNumber = (value: number): Json =>
  Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value)
