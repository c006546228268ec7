// Blocks: what is known of many values at once, so that a curve need not look at every value for every frame.
import { Marks } from './marks.ts'

/** Values of a block at each level: a column scans two of the smallest ones in full at most, so they are small. */
const sizes = [128, 4096]

/** The lowest and the highest value of each block, brought up to date when it is asked for, not with every value. */
class Level {
  readonly #size: number
  readonly #finer: Level | null
  #count = 0
  /** ∞ and −∞ where nothing is finite, so that such a block is never the lowest or the highest. */
  #lowest = new Float32Array(0)
  #highest = new Float32Array(0)
  /** Where these are. */
  #low = new Uint32Array(0)
  #high = new Uint32Array(0)
  /** 1 where something is not finite. */
  #odd = new Uint8Array(0)
  readonly #marks = new Marks()

  constructor(size: number, finer: Level | null) {
    this.#size = size
    this.#finer = finer
  }

  update(values: Float32Array, length: number): void {
    this.#finer?.update(values, length)
    const size = this.#size
    const count = Math.floor(length / size)
    if (count > this.#odd.length) this.#grow(Math.floor(values.length / size))
    const marks = this.#marks
    for (let block = this.#count; block < count; block += 1) {
      marks.clear()
      this.#scanFiner(values, block * size, (block + 1) * size, marks)
      this.#lowest[block] = marks.lowest
      this.#highest[block] = marks.highest
      this.#low[block] = marks.low
      this.#high[block] = marks.high
      this.#odd[block] = marks.odd < 0 ? 0 : 1
    }
    this.#count = Math.max(this.#count, count)
  }

  #grow(length: number): void {
    this.#lowest = copied(this.#lowest, new Float32Array(length))
    this.#highest = copied(this.#highest, new Float32Array(length))
    this.#low = copied(this.#low, new Uint32Array(length))
    this.#high = copied(this.#high, new Uint32Array(length))
    this.#odd = copied(this.#odd, new Uint8Array(length))
  }

  cut(length: number): void {
    this.#finer?.cut(length)
    this.#count = Math.min(this.#count, Math.floor(length / this.#size))
  }

  /** As if the marks had scanned all the values. */
  scan(values: Float32Array, left: number, right: number, marks: Marks): void {
    const size = this.#size
    const from = Math.ceil(left / size)
    const to = Math.min(this.#count, Math.floor(right / size))
    if (from >= to) return this.#scanFiner(values, left, right, marks)
    this.#scanFiner(values, left, from * size, marks)
    const isOdd = this.#scanBlocks(from, to, marks)
    for (let block = from; isOdd && block < to && marks.secondOdd < 0; block += 1)
      if (this.#odd[block] === 1) this.#scanFiner(values, block * size, (block + 1) * size, marks)
    this.#scanFiner(values, to * size, right, marks)
  }

  #scanFiner(values: Float32Array, left: number, right: number, marks: Marks): void {
    if (this.#finer) this.#finer.scan(values, left, right, marks)
    else marks.scan(values, left, right)
  }

  /** Answers whether something is not finite. */
  #scanBlocks(from: number, to: number, marks: Marks): boolean {
    let { lowest, highest } = marks
    let low = -1
    let high = -1
    let odd = 0
    for (let block = from; block < to; block += 1) {
      const least = this.#lowest[block] ?? NaN
      const most = this.#highest[block] ?? NaN
      if (least < lowest) {
        low = block
        lowest = least
      }
      if (most > highest) {
        high = block
        highest = most
      }
      odd |= this.#odd[block] ?? 0
    }
    if (low >= 0) marks.low = this.#low[low] ?? 0
    if (high >= 0) marks.high = this.#high[high] ?? 0
    marks.lowest = lowest
    marks.highest = highest
    return odd > 0
  }
}

function copied<Row extends Float32Array | Uint32Array | Uint8Array>(from: Row, to: Row): Row {
  to.set(from)
  return to
}

/** The blocks of all levels. */
export class Blocks {
  readonly #coarsest = sizes.reduce<Level | null>((finer, size) => new Level(size, finer), null)
  readonly #marks = new Marks()

  /** Bytes that they take for each value. */
  static readonly bytesPerValue = sizes.reduce((bytes, size) => bytes + 17 / size, 0)

  /** Sums up the blocks that were completed since the last time; `values` may have room for more than `length`. */
  update(values: Float32Array, length: number): void {
    this.#coarsest?.update(values, length)
  }

  /** Only so many values are left as they were. */
  cut(length: number): void {
    this.#coarsest?.cut(length)
  }

  /** The marks of a column, to be read before the next ones are asked for. */
  marks(values: Float32Array, left: number, right: number): Marks {
    const marks = this.#marks
    marks.clear()
    this.#coarsest?.scan(values, left, right, marks)
    return marks
  }
}
