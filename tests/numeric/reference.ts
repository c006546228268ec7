// What the tests of the kernels compare with: stored answers of PyTorch, and float32 numbers by their bits.
import { readFileSync } from 'node:fs'
import { type Matrix, matrix } from '../../src/numeric/matrix.ts'

export const stored = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../torch/${name}.json`, import.meta.url), 'utf8'))

/** Numbers as the stored files write them: those that JSON lacks are strings. */
export type Stored = number | 'NaN' | 'Infinity' | '-Infinity' | '-0'

/** A matrix of the given numbers, row by row. */
export const of = (rows: number, cols: number, values: readonly Stored[]): Matrix => {
  const out = matrix(rows, cols)
  out.data.set(values.map(Number))
  return out
}

export const row = (values: readonly Stored[]): Matrix => of(1, values.length, values)

/** The numbers as written, with the sign of zero, for comparisons that show what differs. */
export const written = (values: Iterable<Stored>): string[] =>
  Array.from(values, (value) => (Object.is(value, -0) ? '-0' : String(value)))

const bits = new Int32Array(1)
const single = new Float32Array(bits.buffer)

export const fromBits = (pattern: number): number => {
  bits[0] = pattern
  return single[0]!
}

/** The place of a float32 in the order of all of them; neighbours are 1 apart, and both zeros are 0. */
const place = (x: number): number => {
  single[0] = x
  return bits[0]! < 0 ? -(bits[0]! & 0x7fffffff) : bits[0]!
}

/** How many float32 numbers lie between two, after both are rounded; 0 if both are NaN. */
export const ulps = (a: number, b: number): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) === Number.isNaN(b) ? 0 : Infinity
  return Math.abs(place(a) - place(b))
}

/** A small generator for test values (mulberry32), evenly in [0, 1). */
export const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
