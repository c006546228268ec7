// The timeline: the memories of past iterations within a byte budget; what lies between is replayed, exactly.
import type { Program } from './program.ts'

type Numbers = Float32Array<ArrayBuffer>

/** A stretch of iterations that ran under one program. */
interface Stretch {
  readonly program: Program
  readonly from: number
  /** Numbers of a state. */
  readonly width: number
  /** Every `stride`-th state since `from`, one after the other. */
  stride: number
  count: number
  store: Numbers
}

/** A kept state: of which iteration, and the program that goes on from there. */
export interface Known {
  readonly program: Program
  readonly iteration: number
  readonly state: Numbers
}

export class Timeline {
  readonly #budget: number
  #stretches: Stretch[] = []

  /** `budget` in bytes, for all stretches together. */
  constructor(budget: number) {
    this.#budget = budget
  }

  /**
   * From this iteration on, states belong to another program; what was known of later ones is forgotten, and the memory
   * of those is used again. A state has `width` numbers, and every `stride`-th is kept.
   */
  begin(program: Program, iteration: number, width: number, stride: number): void {
    const [spare] = this.#stretches
      .filter(({ from }) => from >= iteration)
      .map(({ store }) => store)
      .toSorted((a, b) => b.length - a.length)
    this.cut(iteration)
    this.#stretches = this.#stretches.filter(({ from }) => from < iteration)
    const store = spare ?? new Float32Array(0)
    this.#stretches.push({ program, from: iteration, width, stride, count: 0, store })
  }

  /** When states are due: how many iterations after this one the next is, and then how far apart. */
  dueAfter(iteration: number): { readonly until: number; readonly stride: number } {
    const stretch = this.#stretches.at(-1)
    if (!stretch) return { until: Infinity, stride: 1 }
    return { until: stretch.from + stretch.count * stretch.stride - iteration, stride: stretch.stride }
  }

  /** Keeps the memories as they are at the start of an iteration, where they are due. */
  keep(iteration: number, state: Numbers): void {
    const stretch = this.#stretches.at(-1)
    if (!stretch || iteration !== stretch.from + stretch.count * stretch.stride) return
    if ((stretch.count + 1) * stretch.width > stretch.store.length) this.#grow(stretch)
    if (iteration !== stretch.from + stretch.count * stretch.stride) return
    stretch.store.set(state, stretch.count * stretch.width)
    stretch.count += 1
  }

  /** Keeps a row of states, the first of this iteration and the others one stride apart, as far as they are due. */
  keepAll(iteration: number, states: Numbers): void {
    const stretch = this.#stretches.at(-1)
    if (!stretch || states.length === 0) return
    const { width, stride } = stretch
    let left = states
    for (let next = iteration; left.length > 0; next += stride) {
      const place = stretch.count * width
      const isDue = next === stretch.from + stretch.count * stretch.stride
      if (isDue && place + left.length <= stretch.store.length) {
        stretch.store.set(left, place)
        stretch.count += left.length / width
        return
      }
      // There is no room for all: one by one, the store grows or is thinned.
      this.keep(next, left.subarray(0, width))
      left = left.subarray(width)
    }
  }

  /** Doubles the store while the budget allows; then keeps every second state only. */
  #grow(stretch: Stretch): void {
    const { width } = stretch
    const others =
      this.#stretches.reduce((bytes, { store }) => bytes + store.byteLength, 0) - stretch.store.byteLength
    const fits = Math.floor(this.#budget / (4 * Math.max(1, width)))
    const wanted = Math.max(stretch.store.length * 2, Math.max(2, Math.min(16, fits)) * width)
    if (stretch.count < 2 || others + wanted * 4 <= this.#budget) {
      const larger = new Float32Array(wanted)
      larger.set(stretch.store.subarray(0, stretch.count * width))
      stretch.store = larger
      return
    }
    const kept = Math.ceil(stretch.count / 2)
    for (let index = 1; index < kept; index += 1)
      stretch.store.copyWithin(index * width, 2 * index * width, (2 * index + 1) * width)
    stretch.count = kept
    stretch.stride *= 2
  }

  /** Forgets everything after an iteration. */
  cut(iteration: number): void {
    this.#stretches = this.#stretches.filter(({ from }) => from <= iteration)
    const last = this.#stretches.at(-1)
    if (last) last.count = Math.min(last.count, Math.floor((iteration - last.from) / last.stride) + 1)
  }

  /** Forgets everything. */
  clear(): void {
    this.#stretches = []
  }

  /** The first iteration of which anything is known. */
  get first(): number {
    return this.#stretches[0]?.from ?? 0
  }

  /** The nearest state that is kept at or before an iteration. */
  before(iteration: number): Known | null {
    const stretch = this.#stretches.findLast(({ from }) => from <= iteration)
    if (!stretch || stretch.count === 0) return null
    const { program, from, width, stride, count, store } = stretch
    const index = Math.min(count - 1, Math.floor((iteration - from) / stride))
    const state = store.subarray(index * width, (index + 1) * width)
    return { program, iteration: from + index * stride, state }
  }

  /** Whether an iteration belongs to the newest stretch. */
  isCurrent(iteration: number): boolean {
    return (this.#stretches.at(-1)?.from ?? 0) <= iteration
  }
}
