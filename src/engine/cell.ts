// A cell: neighbouring iterations of a long run, of which four true values are kept in order.
import { Marks } from './marks.ts'

/** Values that are kept of a cell. */
export const kept = 4

const odd = 0
const low = 1
const high = 2
const last = 3

/**
 * Writes four of these values, in order: the first that is not finite (without one: the first), the lowest, the highest
 * and the last. One value may be written twice, so that there are always four.
 */
export function join(
  values: Float32Array,
  left: number,
  right: number,
  into: Float32Array,
  at: number,
): void {
  const { odd, low, high } = scanned(values, left, right)
  const first = odd < 0 ? left : odd
  const lower = low < 0 ? left : Math.min(low, high)
  const upper = low < 0 ? left : Math.max(low, high)
  // They may be written over themselves, so all are read before.
  const one = values[Math.min(first, lower)] ?? NaN
  const two = values[first < lower ? lower : Math.min(first, upper)] ?? NaN
  const three = values[Math.max(first, upper)] ?? NaN
  const four = values[right - 1] ?? NaN
  into[at] = one
  into[at + 1] = two
  into[at + 2] = three
  into[at + 3] = four
}

const marks = new Marks()

/** To be read before the next ones are asked for. */
function scanned(values: Float32Array, left: number, right: number): Marks {
  marks.clear()
  marks.scan(values, left, right)
  return marks
}

/** A cell that is still open: it takes what comes bit by bit, and knows the iterations of its four values. */
export class Cell {
  /** Iterations taken so far. */
  count = 0
  readonly #values = new Float32Array(kept)
  /** Of each value, how many iterations after the first one it was. */
  readonly #places = new Float64Array(kept)
  readonly #order = new Uint8Array(kept)

  clear(): void {
    this.count = 0
  }

  /** Takes values that stand for `step` iterations each. */
  take(values: Float32Array, left: number, right: number, step: number): void {
    if (left >= right) return
    const found = scanned(values, left, right)
    const origin = this.count - left * step
    const place = (index: number) => origin + index * step
    if (this.count === 0) this.#begin(values[left] ?? NaN)
    if (found.odd >= 0) this.#takeOdd(values[found.odd] ?? NaN, place(found.odd))
    if (found.low >= 0) {
      this.#takeLow(found.lowest, place(found.low))
      this.#takeHigh(found.highest, place(found.high))
    }
    this.#keep(last, values[right - 1] ?? NaN, place(right - 1))
    this.count += (right - left) * step
  }

  /** Takes what another cell keeps of the iterations that follow. */
  append(other: Cell): void {
    if (other.count === 0) return
    const at = (index: number) => this.count + (other.#places[index] ?? 0)
    const value = (index: number) => other.#values[index] ?? NaN
    if (this.count === 0) this.#begin(value(odd))
    if (!Number.isFinite(value(odd))) this.#takeOdd(value(odd), at(odd))
    if (Number.isFinite(value(low))) this.#takeLow(value(low), at(low))
    if (Number.isFinite(value(high))) this.#takeHigh(value(high), at(high))
    this.#keep(last, value(last), at(last))
    this.count += other.count
  }

  #begin(value: number): void {
    for (let index = 0; index < kept; index += 1) this.#keep(index, value, 0)
  }

  #takeOdd(value: number, place: number): void {
    if (Number.isFinite(this.#values[odd])) this.#keep(odd, value, place)
  }

  #takeLow(value: number, place: number): void {
    const lowest = this.#values[low] ?? NaN
    if (!Number.isFinite(lowest) || value < lowest) this.#keep(low, value, place)
  }

  #takeHigh(value: number, place: number): void {
    const highest = this.#values[high] ?? NaN
    if (!Number.isFinite(highest) || value > highest) this.#keep(high, value, place)
  }

  #keep(index: number, value: number, place: number): void {
    this.#values[index] = value
    this.#places[index] = place
  }

  /** Which of the four comes first, second … */
  #sorted(): Uint8Array {
    const order = this.#order
    const places = this.#places
    for (let index = 0; index < kept; index += 1) {
      let at = index
      for (; at > 0 && (places[order[at - 1] ?? 0] ?? 0) > (places[index] ?? 0); at -= 1)
        order[at] = order[at - 1] ?? 0
      order[at] = index
    }
    return order
  }

  /** Writes its four values in order. */
  write(into: Float32Array, from: number): void {
    const order = this.#sorted()
    for (let index = 0; index < kept; index += 1) into[from + index] = this.#values[order[index] ?? 0] ?? NaN
  }

  /** How many iterations after the first one each of the four was, in order. */
  places(): number[] {
    return Array.from(this.#sorted(), (index) => this.#places[index] ?? 0)
  }
}
