// What is recorded of a loss, and the curves made of it: against a thinning that looks at every value each time.
import { describe, expect, test } from 'vitest'
import { Series } from '../../src/engine/recorder.ts'
import type { Curve } from '../../src/picture.ts'
import { seeded } from './building.ts'

type Points = [iteration: number, value: number][]

/** The judge: every value is looked at. */
function thinned(values: Float32Array, start: number, columns: number): Points {
  const points: Points = []
  const width = Math.max(1, Math.ceil(values.length / columns))
  for (let left = 0; left < values.length; left += width)
    for (const index of marks(values, left, Math.min(values.length, left + width)))
      points.push([start + index, values[index] ?? NaN])
  return points
}

function marks(values: Float32Array, left: number, right: number): number[] {
  let low = left
  let high = left
  const odd: number[] = []
  for (let index = left; index < right; index += 1) {
    const value = values[index] ?? NaN
    if (!Number.isFinite(value)) {
      if (odd.length < 2) odd.push(index)
    } else {
      if (!(value >= finiteOr(Infinity, values[low]))) low = index
      if (!(value <= finiteOr(-Infinity, values[high]))) high = index
    }
  }
  return [...new Set([left, low, high, right - 1, ...odd])].sort((a, b) => a - b)
}

const finiteOr = (other: number, value = NaN) => (Number.isFinite(value) ? value : other)

const joined = (...rows: readonly Float32Array[]): Float32Array<ArrayBuffer> => {
  const all = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const row of rows) {
    all.set(row, at)
    at += row.length
  }
  return all
}

const strange = [NaN, Infinity, -Infinity, 0, -0, 1e-45, 3e38]

/** Values of a loss, now noisy, now smooth, now level, with what is strange in between. */
function losses(random: () => number, count: number): Float32Array {
  const rate = random() * 1e-3
  const noise = random() < 0.5 ? 0 : random()
  const oddness = random() < 0.5 ? 0 : random() ** 4
  return Float32Array.from({ length: count }, (_, index) =>
    random() < oddness
      ? (strange[Math.floor(random() * strange.length)] ?? NaN)
      : Math.exp(-index * rate) * (1 + noise * random()),
  )
}

const seriesOf = (budget?: number, start = 0) =>
  new Series({ plot: 'plot', from: 'mse.loss', label: 'loss' }, start, budget)

const pointsOf = ({ x, y }: Curve): Points =>
  Array.from(x, (iteration, index) => [iteration, y[index] ?? NaN])

const between = (random: () => number, low: number, high: number) =>
  Math.floor(low + random() * (high - low + 1))

