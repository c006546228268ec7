// Tiles of the arithmetic 'fused': one rounding per term, computed in float64 and checked for double rounding.
import { Code, type Module } from './assembler.ts'
import { access, f32x4, f64x2, i32x4, i64x2, v128 } from './instructions.ts'
import { overTerms } from './loops.ts'
import { type Registers, registers, storeLanes, sumsOf, type Tile, UNROLLED_TERMS } from './tile.ts'

// A float64 holds a·b exactly, so acc + a·b is rounded twice: to float64, then to float32. That differs from one
// rounding only if the first one lost something and landed half-way between two float32 numbers. A total half-way
// between normal numbers has 25 significant bits: of the 29 bits that float32 has no room for, the first is set and
// no other. The fast tile computes on and notes whether any total was like that, which random numbers are once in
// 2²⁹ times; then the exact tile does the work again. Between subnormal numbers the pattern is another one, but
// there a sum loses nothing unless its terms are tiny, which `anyTiny` rules out beforehand.
// Both tiles start from −0, for −0 + a·b = a·b whatever the sign of a zero.

/** The smallest of all i32: what is left of a total half-way between two float32 numbers. */
const HALF_WAY = 0x80000000

type Term = (splat: number, vectors: readonly number[], row: readonly number[]) => void

/** Walks over the terms, and for each one over the rows of the tile: calls `term` with what is in registers. */
const overRows = (code: Code, tile: Tile, at: Registers, term: Term): void => {
  const vectors = at.vectors.slice(0, Math.ceil(tile.columns / 2))
  const sums = sumsOf(at, tile.rows, vectors.length)
  for (const acc of sums.flat()) code.f64x2(-0).set(acc)
  const a = { pointer: at.a, step: tile.a.step }
  const b = { pointer: at.b, step: tile.b.step }
  overTerms(code, tile.terms, tile.terms <= UNROLLED_TERMS, a, b, (aAt, aOffset, bAt, bOffset) => {
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
const store = (code: Code, tile: Tile, at: Registers): void => {
  sumsOf(at, tile.rows, Math.ceil(tile.columns / 2)).forEach(([left = 0, right], r) => {
    code.get(left).do(f32x4.demoteF64x2Zero)
    if (right !== undefined) code.get(right).do(f32x4.demoteF64x2Zero).shuffle(0, 1, 4, 5)
    code.set(at.splat)
    storeLanes(code, at.out, r * tile.outRow, tile.columns, at.splat)
  })
}

/** The total on the stack with its last bit set if it is not exactly `product` + `acc` (rounded to odd). */
const roundToOdd = (code: Code, product: number, acc: number, total: number, part: number): void => {
  code.get(total).get(product).do(f64x2.sub).set(part)
  // What was lost, by Knuth's TwoSum: (product − (total − part)) + (acc − part).
  code.get(product).get(total).get(part).do(f64x2.sub, f64x2.sub)
  code.get(acc).get(part).do(f64x2.sub, f64x2.add).set(part)
  // Where the loss has the other sign than the total, the total is one step (−1 as a whole number) too large.
  code.get(total).get(part).f64x2(0).do(f64x2.lt).get(total).f64x2(0).do(f64x2.lt, v128.xor)
  code.get(part).do(f64x2.abs).f64x2(0).do(f64x2.gt).tee(part)
  code.do(v128.and, i64x2.add)
  code.get(part).bits(1, 0, 1, 0).do(v128.and, v128.or)
}

/** A tile that is right whatever the numbers are, and slower: addresses of out, a and b. */
const exactTile = (tile: Tile): Code => {
  const code = new Code(['i32', 'i32', 'i32'])
  const at = registers(code, 1, 2, 0)
  const [product, part] = [code.local('v128'), code.local('v128')]
  overRows(code, tile, at, (splat, vectors, row) =>
    row.forEach((acc, v) => {
      code
        .get(splat)
        .get(vectors[v] ?? 0)
        .do(f64x2.mul)
        .tee(product)
      code.get(acc).do(f64x2.add).set(at.totals[0])
      roundToOdd(code, product, acc, at.totals[0], part)
      code.do(f32x4.demoteF64x2Zero, f64x2.promoteLowF32x4).set(acc)
    }),
  )
  store(code, tile, at)
  return code
}

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
      code.do(f32x4.demoteF64x2Zero, f64x2.promoteLowF32x4).set(acc)
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
    code.if(callExact, () => store(code, tile, at))
  })
}
