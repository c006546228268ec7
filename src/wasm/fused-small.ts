// The product of small matrices with one rounding for each term, written out: fast, and exact where that is rare.
//
// A term is computed in float64 (a·b is exact there) and rounded to float32. Rounded twice, the sum can only be wrong
// where the first rounding landed half-way between two float32 numbers: its lower 28 bits are then zero, and it is no
// float32 itself. Whether that happened is asked once for four sums; if so, they are computed again with the correction
// of `fusedMultiplyAdd` in numeric/matmul.ts.
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { f32x4, f64x2, i64x2, v128 } from './instructions.ts'

/** Times these, a float64 becomes its next larger or smaller neighbour. */
const OUTWARD = 1.0000000000000002
const INWARD = 0.9999999999999999

/** One term of a vector: how to push its factors. */
export interface Term {
  readonly a: () => void
  readonly b: () => void
  /** Name them, so that what is the same is converted once. */
  readonly names: readonly [string, string]
}

/** Pushes where a total is half-way between two float32 numbers; `rounded` is the one it was rounded to. */
function halfWay(code: Code, total: number, rounded: number): void {
  code.get(total).bits(0x0fffffff, 0, 0x0fffffff, 0).do(v128.and).bits(0, 0, 0, 0).do(i64x2.eq)
  code.get(rounded).get(total).do(f64x2.ne, v128.and)
}

/** Pushes what `total` lacks of product + sum: (product − (total − part)) + (sum − part), part = total − product (Knuth). */
function lost(code: Code, product: number, sum: number, total: number): void {
  const part = () => code.get(total).get(product).do(f64x2.sub)
  code.get(product).get(total)
  part()
  code.do(f64x2.sub, f64x2.sub).get(sum)
  part()
  code.do(f64x2.sub, f64x2.add)
}

const lower = (code: Code): Code => code.do(f64x2.promoteLowF32x4)
const upper = (code: Code, local: number): Code =>
  code.get(local).get(local).shuffle(2, 3, 2, 3).do(f64x2.promoteLowF32x4)

/** Local variables of two float64 numbers each, for four float32 ones. */
type Halves = readonly [number, number]

/** One link of a chain of sums, in local variables: total = x·y + sum, and what it is rounded to. */
interface Link {
  readonly x: number
  readonly y: number
  readonly sum: number
  readonly total: number
  readonly rounded: number
}

export class FusedSmall {
  readonly #code: Code
  readonly #exact: number
  readonly #suspect: number
  readonly #wide = new Map<string, Halves>()

  constructor(module: Module, code: Code) {
    this.#code = code
    this.#exact = module.once('fused multiply-add', exactly)
    this.#suspect = code.local('v128')
  }

  /** Both halves of four float32 numbers as float64 ones. */
  #widened(name: string, push: () => void): Halves {
    const code = this.#code
    const known = this.#wide.get(name)
    if (known) return known
    const [narrow, low, high] = [code.local('v128'), code.local('v128'), code.local('v128')]
    push()
    lower(code.tee(narrow)).set(low)
    upper(code, narrow).set(high)
    this.#wide.set(name, [low, high])
    return [low, high]
  }

  /** Pushes the sums of the terms of four elements: one chain for each lane. */
  sum(terms: readonly Term[]): void {
    const code = this.#code
    const result = code.local('v128')
    const links = this.#fast(terms)
    code.set(result).get(this.#suspect).do(v128.anyTrue)
    code.if(() => {
      this.#doubt(links)
      code.do(v128.anyTrue).if(() => {
        this.#exactly(terms)
        code.set(result)
      })
    })
    code.get(result)
  }

  /** Pushes the sums, and leaves a mark where one may be rounded wrongly. */
  #fast(terms: readonly Term[]): Link[] {
    const code = this.#code
    const [first, ...others] = terms
    first?.a()
    first?.b()
    const start = code.local('v128')
    let halves: Halves = [code.local('v128'), code.local('v128')]
    lower(code.do(f32x4.mul).tee(start)).set(halves[0])
    upper(code, start).set(halves[1])
    code.f32x4(0).set(this.#suspect)
    const links = others.flatMap(({ a, b, names }) => {
      const [x, y] = [this.#widened(names[0], a), this.#widened(names[1], b)]
      const before = halves
      halves = [code.local('v128'), code.local('v128')]
      return ([0, 1] as const).map((half) => {
        const link = {
          x: x[half],
          y: y[half],
          sum: before[half],
          total: code.local('v128'),
          rounded: halves[half],
        }
        code.get(link.x).get(link.y).do(f64x2.mul).get(link.sum).do(f64x2.add).tee(link.total)
        code.do(f32x4.demoteF64x2Zero, f64x2.promoteLowF32x4).set(link.rounded)
        halfWay(code, link.total, link.rounded)
        code.get(this.#suspect).do(v128.or).set(this.#suspect)
        return link
      })
    })
    code.get(halves[0]).do(f32x4.demoteF64x2Zero).get(halves[1]).do(f32x4.demoteF64x2Zero).shuffle(0, 1, 4, 5)
    return links
  }

  /** Pushes where a sum was rounded twice: half-way, and not exactly. With numbers of few digits many are exact. */
  #doubt(links: readonly Link[]): void {
    const code = this.#code
    const product = code.local('v128')
    code.f32x4(0)
    for (const { x, y, sum, total, rounded } of links) {
      code.get(x).get(y).do(f64x2.mul).set(product)
      lost(code, product, sum, total)
      code.f64x2(0).do(f64x2.ne)
      halfWay(code, total, rounded)
      code.do(v128.and, v128.or)
    }
  }

  /** Pushes the same sums, always right. */
  #exactly(terms: readonly Term[]): void {
    const [first, ...others] = terms
    first?.a()
    first?.b()
    this.#code.do(f32x4.mul)
    for (const { a, b } of others) {
      a()
      b()
      this.#code.call(this.#exact)
    }
  }
}

/** (sum, a, b) → a·b + sum, each of the four numbers rounded once. */
function exactly(): Code {
  const code = new Code(['v128', 'v128', 'v128'], ['v128'])
  const product = code.local('v128')
  const sum = code.local('v128')
  const total = code.local('v128')
  const rounded = code.local('v128')
  const rest = code.local('v128')
  const half = (widen: (param: number) => void): void => {
    widen(0)
    code.set(sum)
    widen(1)
    widen(2)
    code.do(f64x2.mul).tee(product).get(sum).do(f64x2.add).tee(total)
    code.do(f32x4.demoteF64x2Zero, f64x2.promoteLowF32x4).set(rounded)
    lost(code, product, sum, total)
    code.set(rest)
    // Away from zero where the lost part has the sign of the total, else towards it; nowhere if nothing was lost.
    code.f64x2(OUTWARD).f64x2(INWARD)
    code.get(rest).f64x2(0).do(f64x2.gt).get(total).f64x2(0).do(f64x2.gt, v128.xor, v128.not)
    code.do(v128.bitselect).f64x2(1)
    code.get(rest).f64x2(0).do(f64x2.ne)
    halfWay(code, total, rounded)
    code.do(v128.and, v128.bitselect).get(total).do(f64x2.mul, f32x4.demoteF64x2Zero)
  }
  half((param) => lower(code.get(param)))
  half((param) => upper(code, param))
  return code.shuffle(0, 1, 4, 5)
}
