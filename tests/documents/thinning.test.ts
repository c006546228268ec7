// Which versions stay: fresh ones minute by minute, old ones day by day, and never more than there is room for.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { thinned } from '../../src/documents/thinning.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const now = Date.UTC(2026, 0, 15, 12, 30)
const ages = fc.array(fc.integer({ min: 0, max: 40 * day }), { maxLength: 200 })

test('the newest of all always stays, and nothing is made up', () => {
  fc.assert(
    fc.property(ages, fc.integer({ min: 1, max: 30_000_000 }), (all, length) => {
      const times = all.map((age) => now - age)
      const stay = thinned(times, now, length)
      for (const time of stay) expect(times).toContain(time)
      if (times.length > 0) expect(stay.has(Math.max(...times))).toBe(true)
      expect(stay.size * length).toBeLessThanOrEqual(Math.max(16e6, length))
    }),
  )
})

test('within each span of its age there is one, the last, where there was any', () => {
  fc.assert(
    fc.property(ages, (all) => {
      const times = all.map((age) => now - age)
      const stay = thinned(times, now, 1)
      const span = (time: number) => {
        const age = now - time
        const apart = age < hour ? minute : age < day ? hour : day
        return `${apart} ${Math.floor(time / apart)}`
      }
      const last = new Map<string, number>()
      for (const time of times) last.set(span(time), Math.max(time, last.get(span(time)) ?? 0))
      expect([...stay].toSorted()).toEqual([...last.values()].toSorted())
    }),
  )
})

test('thinning what was thinned takes nothing more', () => {
  fc.assert(
    fc.property(ages, (all) => {
      const once = thinned(
        all.map((age) => now - age),
        now,
        1,
      )
      expect(thinned([...once], now, 1)).toEqual(once)
    }),
  )
})

test('a day of work leaves an hour of minutes and a day of hours', () => {
  const times = Array.from({ length: 24 * 60 }, (_, index) => now - index * minute)
  const { size } = thinned(times, now, 1000)
  expect(size).toBeGreaterThan(80)
  expect(size).toBeLessThan(90)
})
