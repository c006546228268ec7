// The recorder: every value of every plotted loss, and the curves that a screen can show of them.
import type { Numbers } from '../numeric/matrix.ts'
import type { Curve } from '../picture.ts'
import type { Recording } from './program.ts'

const block = 65_536

/** One recorded loss; value t belongs to iteration t, the first one to `start`. */
export class Series {
  readonly plot: string
  readonly from: string
  readonly label: string
  readonly start: number
  count = 0
  #values = new Float32Array(block)

  constructor({ plot, from, label }: Pick<Recording, 'plot' | 'from' | 'label'>, start: number) {
    this.plot = plot
    this.from = from
    this.label = label
    this.start = start
  }

  /** Takes the number by its array: passed by itself it would be boxed, and so allocated. */
  record(from: Numbers): void {
    this.#room(1)
    this.#values[this.count] = from[0] ?? NaN
    this.count += 1
  }

  /** Takes the values of a row of iterations from `iteration` on, as far as they are not known yet. */
  recordAll(iteration: number, values: Float32Array): void {
    const known = this.start + this.count - iteration
    if (known < 0 || known >= values.length) return
    this.#room(values.length - known)
    this.#values.set(values.subarray(known), this.count)
    this.count += values.length - known
  }

  #room(more: number): void {
    if (this.count + more <= this.#values.length) return
    const larger = new Float32Array(Math.max(this.#values.length * 2, this.count + more))
    larger.set(this.#values)
    this.#values = larger
  }

  /** Forgets the values from an iteration on. */
  cut(iteration: number): void {
    this.count = Math.max(0, Math.min(this.count, iteration - this.start))
  }

  /** The value recorded at an iteration. */
  valueAt(iteration: number): number | null {
    const index = iteration - this.start
    return index >= 0 && index < this.count ? (this.#values[index] ?? null) : null
  }

  /** All values so far: a view. */
  get values(): Float32Array {
    return this.#values.subarray(0, this.count)
  }

  /** The same values under another label. */
  relabelled(label: string): Series {
    const copy = new Series({ plot: this.plot, from: this.from, label }, this.start)
    copy.#values = this.#values
    copy.count = this.count
    return copy
  }

  /**
   * At most about 4 · columns true points, in order: of each column the first, the smallest, the largest and the last
   * value, and every value that is not finite.
   */
  curve(columns: number): Curve {
    const { values, start } = this
    const xs: number[] = []
    const ys: number[] = []
    const keep = (index: number) => {
      xs.push(start + index)
      ys.push(values[index] ?? NaN)
    }
    const width = Math.max(1, Math.ceil(values.length / columns))
    for (let left = 0; left < values.length; left += width) {
      const right = Math.min(values.length, left + width)
      for (const index of marks(values, left, right)) keep(index)
    }
    const { from, label, count } = this
    return { from, label, count: start + count, x: Float64Array.from(xs), y: Float32Array.from(ys) }
  }
}

/** The curves of each plot. */
export function curvesOf(all: readonly Series[], columns: number): Map<string, Curve[]> {
  const found = new Map<string, Curve[]>()
  for (const series of all) found.set(series.plot, [...(found.get(series.plot) ?? []), series.curve(columns)])
  return found
}

/** The places of a column that matter, in order and each once. */
function marks(values: Float32Array, left: number, right: number): number[] {
  let low = left
  let high = left
  const odd: number[] = []
  for (let index = left; index < right; index += 1) {
    const value = values[index] ?? NaN
    if (!Number.isFinite(value)) {
      if (odd.length < 2) odd.push(index)
    } else {
      if (!(value >= (values[low] ?? NaN))) low = index
      if (!(value <= (values[high] ?? NaN))) high = index
    }
  }
  return [...new Set([left, low, high, right - 1, ...odd])].sort((a, b) => a - b)
}
