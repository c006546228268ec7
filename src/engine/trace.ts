// A trace: the values of a row of iterations, all of them or, where the memory does not suffice, four of each cell.
import type { Numbers } from '../numeric/matrix.ts'
import { Blocks } from './blocks.ts'
import { Cell, join, kept } from './cell.ts'

/** Values that there is room for at first. */
const firstRoom = 65_536
/** Two cells: what is joined into one. */
const pair = 2 * kept
const bytesPerValue = 4 + Blocks.bytesPerValue

/** Hears the points of a curve in order. */
export type Point = (iteration: number, value: number) => void

export class Trace {
  /** The iteration of the first value. */
  readonly start: number
  /** Iterations for each value that is kept: 1 as long as all are. Four of them are a cell. */
  #step = 1
  #values: Float32Array<ArrayBuffer>
  #filled = 0
  /** The most values that there may be room for: whole pairs of cells. */
  #most: number
  /** The cell that the newest iterations go into, once not all values are kept. */
  #open = new Cell()
  #blocks = new Blocks()
  readonly #single = new Float32Array(1)

  constructor(start: number, budget: number) {
    this.start = start
    this.#most = mostIn(budget)
    this.#values = new Float32Array(Math.min(firstRoom, this.#most))
  }

  get count(): number {
    return this.#filled * this.#step + this.#open.count
  }
  get end(): number {
    return this.start + this.count
  }
  /** Bytes held, together with what a curve needs beside the values. */
  get bytes(): number {
    return this.#values.length * bytesPerValue
  }
  /** Whether every value is kept. */
  get isExact(): boolean {
    return this.#step === 1
  }
  /** All values, as long as every one is kept: a view. */
  get values(): Float32Array {
    return this.#values.subarray(0, this.#filled)
  }

  valueAt(iteration: number): number | null {
    const index = iteration - this.start
    return this.isExact && index >= 0 && index < this.#filled ? (this.#values[index] ?? null) : null
  }

  record(from: Numbers): void {
    if (this.isExact && this.#makeRoom(1)) {
      this.#values[this.#filled] = from[0] ?? NaN
      this.#filled += 1
      return
    }
    this.#single[0] = from[0] ?? NaN
    this.#join(this.#single)
  }

  recordAll(values: Float32Array): void {
    if (this.isExact && this.#makeRoom(values.length)) {
      this.#values.set(values, this.#filled)
      this.#filled += values.length
    } else this.#join(values)
  }

  /** Whether so many values more have their place; makes it within the budget. */
  #makeRoom(more: number): boolean {
    const wanted = this.#filled + more
    if (wanted <= this.#values.length) return true
    if (wanted > this.#most) return false
    const larger = new Float32Array(Math.min(this.#most, Math.max(this.#values.length * 2, wanted)))
    larger.set(this.#values.subarray(0, this.#filled))
    this.#values = larger
    return true
  }

  /** Takes values into cells: whole ones at once. */
  #join(values: Float32Array): void {
    if (this.isExact) this.halve()
    for (let left = 0; left < values.length;) {
      const whole = kept * this.#step
      const right = Math.min(values.length, left + whole - this.#open.count)
      if (right - left === whole) {
        join(values, left, right, this.#values, this.#filled)
        this.#close()
      } else {
        this.#open.take(values, left, right, 1)
        if (this.#open.count === whole) this.#closeOpen()
      }
      left = right
    }
  }

  #closeOpen(): void {
    this.#open.write(this.#values, this.#filled)
    this.#open.clear()
    this.#close()
  }

  /** There is always room for one cell more: a curve writes down there what is known of the open one. */
  #close(): void {
    this.#filled += kept
    if (!this.#makeRoom(kept)) this.halve()
  }

  /** Makes one cell of every two; answers whether there were two. */
  halve(): boolean {
    const values = this.#values
    const pairs = Math.floor(this.#filled / pair)
    for (let index = 0; index < pairs; index += 1)
      join(values, index * pair, (index + 1) * pair, values, index * kept)
    const cell = new Cell()
    cell.take(values, pairs * pair, this.#filled, this.#step)
    cell.append(this.#open)
    this.#open = cell
    this.#filled = pairs * kept
    this.#step *= 2
    this.#blocks.cut(0)
    return pairs > 0
  }

  /** Goes on within another budget. */
  allow(budget: number): void {
    this.#most = mostIn(budget)
    while (this.#filled + kept > this.#most) this.halve()
    if (this.#values.length > this.#most) this.#trim(this.#most)
  }

  /** Hands back the memory that is not in use; nothing more is recorded. */
  close(): void {
    this.#trim(this.#filled + kept)
  }

  #trim(length: number): void {
    this.#values = this.#values.slice(0, length)
    this.#blocks = new Blocks()
  }

  /**
   * Forgets the values from an iteration on: where not all are kept, from the start of its cell on. An empty trace keeps
   * all values again, in the memory that it has.
   */
  cut(iteration: number): void {
    if (iteration >= this.end) return
    if (iteration <= this.start) this.#step = 1
    const cell = this.isExact ? 1 : kept
    this.#filled = Math.floor((iteration - this.start) / (cell * this.#step)) * cell
    this.#open.clear()
    this.#blocks.cut(this.#filled)
  }

  /** The points of a curve whose columns are so many iterations wide and begin at `origin`. */
  curve(origin: number, width: number, point: Point): void {
    const { start, end } = this
    const step = this.#step
    const filled = this.#filled
    const values = this.#values
    const places = this.#open.count > 0 ? this.#open.places() : []
    if (places.length > 0) this.#open.write(values, filled)
    this.#blocks.update(values, filled)
    const iterationOf = (index: number) =>
      index < filled ? start + index * step : start + filled * step + (places[index - filled] ?? 0)
    let left = 0
    const first = origin + Math.floor((start - origin) / width) * width
    for (let until = first + width; until < end + width; until += width) {
      let right = Math.max(left, Math.min(filled, Math.ceil((until - start) / step)))
      while (right >= filled && right < filled + places.length && iterationOf(right) < until) right += 1
      if (right > left) {
        const { low, high, odd, secondOdd } = this.#blocks.marks(values, left, right)
        for (const index of inOrder([left, low, high, right - 1, odd, secondOdd]))
          point(iterationOf(index), values[index] ?? NaN)
      }
      left = right
    }
  }
}

/** The places in order, each once; −1 is none. For six, insertion is many times faster than `sort`. */
function inOrder(places: readonly number[]): number[] {
  const sorted: number[] = []
  for (const place of places) {
    let at = sorted.length
    while (at > 0 && (sorted[at - 1] ?? 0) > place) at -= 1
    if (place >= 0 && sorted[at - 1] !== place) sorted.splice(at, 0, place)
  }
  return sorted
}

/** How many values fit into so many bytes. */
function mostIn(budget: number): number {
  return Math.max(2 * pair, Math.floor(budget / bytesPerValue / pair) * pair)
}
