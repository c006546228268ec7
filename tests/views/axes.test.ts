// Axes: nice numbers ahead, whole decades, ticks that can be read.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  along,
  extentOf,
  iterationAxis,
  niceAhead,
  powerOfTen,
  showIteration,
  valueAxis,
} from '../../src/views/axes.ts'

const curve = (...y: number[]) => ({
  from: 'mse.loss',
  label: 'loss',
  count: y.length,
  x: Float64Array.from(y, (_, i) => i),
  y: Float32Array.from(y),
})

describe('iterations', () => {
  it('end at a nice number ahead, never more than half as far again', () => {
    expect([0, 10, 11, 101, 1600, 9999, 10000, 10001].map(niceAhead)).toEqual([
      10, 10, 15, 150, 2000, 10000, 10000, 15000,
    ])
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e9 }), (x) => niceAhead(x) >= x && niceAhead(x) <= 1.5 * x + 1),
    )
  })

  it('have ticks at whole numbers only', () => {
    for (const last of [0, 3, 12, 9999])
      for (const { value } of iterationAxis(last, 800).ticks) expect(Number.isInteger(value)).toBe(true)
  })

  it('are written so that thousands can be told', () => {
    expect([0, 2000, 9999, 10_000, 1_500_000].map(showIteration)).toEqual([
      '0',
      '2000',
      '9999',
      '10 000',
      '1.5M',
    ])
  })
})

describe('a log axis', () => {
  it('covers whole decades around what can be shown', () => {
    const extent = extentOf([curve(1.665, 0, -1, NaN, Infinity, 2e-15)], true)
    const axis = valueAxis(extent, true, 200)
    expect([axis.from, axis.to]).toEqual([-15, 1])
    expect(along(axis, 10)).toBe(1)
  })

  it('does not move while a value stays in its decade', () => {
    const from = (low: number) => valueAxis([low, 1.6], true, 200).from
    expect([from(1.01e-7), from(5e-7), from(9.9e-7)]).toEqual([-7, -7, -7])
  })

  it('is at least a decade high, also for a single power of ten', () => {
    for (const x of [1, 0.1, 1e-15, 3]) {
      const { from, to } = valueAxis([x, x], true, 200)
      expect(to - from).toBe(1)
      expect(10 ** from).toBeLessThanOrEqual(x * 1.0001)
    }
  })

  it('numbers decades no closer than they can be read, whatever their span', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -45, max: 38 }),
        fc.integer({ min: 1, max: 83 }),
        fc.integer({ min: 60, max: 600 }),
        (low, span, height) => {
          const axis = valueAxis([10 ** low, 10 ** Math.min(low + span, 38)], true, height)
          const places = axis.ticks.map(({ value }) => along(axis, value) * height)
          expect(places.every((place, i) => i === 0 || place - (places[i - 1] ?? 0) >= 11)).toBe(true)
        },
      ),
    )
  })

  it('writes powers of ten with superscripts', () => {
    expect([-15, 0, 3, 10].map(powerOfTen)).toEqual(['10⁻¹⁵', '10⁰', '10³', '10¹⁰'])
  })
})

describe('a linear axis', () => {
  it('starts at zero for what is positive and ends at nice numbers', () => {
    expect(valueAxis([0.2, 1.665], false, 200)).toMatchObject({ log: false, from: 0, to: 1.8 })
    expect(valueAxis([-3, 2], false, 200).from).toBeLessThanOrEqual(-3)
    expect(valueAxis([0, 0], false, 200).to).toBeGreaterThan(0)
  })
})

it('without a value there is no extent but an axis', () => {
  expect(extentOf([curve(NaN, 0)], true)).toBeNull()
  expect(extentOf([], false)).toBeNull()
  expect(valueAxis(null, true, 200)).toMatchObject({ log: true, from: -2 })
})
