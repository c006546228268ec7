// Moments in words, as the list of kept documents shows them.
import { expect, test } from 'vitest'
import { whenText } from '../../src/app/when.ts'

const at = (text: string): number => new Date(text).getTime()
const now = at('2026-03-02T14:30:00')

test.each([
  ['2026-03-02T14:29:59', 'today 14:29'],
  ['2026-03-02T00:00:00', 'today 00:00'],
  ['2026-03-02T15:00:00', 'today 15:00'],
  ['2026-03-01T23:59:59', 'yesterday 23:59'],
  ['2026-03-01T00:00:00', 'yesterday 00:00'],
  ['2026-02-28T23:59:59', '28 February'],
  ['2026-01-01T00:00:00', '1 January'],
  ['2025-12-31T23:59:59', '31 December 2025'],
])('%s is %s', (time, words) => {
  expect(whenText(at(time), now)).toBe(words)
})

test('what was yesterday at the turn of the year has no year', () => {
  expect(whenText(at('2025-12-31T08:05:00'), at('2026-01-01T00:10:00'))).toBe('yesterday 08:05')
})
