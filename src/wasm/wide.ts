// What the fused tiles share: sums as float64 numbers, two in a vector, walked over and stored as float32.
import type { Code } from './assembler.ts'
import { access, f32x4, f64x2 } from './instructions.ts'
import { overTerms } from './loops.ts'
import { isUnrolled, type Registers, storeLanes, sumsOf, type Tile } from './tile.ts'

/** One term of a row: the number of a in both lanes, the numbers of b, and the sums. */
type Term = (splat: number, vectors: readonly number[], row: readonly number[]) => void

/** Walks over the terms, and for each one over the rows of the tile: calls `term` with what is in registers. */
export const overRows = (code: Code, tile: Tile, at: Registers, term: Term): void => {
  const vectors = at.vectors.slice(0, Math.ceil(tile.columns / 2))
  const sums = sumsOf(at, tile.rows, vectors.length)
  for (const acc of sums.flat()) code.f64x2(-0).set(acc)
  const a = { pointer: at.a, step: tile.a.step }
  const b = { pointer: at.b, step: tile.b.step }
  overTerms(code, tile.terms, isUnrolled(tile, sums.flat().length), a, b, (aAt, aOffset, bAt, bOffset) => {
    vectors.forEach((vector, v) => {
      code.get(bAt)
      if (tile.b.wide) code.access(access.load, bOffset + 16 * v)
      else code.access(access.load64Zero, bOffset + 8 * v).do(f64x2.promoteLowF32x4)
      code.set(vector)
    })
    // From the last row to the first: V8 then has fewer totals waiting to be looked at, and spills fewer registers.
    ;[...sums.entries()].reverse().forEach(([r, row]) => {
      code.get(aAt)
      if (tile.a.wide) code.access(access.load64Splat, aOffset + r * tile.a.row)
      else code.access(access.load32Splat, aOffset + r * tile.a.row).do(f64x2.promoteLowF32x4)
      code.set(at.splat)
      term(at.splat, vectors, row)
    })
  })
}

/** Rounds the sums to float32 and stores those that count. */
export const storeRows = (code: Code, tile: Tile, at: Registers): void => {
  sumsOf(at, tile.rows, Math.ceil(tile.columns / 2)).forEach(([left = 0, right], r) => {
    code.get(left).do(f32x4.demoteF64x2Zero)
    if (right !== undefined) code.get(right).do(f32x4.demoteF64x2Zero).shuffle(0, 1, 4, 5)
    code.set(at.splat)
    storeLanes(code, at.out, r * tile.outRow, tile.columns, at.splat)
  })
}

/** The vector on the stack rounded to float32 numbers, which it holds as float64. */
export const roundLanes = (code: Code): Code => code.do(f32x4.demoteF64x2Zero, f64x2.promoteLowF32x4)
