// Tiles of the arithmetic 'fused': one rounding per term, computed in float64 and checked for double rounding.
import type { Code } from './assembler.ts'
import { exactTile } from './exact.ts'
import { f64x2, i32x4, i64x2, v128 } from './instructions.ts'
import type { Module } from './module.ts'
import type { Registers, Tile } from './tile.ts'
import { overRows, roundLanes, storeRows } from './wide.ts'

// A float64 holds a·b exactly, so acc + a·b is rounded twice: to float64, then to float32. That differs from one
// rounding only if the first one lost something and landed half-way between two float32 numbers. A total half-way
// between normal numbers has 25 significant bits: of the 29 bits that float32 has no room for, the first is set and
// no other. The fast tile computes on and notes whether any total was like that, which random numbers are once in
// 2²⁹ times; then the exact tile does the work again. Between subnormal numbers the pattern is another one, but
// there a sum loses nothing unless its terms are tiny, which `anyTiny` rules out beforehand.
// Both tiles start from −0, for −0 + a·b = a·b whatever the sign of a zero.

/** The smallest of all i32: what is left of a total half-way between two float32 numbers. */
const HALF_WAY = 0x80000000

/** Computes the sums, and notes suspects. */
const fastTile = (code: Code, tile: Tile, at: Registers): void => {
  const [left, right] = at.totals
  code.bits(0, 0, 0, 0).set(at.suspect)
  overRows(code, tile, at, (splat, vectors, row) => {
    row.forEach((acc, v) => {
      code
        .get(splat)
        .get(vectors[v] ?? 0)
        .do(f64x2.mul)
        .get(acc)
        .do(f64x2.add)
        .tee(v === 0 ? left : right)
      roundLanes(code).set(acc)
    })
    // The lower 29 bits, moved to the top of an i32: the smallest of all i32 if only the first is set.
    if (row.length === 2) code.get(left).get(right).shuffle(0, 2, 4, 6).i32(3).do(i32x4.shl)
    else code.get(left).i32(35).do(i64x2.shl)
    code.get(at.suspect).do(i32x4.minS).set(at.suspect)
  })
}

/** Everything that the code of a tile depends on. */
const named = ({ rows, columns, terms, a, b, outRow }: Tile): string =>
  [rows, columns, terms, a.step, a.row, a.wide, b.step, b.wide, outRow].join()

/**
 * Sums of the arithmetic 'fused': acc ← round(a·b + acc), terms in order, the first round(a·b).
 * The local `tiny` is the answer of `anyTiny`.
 */
export const fusedTile = (module: Module, code: Code, tile: Tile, at: Registers, tiny: number): void => {
  const exact = module.once(`exact tile ${named(tile)}`, () => exactTile(tile))
  const callExact = () => code.get(at.out).get(at.a).get(at.b).call(exact)
  code.get(tiny).if(callExact, () => {
    fastTile(code, tile, at)
    code.get(at.suspect).bits(HALF_WAY, HALF_WAY, HALF_WAY, HALF_WAY).do(i32x4.eq, v128.anyTrue)
    code.if(callExact, () => storeRows(code, tile, at))
  })
}
