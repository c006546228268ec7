// The fused tile that is right whatever the numbers are: it looks at every term, and corrects it where needed.
import { Code } from './assembler.ts'
import { f64x2, i32x4, i64x2, v128 } from './instructions.ts'
import { registers, type Tile } from './tile.ts'
import { overRows, roundLanes, storeRows } from './wide.ts'

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

/**
 * Whether a total may be half-way between two float32 numbers: its last 28 bits are 0, and it is none itself.
 * That goes for subnormal numbers too. Leaves an i32 on the stack.
 */
const anyHalfWay = (code: Code, totals: readonly number[], rounded: readonly number[]): Code => {
  const [left = 0, right = left] = totals
  const [leftRounded = 0, rightRounded = leftRounded] = rounded
  code.get(left).get(right).shuffle(0, 2, 4, 6).i32(4).do(i32x4.shl)
  code.get(left).get(leftRounded).do(f64x2.eq).get(right).get(rightRounded).do(f64x2.eq).shuffle(0, 2, 4, 6)
  return code.do(v128.or).bits(0, 0, 0, 0).do(i32x4.eq, v128.anyTrue)
}

/** The tile as a function of the addresses of out, a and b. */
export const exactTile = (tile: Tile): Code => {
  const code = new Code(['i32', 'i32', 'i32'])
  const at = registers(code, 1, 2, 0)
  const vector = () => code.local('v128')
  const [part, products, rounded] = [vector(), [vector(), vector()], [vector(), vector()]]
  overRows(code, tile, at, (splat, vectors, row) => {
    const each = row.map((acc, v) => {
      const [b = 0, product = 0, result = 0] = [vectors[v], products[v], rounded[v]]
      return { acc, b, product, result, total: at.totals[v === 0 ? 0 : 1] }
    })
    for (const { acc, b, product, total, result } of each) {
      code.get(splat).get(b).do(f64x2.mul).tee(product).get(acc).do(f64x2.add).tee(total)
      roundLanes(code).set(result)
    }
    anyHalfWay(
      code,
      each.map(({ total }) => total),
      each.map(({ result }) => result),
    )
    code.if(() => {
      for (const { acc, product, total, result } of each) {
        roundToOdd(code, product, acc, total, part)
        roundLanes(code).set(result)
      }
    })
    for (const { acc, result } of each) code.get(result).set(acc)
  })
  storeRows(code, tile, at)
  return code
}
