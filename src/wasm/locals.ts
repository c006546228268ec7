// Small matrices as vectors in local variables: what one step computes, the next one takes without going to memory.
import type { Code } from './assembler.ts'
import { access, control, f32x4 } from './instructions.ts'
import { numbersIn, type Placed, vectorsIn } from './job.ts'

type Four = readonly [number, number, number, number]

/**
 * The values of a stretch of code that are at hand. A matrix of n numbers is ⌈n/4⌉ vectors, row by row; what the last
 * one holds beyond the matrix means nothing. A 1×1 matrix is one vector of four equal numbers, ready to be repeated.
 */
export class Locals {
  readonly code: Code
  /** By the address of a matrix: a local variable for each vector, and the last step that had to do with it. */
  readonly #held = new Map<number, { readonly locals: number[]; last: number }>()
  readonly #stored: ReadonlySet<number>
  readonly #reach: number
  #step = 0

  /**
   * `stored` are the addresses of matrices that must be in memory as well. What no step has to do with for more than
   * `reach` steps is let go, and taken from memory by the next.
   */
  constructor(code: Code, stored: ReadonlySet<number>, reach = Infinity) {
    this.code = code
    this.#stored = stored
    this.#reach = reach
  }

  /** What follows belongs to this step. */
  turnTo(step: number): void {
    this.#step = step
  }

  /** Pushes vector `index` of a matrix. */
  push(value: Placed, index: number): void {
    const held = this.#heldOf(value)
    const local = held[index]
    if (local !== undefined) {
      this.code.get(local)
      return
    }
    const fresh = (held[index] = this.code.local('v128'))
    const load = numbersIn(value) === 1 ? access.load32Splat : access.load
    this.code
      .i32(0)
      .access(load, value.at + 16 * index)
      .tee(fresh)
  }

  /** Pops vector `index` of a matrix that was just computed. */
  define(value: Placed, index: number): void {
    const local = (this.#heldOf(value)[index] = this.code.local('v128'))
    this.code.set(local)
    if (this.#stored.has(value.at))
      this.code
        .i32(0)
        .get(local)
        .access(access.store, value.at + 16 * index)
  }

  /** Has a whole matrix at hand from here on. */
  hold(value: Placed): void {
    for (let index = 0; index < vectorsIn(value); index += 1) {
      this.push(value, index)
      this.code.do(control.drop)
    }
  }

  /** Writes a matrix that is at hand to the place of another one of its shape. */
  store(target: Placed, source: Placed): void {
    for (let index = 0; index < vectorsIn(source); index += 1) {
      this.code.i32(0)
      this.push(source, index)
      this.code.access(access.store, target.at + 16 * index)
    }
  }

  #heldOf({ at }: Placed): number[] {
    const known = this.#held.get(at)
    const held = known && this.#step - known.last <= this.#reach ? known : { locals: [], last: 0 }
    if (held !== known) this.#held.set(at, held)
    held.last = this.#step
    return held.locals
  }

  /** Pushes a vector of any four numbers of a matrix, by their places row by row. */
  gather(value: Placed, wanted: Four): void {
    const places: Four = numbersIn(value) === 1 ? [0, 0, 0, 0] : wanted
    const vectors = [...new Set(places.map((place) => place >> 2))]
    const [first = 0, second = first, ...others] = vectors
    this.push(value, first)
    if (vectors.length === 1 && places.every((place, lane) => (place & 3) === lane)) return
    // The lanes of the first two vectors are picked at once, those of the others join one vector after the other.
    const lane = (place: number): number => (place & 3) + (place >> 2 === second && second !== first ? 4 : 0)
    this.push(value, second)
    this.code.shuffle(lane(places[0]), lane(places[1]), lane(places[2]), lane(places[3]))
    for (const vector of others) {
      const joined = (place: number, at: number): number => (place >> 2 === vector ? 4 + (place & 3) : at)
      this.push(value, vector)
      this.code.shuffle(
        joined(places[0], 0),
        joined(places[1], 1),
        joined(places[2], 2),
        joined(places[3], 3),
      )
    }
  }

  /** Pushes one number of a matrix as an f32. */
  number(value: Placed, place: number): void {
    this.push(value, place >> 2)
    this.code.extractF32(place & 3)
  }

  /** Pops an f32 that is the only number of a matrix. */
  defineNumber(value: Placed): void {
    this.code.do(f32x4.splat)
    this.define(value, 0)
  }
}

/** The places of the numbers in vector `index` of a matrix with so many; the last is repeated where there are no more. */
export function placesIn(count: number, index: number): Four {
  const place = (lane: number): number => Math.min(4 * index + lane, count - 1)
  return [place(0), place(1), place(2), place(3)]
}
