// The recorder: the values of every plotted loss, and the curves that a screen can show of them.
import type { Numbers } from '../numeric/matrix.ts'
import type { Curve } from '../picture.ts'
import type { Recording } from './program.ts'
import { Trace } from './trace.ts'

type Name = Pick<Recording, 'plot' | 'from' | 'label'>

/**
 * The traces of a loss, one after the other. There is more than one where a run went back to where not all values were
 * kept any more: what comes anew is kept in full again, until there is no room for it.
 */
interface Store {
  readonly closed: Trace[]
  /** The one that records. */
  open: Trace
  budget: number
  /** What was drawn of the iterations before the start, of which no values are known any more. */
  before: Pick<Curve, 'x' | 'y'> | null
}

/** One recorded loss; value t belongs to iteration t, the first one to `start`. */
export class Series {
  readonly plot: string
  readonly from: string
  readonly label: string
  readonly start: number
  readonly #store: Store

  /** `budget` in bytes: beyond it, neighbouring iterations are joined. */
  constructor(name: Name, start: number, budget = Infinity, store?: Store) {
    this.plot = name.plot
    this.from = name.from
    this.label = name.label
    this.start = start
    this.#store = store ?? { closed: [], open: new Trace(start, budget), budget, before: null }
  }

  /** Iterations since the start that are over, whether or not everything is kept of them. */
  get count(): number {
    return this.#store.open.end - this.start
  }
  get #traces(): readonly Trace[] {
    return [...this.#store.closed, this.#store.open]
  }
  /** Bytes held. */
  get bytes(): number {
    return bytesOf(this.#traces)
  }

  /** Goes on from its curve among those that were drawn, by plot, whose values are lost. */
  goOnFrom(curves: ReadonlyMap<string, readonly Curve[]>): void {
    this.#store.before = curves.get(this.plot)?.find(({ from }) => from === this.from) ?? null
  }

  /** Takes the number by its array: passed by itself it would be boxed, and so allocated. */
  record(from: Numbers): void {
    this.#store.open.record(from)
  }

  /** Takes the values of a row of iterations from `iteration` on, as far as they are not known yet. */
  recordAll(iteration: number, values: Float32Array): void {
    const known = this.start + this.count - iteration
    if (known < 0 || known >= values.length) return
    this.#store.open.recordAll(known > 0 ? values.subarray(known) : values)
  }

  /**
   * Forgets the values from an iteration on. Where not all values are kept, a cell that the cut goes through is
   * forgotten as a whole, as it may keep what came after. Its iterations before the cut are then a hole in the curve:
   * a few millionths of the run as long as it was.
   */
  cut(iteration: number): void {
    const { closed, open, budget } = this.#store
    if (iteration >= open.end) return
    const from = Math.max(this.start, iteration)
    let last: Trace | undefined = open
    while (last && last.start > from) last = closed.pop()
    last?.cut(from)
    if (last && !last.isExact && last.count > 0) {
      last.close()
      closed.push(last)
    }
    this.#store.open = last?.isExact ? last : new Trace(from, budget)
    this.#share()
  }

  /** Goes on within another budget. */
  allow(budget: number): void {
    this.#store.budget = budget
    this.#share()
  }

  /** The closed traces leave at least half of the budget to the open one. */
  #share(): void {
    const { closed, open, budget } = this.#store
    while (bytesOf(closed) > budget / 2) {
      const [largest] = closed.toSorted((a, b) => b.bytes - a.bytes)
      if (!largest?.halve()) break
      largest.close()
    }
    open.allow(budget - bytesOf(closed))
  }

  /** The value recorded at an iteration, if it is kept. */
  valueAt(iteration: number): number | null {
    return this.#traces.findLast(({ start }) => start <= iteration)?.valueAt(iteration) ?? null
  }

  /** All values so far, where all are kept: a view. */
  get values(): Float32Array {
    const { open } = this.#store
    if (open.isExact && open.count === this.count) return open.values
    throw new Error(`Not all values of ${this.from} are kept.`)
  }

  /** The same values under another label. */
  relabelled(label: string): Series {
    return new Series(
      { plot: this.plot, from: this.from, label },
      this.start,
      this.#store.budget,
      this.#store,
    )
  }

  /**
   * At most about 4 · columns true points, in order: of each column the first, the lowest, the highest and the last
   * value, and two that are not finite. Where not all values are kept, a point may lie beside its iteration, by less
   * than a cell.
   */
  curve(columns: number): Curve {
    const { from, label, start, count } = this
    const width = Math.max(1, Math.ceil(count / columns))
    const { before } = this.#store
    const x = [...(before?.x ?? [])]
    const y = [...(before?.y ?? [])]
    for (const trace of this.#traces)
      trace.curve(start, width, (iteration, value) => {
        if (x.at(-1) === iteration) return
        x.push(iteration)
        y.push(value)
      })
    return { from, label, count: start + count, x: Float64Array.from(x), y: Float32Array.from(y) }
  }
}

const bytesOf = (traces: readonly Trace[]): number => traces.reduce((sum, { bytes }) => sum + bytes, 0)

/**
 * A series for each recording, `budget` bytes for all of them: those of a plot and wire that is recorded already go on,
 * others begin at this iteration.
 */
export function seriesFor(
  recordings: readonly Name[],
  iteration: number,
  budget: number,
  old: readonly Series[],
): Series[] {
  const known = new Map(old.map((series) => [`${series.plot} ${series.from}`, series]))
  const share = budget / Math.max(1, recordings.length)
  return recordings.map((recording) => {
    const found = known.get(`${recording.plot} ${recording.from}`)
    const series = found?.relabelled(recording.label) ?? new Series(recording, iteration, share)
    series.allow(share)
    return series
  })
}

/** The curves of each plot. */
export function curvesOf(all: readonly Series[], columns: number): Map<string, Curve[]> {
  const found = new Map<string, Curve[]>()
  for (const series of all) found.set(series.plot, [...(found.get(series.plot) ?? []), series.curve(columns)])
  return found
}
