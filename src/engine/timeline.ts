// The timeline: the memories of past iterations within a byte budget; what lies between is replayed, exactly.
import { copy, type Plan } from './plan.ts'

/** A stretch of iterations that ran under one plan. */
interface Stretch {
  readonly plan: Plan
  readonly from: number
  /** Every `stride`-th state since `from`, one after the other. */
  stride: number
  count: number
  store: Float32Array
}

export class Timeline {
  readonly #budget: number
  #stretches: Stretch[] = []

  /** `budget` in bytes, for all stretches together. */
  constructor(budget: number) {
    this.#budget = budget
  }

  /** From this iteration on, states belong to another plan; what was known of later ones is forgotten. */
  begin(plan: Plan, iteration: number): void {
    this.cut(iteration)
    this.#stretches = this.#stretches.filter(({ from }) => from < iteration)
    this.#stretches.push({ plan, from: iteration, stride: 1, count: 0, store: new Float32Array(0) })
  }

  /** Keeps the memories as they are at the start of an iteration, where they are due. */
  keep(iteration: number): void {
    const stretch = this.#stretches.at(-1)
    if (!stretch) return
    const offset = iteration - stretch.from
    if (offset % stretch.stride !== 0 || offset / stretch.stride !== stretch.count) return
    const width = stateSize(stretch.plan)
    if ((stretch.count + 1) * width > stretch.store.length) this.#grow(stretch, width)
    if (offset % stretch.stride !== 0) return
    let place = stretch.count * width
    for (const { value } of stretch.plan.cells) {
      copy(value.data, stretch.store, place)
      place += value.data.length
    }
    stretch.count += 1
  }

  /** Doubles the store while the budget allows; then keeps every second state only. */
  #grow(stretch: Stretch, width: number): void {
    const others =
      this.#stretches.reduce((bytes, { store }) => bytes + store.byteLength, 0) - stretch.store.byteLength
    const wanted = Math.max(stretch.store.length * 2, 64 * width)
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

  /**
   * Puts the memories of a past iteration back into the plan it ran under, replaying from the nearest kept state.
   * Answers that plan, or null where the iteration is unknown.
   */
  restore(iteration: number): Plan | null {
    const stretch = this.#stretches.findLast(({ from }) => from <= iteration)
    if (!stretch || stretch.count === 0) return null
    const { plan, from, stride, count, store } = stretch
    const index = Math.min(count - 1, Math.floor((iteration - from) / stride))
    let place = index * stateSize(plan)
    for (const { value } of plan.cells) {
      value.data.set(store.subarray(place, place + value.data.length))
      place += value.data.length
    }
    plan.context.iteration = from + index * stride
    while (plan.context.iteration < iteration) {
      plan.compute()
      plan.take()
    }
    return plan
  }

  /** Whether an iteration belongs to the newest stretch. */
  isCurrent(iteration: number): boolean {
    return (this.#stretches.at(-1)?.from ?? 0) <= iteration
  }
}

const stateSize = (plan: Plan): number => plan.cells.reduce((size, { value }) => size + value.data.length, 0)
