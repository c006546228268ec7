// The transcendental functions against float64 references: over all magnitudes, and at the edges.
import { describe, expect, it } from 'vitest'
import * as functions from '../../src/numeric/functions.ts'
import { fromBits, seeded, ulps } from './reference.ts'

/** Every 16,411th bit pattern: a quarter million float32 numbers of all signs, magnitudes and NaN. */
function* allOver(): Generator<number> {
  for (let pattern = 0; pattern < 0x100000000; pattern += 16411) yield fromBits(pattern | 0)
}

const unaries = {
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  sin: Math.sin,
  cos: Math.cos,
}
const names = Object.keys(unaries) as (keyof typeof unaries)[]
const bounded = (name: string): boolean => name === 'sin' || name === 'cos'

describe('as float32, at most one step from the rounded float64 reference', () => {
  it.each(names)('%s over all magnitudes', (name) => {
    let worst = 0
    for (const x of allOver()) {
      if (bounded(name) && Math.abs(x) > 1048576) continue
      worst = Math.max(worst, ulps(functions[name](x), unaries[name](x)))
    }
    expect(worst).toBeLessThanOrEqual(1)
  })

  it('exp where its results are subnormal or overflow', () => {
    let worst = 0
    for (let x = -104.5; x < -86; x += 1e-4) {
      worst = Math.max(worst, ulps(functions.exp(x), Math.exp(x)), ulps(functions.exp(-x), Math.exp(-x)))
    }
    expect(worst).toBeLessThanOrEqual(1)
  })

  it('pow over all magnitudes of base and result', () => {
    const random = seeded(7)
    let worst = 0
    for (let i = 0; i < 300_000; i++) {
      const x = Math.fround(2 ** (298 * random() - 149))
      const y = Math.fround((320 * random() - 160) / Math.log2(x))
      worst = Math.max(worst, ulps(functions.pow(x, y), x ** y))
    }
    expect(worst).toBeLessThanOrEqual(1)
  })
})

describe('as float64, within 1e-15', () => {
  const relative = (value: number, reference: number): number =>
    value === reference ? 0 : Math.abs(value - reference) / Math.abs(reference)
  const worstOf = (name: keyof typeof unaries, width: number): number => {
    const random = seeded(11)
    let worst = 0
    for (let i = 0; i < 200_000; i++) {
      const x = name === 'log' ? 2 ** (width * (random() - 0.5)) : width * (random() - 0.5)
      worst = Math.max(worst, relative(functions[name](x), unaries[name](x)))
    }
    return worst
  }
  it.each(names.flatMap((name) => [1e-3, 2, 40, 1000].map((width) => [name, width] as const)))(
    '%s on a range of width %d',
    (name, width) => {
      expect(worstOf(name, width)).toBeLessThan(1e-15)
    },
  )

  it('pow, even where the exponent magnifies errors of the logarithm', () => {
    const random = seeded(13)
    let worst = 0
    for (let i = 0; i < 200_000; i++) {
      const x = 1 + 1e-3 * (random() - 0.5)
      const y = 1e5 * (random() - 0.5)
      worst = Math.max(worst, relative(functions.pow(x, y), x ** y))
    }
    expect(worst).toBeLessThan(1e-15)
  })
})

describe('at the edges', () => {
  const { exp, log, tanh, sigmoid, sin, cos } = functions
  it.each([
    ['exp(-∞)', exp(-Infinity), 0],
    ['exp(∞)', exp(Infinity), Infinity],
    ['exp(-0)', exp(-0), 1],
    ['exp(-746)', exp(-746), 0],
    ['exp(NaN)', exp(NaN), NaN],
    ['log(0)', log(0), -Infinity],
    ['log(-0)', log(-0), -Infinity],
    ['log(1)', log(1), 0],
    ['log(-1)', log(-1), NaN],
    ['log(∞)', log(Infinity), Infinity],
    ['log(NaN)', log(NaN), NaN],
    ['log(5e-324)', log(5e-324), Math.log(5e-324)],
    ['tanh(-0)', tanh(-0), -0],
    ['tanh(∞)', tanh(Infinity), 1],
    ['tanh(-∞)', tanh(-Infinity), -1],
    ['tanh(NaN)', tanh(NaN), NaN],
    ['tanh(1e-45)', tanh(1e-45), 1e-45],
    ['sigmoid(-∞)', sigmoid(-Infinity), 0],
    ['sigmoid(∞)', sigmoid(Infinity), 1],
    ['sigmoid(NaN)', sigmoid(NaN), NaN],
    ['sin(-0)', sin(-0), -0],
    ['sin(∞)', sin(Infinity), NaN],
    ['cos(0)', cos(0), 1],
    ['cos(NaN)', cos(NaN), NaN],
    ['cos beyond its range', cos(2e6), NaN],
  ])('%s', (_, value, expected) => {
    expect(value).toBe(expected)
  })

  it('pow follows C: 1 to any power and anything to the power 0 is 1, also NaN', () => {
    const edges = [0, -0, 1, -1, 2, -2, 3, -3, 1.5, -1.5, 4, -5, Infinity, -Infinity, NaN, 1e300, 5e-324]
    for (const x of edges) {
      for (const y of edges) {
        const one = x === 1 || (x === -1 && Math.abs(y) === Infinity)
        const expected = one ? 1 : x ** y
        const value = functions.pow(x, y)
        const same = Object.is(value, expected) || Math.abs(value / expected - 1) < 1e-15
        expect(same, `${x} ** ${y} = ${value}, expected ${expected}`).toBe(true)
      }
    }
  })

  it('pow with the exponents of every day is a product or a root', () => {
    const x = Math.fround(1.1)
    expect(functions.pow(x, 2)).toBe(x * x)
    expect(functions.pow(x, 3)).toBe(x * x * x)
    expect(functions.pow(x, 0.5)).toBe(Math.sqrt(x))
    expect(functions.pow(x, -1)).toBe(1 / x)
    expect(functions.pow(-8, 1 / 3)).toBe(NaN)
  })
})