describe('a series that keeps every value', () => {
  test.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    'shows what the judge shows, whatever is recorded and cut (%d)',
    (seed) => {
      const random = seeded(seed)
      const start = between(random, 0, 1) * 1000
      const series = seriesOf(Infinity, start)
      let all = new Float32Array(0)
      for (let turn = 0; turn < 12; turn += 1) {
        const more = losses(random, between(random, 0, random() < 0.3 ? 40_000 : 700))
        // Some of it is known already, as when a past iteration is repeated.
        const known = Math.min(all.length, between(random, 0, 50))
        const again = joined(all.subarray(all.length - known), more)
        if (random() < 0.2) for (const value of more) series.record(Float32Array.of(value))
        else series.recordAll(start + all.length - known, again)
        all = joined(all, more)
        if (random() < 0.3) {
          const at = between(random, -10, all.length + 10)
          series.cut(start + at)
          all = all.slice(0, Math.max(0, at))
        }
        expect(series.count).toBe(all.length)
        for (const columns of [1, between(random, 2, 60), 320])
          expect(pointsOf(series.curve(columns))).toEqual(thinned(all, start, columns))
      }
      expect(series.values).toEqual(all)
      for (const at of [0, 1, all.length - 1])
        expect(series.valueAt(start + at)).toEqual(at < all.length && at >= 0 ? all[at] : null)
      expect(series.valueAt(start - 1)).toBeNull()
      expect(series.valueAt(start + all.length)).toBeNull()
    },
  )

  test('a row that begins after what is known is not recorded, nor one that is known', () => {
    const series = seriesOf()
    series.recordAll(0, Float32Array.of(1, 2, 3))
    series.recordAll(1, Float32Array.of(7, 7))
    series.recordAll(4, Float32Array.of(7, 7))
    expect([...series.values]).toEqual([1, 2, 3])
  })

  test('from its start again it has the memory that it had', () => {
    const series = seriesOf()
    series.recordAll(0, new Float32Array(200_000))
    const { bytes } = series
    series.cut(0)
    expect([series.count, series.bytes]).toEqual([0, bytes])
    series.recordAll(0, Float32Array.of(1, 2, 3))
    expect([...series.values]).toEqual([1, 2, 3])
  })

  test('under another label it goes on with the same values', () => {
    const series = seriesOf()
    const other = series.relabelled('other')
    series.recordAll(0, Float32Array.of(1, 2))
    other.recordAll(0, Float32Array.of(1, 2, 3))
    expect([series.count, other.count, other.curve(10).label]).toEqual([3, 3, 'other'])
  })

  test('a curve of 10,000,000 values does not look at them all again', () => {
    const count = 10_000_000
    const values = losses(seeded(3), 1_000_000)
    const series = seriesOf()
    const all = new Float32Array(count)
    for (let at = 0; at < count; at += values.length) {
      series.recordAll(at, values)
      all.set(values, at)
    }
    const first = pointsOf(series.curve(320))
    expect(first).toEqual(thinned(all, 0, 320))
    const scans = Array.from({ length: 9 }, () => timeOf(() => thinned(all, 0, 320)))
    const curves = Array.from({ length: 1000 }, () => timeOf(() => series.curve(320)))
    expect(median(curves)).toBeLessThan(median(scans) / 20)
  })
})

