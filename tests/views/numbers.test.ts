// How numbers are shown, and what may be typed into a field.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  plain,
  readNumber,
  readRows,
  showFixed,
  showSignificant,
  writeRows,
} from '../../src/views/numbers.ts'

const value = (text: string, ...rest: [Parameters<typeof readNumber>[1]?, boolean?]) => {
  const reading = readNumber(text, ...rest)
  return reading.ok ? reading.value : reading.reason
}

describe('readNumber', () => {
  it.each([
    ['0.1', 0.1],
    [' 1e-3 ', 0.001],
    ['.5', 0.5],
    ['5.', 5],
    ['+2', 2],
    ['−2', -2],
    ['-0', -0],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['-inf', -Infinity],
    ['∞', Infinity],
    ['1E5', 100000],
  ])('reads %j', (text, expected) => expect(value(text)).toBe(expected))

  it.each([
    ['', 'Needs a number'],
    ['0,5', 'Decimals follow a point: 0.5'],
    ['1e', 'Not a number'],
    ['0x10', 'Not a number'],
    ['--1', 'Not a number'],
    ['1 2', 'Not a number'],
  ])('says why %j is none', (text, reason) => expect(value(text)).toBe(reason))

  it('holds numbers against their limits, but not NaN', () => {
    expect(value('-1', { min: 0 })).toBe('At least 0')
    expect(value('9', { max: 8 })).toBe('At most 8')
    expect(value('NaN', { min: 0, max: 1 })).toBe(NaN)
  })

  it('wants whole numbers where they are asked for', () => {
    expect(value('1.5', {}, true)).toBe('Needs a whole number')
    expect(value('1e3', {}, true)).toBe(1000)
    expect(value('Infinity', {}, true)).toBe('Needs a whole number')
  })

  it('reads back every number that it writes', () => {
    fc.assert(fc.property(fc.double(), (x) => Object.is(value(plain(x)), x)))
  })
})

describe('readRows', () => {
  it.each(['1,2\n3,4', '1\t2\r\n3\t4\r\n', '[[1, 2], [3, 4]]', '[[1. 2.]\n [3. 4.]]', '1 2; 3 4'])(
    'reads a table from %j',
    (text) =>
      expect(readRows(text)).toEqual({
        ok: true,
        rows: [
          [1, 2],
          [3, 4],
        ],
      }),
  )

  it('names the cell that is no number and the row that is too short', () => {
    expect(readRows('1 2\n3 x')).toEqual({ ok: false, reason: 'Row 2, column 2: “x” is not a number' })
    expect(readRows('1 2\n3')).toEqual({ ok: false, reason: 'Row 2 has 1 numbers, row 1 has 2' })
    expect(readRows('  ')).toEqual({ ok: false, reason: 'Needs at least one number' })
  })

  it('reads back what it writes', () => {
    const rows = fc
      .integer({ min: 1, max: 5 })
      .chain((cols) =>
        fc.array(fc.array(fc.double(), { minLength: cols, maxLength: cols }), { minLength: 1, maxLength: 5 }),
      )
    fc.assert(
      fc.property(rows, (each) => {
        expect(readRows(writeRows(each))).toEqual({ ok: true, rows: each })
      }),
    )
  })
})

describe('showing numbers', () => {
  it('keeps the sign of zero and the number of digits', () => {
    expect([-0.0001, -0, 0, -0.3047].map((x) => showFixed(x, 2))).toEqual(['−0.00', '−0.00', '0.00', '−0.30'])
    expect(showSignificant(1.9984e-15, 2)).toBe('2.0e-15')
    expect(showSignificant(-0.5, 3)).toBe('−0.500')
  })

  it('writes what is not finite in signs and what is huge with an exponent', () => {
    expect([NaN, Infinity, -Infinity].map((x) => showFixed(x, 2))).toEqual(['NaN', '∞', '−∞'])
    expect(showFixed(-3.4e38, 2)).toBe('−3.40e+38')
  })
})
