// Numbers as text: shortest, with fixed digits, with fixed decimals.
import { describe, expect, it } from 'vitest'
import { fixed, shortest, significant } from '../../src/numeric/text.ts'
import { fromBits, seeded, stored } from './reference.ts'

const f = Math.fround
const digitsOf = (text: string): number =>
  text
    .replace(/e.*/, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length
const { shortest: numpy } = stored('kernels') as {
  readonly shortest: { readonly values: readonly (readonly [exponent: number, text: string])[] }
}

describe('shortest', () => {
  it.each([
    [f(0.1), '0.1'],
    [f(1.9984e-15), '1.9984e-15'],
    [0, '0'],
    [-0, '-0'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [1, '1'],
    [16777216, '16777216'],
    [f(1e-45), '1e-45'],
    [f(3.4028234663852886e38), '3.4028235e+38'],
    [f(1 / 3), '0.33333334'],
    [1 / 3, '0.3333333333333333'],
  ])('%d is %s', (x, expected) => {
    expect(shortest(x)).toBe(expected)
  })

  it('reads back as the same float32', () => {
    const random = seeded(1)
    for (let i = 0; i < 50_000; i++) {
      const x = fromBits((random() * 4294967296) | 0)
      expect(Object.is(f(Number(shortest(x))), x), shortest(x)).toBe(true)
    }
  })

  it('is shortest at powers of two as well, where the float32 below is nearer than the one above', () => {
    expect(shortest(2 ** -96)).toBe('1.2621775e-29')
    expect(shortest(-(2 ** -96))).toBe('-1.2621775e-29')
    // NumPy rounds a true tie to the even digit and JavaScript upwards, so only the lengths are compared.
    for (const [exponent, text] of numpy.values) {
      expect(digitsOf(shortest(2 ** exponent)), text).toBe(digitsOf(String(Number(text))))
    }
  })
})

describe('significant', () => {
  it.each([
    [1.6650421619415283, 5, '1.6650'],
    [1.9984014443252818e-15, 5, '1.9984e-15'],
    [0.8493424654006958, 4, '0.8493'],
    [-12.5, 5, '-12.500'],
    [99999.6, 5, '1.0000e+05'],
    [12345, 5, '12345'],
    [0.0001, 5, '0.00010000'],
    [0.00001, 5, '1.0000e-05'],
    [0, 5, '0.0000'],
    [-0, 5, '-0.0000'],
    [2, 1, '2'],
    [NaN, 5, 'NaN'],
    [-Infinity, 5, '-Infinity'],
  ])('%d to %d digits is %s', (x, digits, expected) => {
    expect(significant(x, digits)).toBe(expected)
  })
})

describe('fixed', () => {
  it.each([
    [-0.001, 2, '-0.00'],
    [-0, 4, '-0.0000'],
    [0, 2, '0.00'],
    [1.355, 0, '1'],
    [-0.28, 2, '-0.28'],
    [NaN, 2, 'NaN'],
    [Infinity, 2, 'Infinity'],
  ])('%d to %d decimals is %s', (x, decimals, expected) => {
    expect(fixed(x, decimals)).toBe(expected)
  })
})
