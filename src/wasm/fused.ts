// Tiles of the arithmetic 'fused': one rounding per term, computed in float64 and checked for double rounding.
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { access, f32x4, f64x2, i64x2, v128 } from './instructions.ts'
import { overTerms } from './loops.ts'
import { type Registers, registers, storeLanes, sumsOf, type Tile, UNROLLED_TERMS } from './tile.ts'

// A float64 holds a·b exactly, so acc + a·b is rounded twice: to float64, then to float32. That differs from one
// rounding only if the first one lands half-way between two float32 numbers. Such a total has 25 significant bits
// and so 28 zeros at its end, and is not a float32. The fast tile computes on and notes whether any total was like
// that; if so, which random numbers do once in 2²⁹ times, the whole tile is computed again by the exact one.
// Both start from −0, for −0 + a·b = a·b whatever the sign of a zero.

/** Terms in a row of the tile: calls `sum` with (total on the stack) for each pair of sums. */
const terms = (
  code: Code,
  tile: Tile,
  at: Registers,
  sum: (product: () => Code, acc: number) => void,
): void => {
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
    sums.forEach((row, r) => {
      code.get(aAt)
      if (tile.a.wide) code.access(access.load64Splat, aOffset + r * tile.a.row)
      else code.access(access.load32Splat, aOffset + r * tile.a.row).do(f64x2.promoteLowF32x4)
      code.set(at.splat)
      row.forEach((acc, v) =>
        sum(
          () =>
            code
              .get(at.splat)
              .get(vectors[v] ?? 0)
              .do(f64x2.mul),
          acc,
        ),
      )
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

/** The total on the stack with its last bit set if the sum of `product` and `acc` is not exactly it (round to odd). */
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
  terms(code, tile, at, (multiply, acc) => {
    multiply().tee(product).get(acc).do(f64x2.add).set(at.total)
    roundToOdd(code, product, acc, at.total, part)
    code.do(f32x4.demoteF64x2Zero, f64x2.promoteLowF32x4).set(acc)
  })
  store(code, tile, at)
  return code
}

/** Sums of the arithmetic 'fused': acc ← round(a·b + acc), terms in order, the first round(a·b). */
export const fusedTile = (module: Module, code: Code, tile: Tile, at: Registers): void => {
  const exact = module.once(`exact tile ${JSON.stringify(tile)}`, () => exactTile(tile))
  code.f64x2(0).set(at.suspect)
  terms(code, tile, at, (multiply, acc) => {
    multiply().get(acc).do(f64x2.add).tee(at.total)
    code.do(f32x4.demoteF64x2Zero, f64x2.promoteLowF32x4).set(acc)
    code.get(at.total).i32(36).do(i64x2.shl).f64x2(0).do(i64x2.eq)
    code.get(at.total).get(acc).do(f64x2.ne, v128.and)
    code.get(at.suspect).do(v128.or).set(at.suspect)
  })
  code.get(at.suspect).do(v128.anyTrue)
  code.if(
    () => code.get(at.out).get(at.a).get(at.b).call(exact),
    () => store(code, tile, at),
  )
}