function timeOf(action: () => void): number {
  const start = performance.now()
  action()
  return performance.now() - start
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? Infinity

/** Iterations of a cell, at most, after so many of them within a budget. */
const cellOf = (count: number, budget: number) => Math.max(8, 64 * (count / budget))

/** Points that are not the value of an iteration within one cell, not in order, or beyond the end. */
function wrong(curve: Curve, all: Float32Array, start: number, cell: number): Points {
  let before = -1
  return pointsOf(curve).filter(([x, y]) => {
    const isInOrder = x > before && x < start + all.length
    before = x
    const near = all.subarray(Math.max(0, x - start - cell), x - start + cell + 1)
    return !isInOrder || !near.some((value) => Object.is(value, y))
  })
}

/** The lowest and the highest finite value, and whether there is one that is not. */
function extent(values: Float32Array): { low: number; high: number; isOdd: boolean } {
  const found = { low: Infinity, high: -Infinity, isOdd: false }
  for (const value of values) {
    if (!Number.isFinite(value)) found.isOdd = true
    // Adding zero makes one zero of the two.
    else Object.assign(found, { low: Math.min(found.low, value) + 0, high: Math.max(found.high, value) + 0 })
  }
  return found
}

describe('a series within a budget', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    'shows true points near their place, the lowest, the highest and what is odd (%d)',
    (seed) => {
      const random = seeded(seed)
      const budget = between(random, 300, 20_000)
      const start = between(random, 0, 1) * 1000
      const series = seriesOf(budget, start)
      let all = new Float32Array(0)
      for (let turn = 0; turn < 8; turn += 1) {
        const more = losses(random, between(random, 0, 6000))
        const known = Math.min(all.length, between(random, 0, 50))
        const again = joined(all.subarray(all.length - known), more)
        if (random() < 0.2) for (const value of more) series.record(Float32Array.of(value))
        else series.recordAll(start + all.length - known, again)
        all = joined(all, more)
        expect(series.count).toBe(all.length)
        expect(series.bytes).toBeLessThanOrEqual(budget)
        for (const columns of [1, 60, 320]) {
          const curve = series.curve(columns)
          expect(curve.count).toBe(start + all.length)
          expect(curve.x.length).toBeLessThanOrEqual(6 * columns)
          expect(wrong(curve, all, start, cellOf(all.length, budget))).toEqual([])
          expect(extent(curve.y)).toEqual(extent(all))
        }
      }
    },
  )

  test('200,000,000 values stay within 1 MB, with every spike', () => {
    const budget = 1e6
    const series = seriesOf(budget)
    const row = Float32Array.from({ length: 1_000_000 }, (_, index) => 1 + (index % 7) / 10)
    const spikes: Points = [
      [3_000_017, 50],
      [77_777_777, -20],
      [123_456_789, 90],
      [150_000_000, NaN],
      [199_999_998, 70],
    ]
    for (let at = 0; at < 200_000_000; at += row.length) {
      const here = spikes.filter(([iteration]) => iteration >= at && iteration < at + row.length)
      for (const [iteration, value] of here) row[iteration - at] = value
      series.recordAll(at, row)
      for (const [iteration] of here) row[iteration - at] = 1
      expect(series.bytes).toBeLessThanOrEqual(budget)
    }
    expect(series.count).toBe(200_000_000)
    const points = pointsOf(series.curve(320))
    for (const [iteration, value] of spikes) {
      const near = points.filter(([x]) => Math.abs(x - iteration) <= cellOf(series.count, budget))
      expect(near.map(([, y]) => y)).toContainEqual(value)
    }
    expect(series.valueAt(3_000_017)).toBeNull()
    expect(() => series.values).toThrow('mse.loss')
  })

  test('what comes after a cut is kept in full again, and only one cell before it is lost', () => {
    const budget = 20_000
    const series = seriesOf(budget)
    const all = losses(seeded(5), 1_000_000)
    series.recordAll(0, all)
    series.cut(400_001)
    expect(series.count).toBe(400_001)
    const more = losses(seeded(6), 1000)
    series.recordAll(400_001, more)
    expect(series.count).toBe(401_001)
    const points = pointsOf(series.curve(1e6))
    const after = points.filter(([x]) => x >= 400_001)
    expect(after).toEqual(Array.from(more, (value, index) => [400_001 + index, value]))
    const before = points.filter(([x]) => x < 400_001)
    const cell = cellOf(1_000_000, budget)
    expect(before.at(-1)?.[0]).toBeGreaterThan(400_001 - 2 * cell)
    const now = joined(all.subarray(0, 400_001), more)
    expect(wrong(series.curve(320), now, 0, 2 * cell)).toEqual([])
    expect(series.valueAt(400_001)).toBe(more[0])
    expect(series.valueAt(399_999)).toBeNull()
  })

  test('cut at its start it keeps every value again', () => {
    const series = seriesOf(1000, 10)
    series.recordAll(10, losses(seeded(7), 100_000))
    series.cut(3)
    expect(series.count).toBe(0)
    const more = losses(seeded(8), 100)
    series.recordAll(10, more)
    expect(series.values).toEqual(more)
  })

  test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
    'cut again and again, it goes on without a gap and within its budget (%d)',
    (seed) => {
      const random = seeded(seed)
      let budget = between(random, 2000, 20_000)
      const series = seriesOf(budget)
      let all = new Float32Array(0)
      let longest = 0
      for (let turn = 0; turn < 25; turn += 1) {
        const more = losses(random, between(random, 0, 20_000))
        series.recordAll(all.length, more)
        all = joined(all, more)
        longest = Math.max(longest, all.length)
        const at = between(random, 0, all.length)
        if (random() < 0.7) {
          series.cut(at)
          all = all.slice(0, at)
        }
        if (random() < 0.1) series.allow((budget *= 0.9))
        expect(series.count).toBe(all.length)
        expect(series.bytes).toBeLessThanOrEqual(budget)
        expect(wrong(series.curve(100), all, 0, 8 * cellOf(longest, budget))).toEqual([])
      }
    },
  )
})
