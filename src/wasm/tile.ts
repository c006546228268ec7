// A tile of a product: up to four rows by two vectors of sums held in registers while the terms go by.
import type { Code } from './assembler.ts'
import { access, f32x4, laneStore } from './instructions.ts'
import { overTerms } from './loops.ts'

/** How a tile finds its numbers. Distances are in bytes; wide numbers are float64, the others float32. */
export interface Tile {
  readonly rows: number
  /** How many columns count: those of the tile's vectors beyond are rubbish that is not stored. */
  readonly columns: number
  readonly terms: number
  readonly a: { readonly step: number; readonly row: number; readonly wide: boolean }
  readonly b: { readonly step: number; readonly wide: boolean }
  /** From one row of the result to the next. */
  readonly outRow: number
}

/** The locals of a function that computes tiles: the pointers, set by the caller, and what stands in registers. */
export interface Registers {
  readonly a: number
  readonly b: number
  readonly out: number
  readonly sums: readonly (readonly [number, number])[]
  readonly vectors: readonly [number, number]
  readonly splat: number
  readonly totals: readonly [number, number]
  readonly suspect: number
}

export const registers = (code: Code, a: number, b: number, out: number): Registers => {
  const vector = () => code.local('v128')
  const pair = (): [number, number] => [vector(), vector()]
  return {
    ...{ a, b, out },
    sums: [pair(), pair(), pair(), pair()],
    vectors: pair(),
    ...{ splat: vector(), totals: pair(), suspect: vector() },
  }
}

/** Whether the terms of a tile are written out one after the other: with many, V8 spills the registers of the sums. */
export const isUnrolled = (tile: Tile, sums: number): boolean => tile.terms * sums <= 16

/** The sums of a tile that are in use, row by row. */
export const sumsOf = (registers: Registers, rows: number, vectors: number): readonly number[][] =>
  registers.sums.slice(0, rows).map((pair) => pair.slice(0, vectors))

/** Stores the first `count` lanes of a vector that `push` leaves on the stack. */
export const storeLanes = (
  code: Code,
  address: number,
  offset: number,
  count: number,
  vector: number,
): void => {
  const start = () => code.get(address).get(vector)
  if (count >= 4) start().access(access.store, offset)
  else {
    if (count >= 2) start().storeLane(laneStore.store64Lane, 0, offset)
    if (count % 2 === 1) start().storeLane(laneStore.store32Lane, count - 1, offset + 4 * (count - 1))
  }
}

/** Sums of the arithmetic 'separate': acc ← round(acc + round(a·b)) from 0, terms in order. */
export const separateTile = (code: Code, tile: Tile, registers: Registers): void => {
  const vectors = registers.vectors.slice(0, Math.ceil(tile.columns / 4))
  const sums = sumsOf(registers, tile.rows, vectors.length)
  for (const sum of sums.flat()) code.f32x4(0).set(sum)
  const a = { pointer: registers.a, step: tile.a.step }
  const b = { pointer: registers.b, step: tile.b.step }
  overTerms(code, tile.terms, isUnrolled(tile, sums.flat().length), a, b, (aAt, aOffset, bAt, bOffset) => {
    vectors.forEach((vector, v) =>
      code
        .get(bAt)
        .access(access.load, bOffset + 16 * v)
        .set(vector),
    )
    sums.forEach((row, r) => {
      code
        .get(aAt)
        .access(access.load32Splat, aOffset + r * tile.a.row)
        .set(registers.splat)
      row.forEach((sum, v) => {
        code
          .get(sum)
          .get(registers.splat)
          .get(vectors[v] ?? 0)
        code.do(f32x4.mul, f32x4.add).set(sum)
      })
    })
  })
  sums.forEach((row, r) =>
    row.forEach((sum, v) =>
      storeLanes(code, registers.out, r * tile.outRow + 16 * v, tile.columns - 4 * v, sum),
    ),
  )
}
