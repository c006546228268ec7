// Products of matrices: the order of the terms, one rounding per fused term, the transpose.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fusedMultiplyAdd, matmul, transpose } from '../../src/numeric/matmul.ts'
import { type Arithmetic, type Matrix, matrix } from '../../src/numeric/matrix.ts'
import { fromBits, seeded } from './reference.ts'

/** x as a whole number of 2⁻¹⁴⁹, the smallest step of float32. */
const steps = (x: number): bigint => {
  const shifted = x * 2 ** 75
  return BigInt(Math.trunc(shifted)) * 2n ** 74n + BigInt((shifted % 1) * 2 ** 74)
}

const lengthOf = (n: bigint): number => {
  const hex = n.toString(16)
  return 4 * hex.length - Math.clz32(parseInt(hex[0] ?? '', 16)) + 28
}

/** The float32 nearest to the exact a·b + c, ties to even, from whole numbers of 2⁻²⁹⁸. */
const exact = (a: number, b: number, c: number): number => {
  const total = steps(a) * steps(b) + (steps(c) << 149n)
  if (total === 0n) return a * b + c
  const size = total < 0n ? -total : total
  const shift = Math.max(lengthOf(size) - 24, 149)
  const unit = 1n << BigInt(shift)
  let quotient = size / unit
  const twice = 2n * (size % unit)
  if (twice > unit || (twice === unit && quotient % 2n === 1n)) quotient++
  const value = Number(quotient) * 2 ** (shift - 298)
  return (total < 0n ? -1 : 1) * (value > 3.4028234663852886e38 ? Infinity : value)
}

const fused = (a: number, b: number, c: number): number | undefined => {
  const sums = Float32Array.of(c)
  fusedMultiplyAdd(sums, 0, Float32Array.of(a), 0, Float32Array.of(b), 0)
  return sums[0]
}

describe('the fused multiply-add rounds once', () => {
  const check = (a: number, b: number, c: number) => {
    const expected = exact(a, b, c)
    const value = fused(a, b, c)
    // Comparing first, since a hundred thousand expectations would take their time.
    if (!Object.is(value, expected)) expect.fail(`${a} * ${b} + ${c} = ${value}, expected ${expected}`)
  }

  it('where float64 makes a tie of what is none: just beside half-way, at every exponent', () => {
    let corrected = 0
    const above = 1 + 2 ** -23
    const below = 1 - 2 ** -23
    for (let exponent = -73; exponent <= 51; exponent += 2) {
      const unit = 2 ** exponent
      for (let k = 1; k < 32; k += 2) {
        for (const c of [
          (2 ** 24 + 2 * k) * unit * unit,
          (2 ** 23 + k) * 2 * unit * unit,
          k * 2 * unit * unit,
        ]) {
          if (Math.fround(c) !== c) continue
          for (const [a, b] of [
            [above, below],
            [above, above],
            [below, below],
            [1, 1],
          ] as const) {
            for (const sign of [1, -1]) {
              check(a * unit, sign * b * unit, c)
              check(a * unit, sign * b * unit, -c)
              if (exact(a * unit, sign * b * unit, c) !== Math.fround(a * unit * (sign * b * unit) + c))
                corrected++
            }
          }
        }
      }
    }
    expect(corrected).toBeGreaterThan(1000)
  })

  it('between the subnormal numbers', () => {
    for (let k = 0; k < 200; k++) {
      for (const [a, b] of [
        [1 + 2 ** -23, 1 - 2 ** -23],
        [1 + 2 ** -23, 1 + 2 ** -23],
        [1, 1],
      ] as const) {
        check(a * 2 ** -75, b * 2 ** -75, k * 2 ** -149)
        check(a * 2 ** -75, -b * 2 ** -75, k * 2 ** -149)
      }
    }
  })

  it('at the edge of overflow', () => {
    const largest = 3.4028234663852886e38
    for (const sign of [1, -1]) {
      check(sign * (1 + 2 ** -23) * 2 ** 51, (1 - 2 ** -23) * 2 ** 52, sign * largest)
      check(sign * (1 + 2 ** -23) * 2 ** 51, (1 + 2 ** -23) * 2 ** 52, sign * largest)
      check(sign * 2 ** 51, 2 ** 52, sign * largest)
      check(sign * largest, largest, -largest)
    }
  })

  it('on random bits', () => {
    const random = seeded(3)
    const any = () => fromBits((random() * 4294967296) | 0)
    for (let i = 0; i < 30_000; i++) {
      const [a, b, c] = [any(), any(), any()]
      if (Number.isFinite(a) && Number.isFinite(b) && Number.isFinite(c)) check(a, b, c)
    }
    const near = () => Math.fround((random() - 0.5) * 2 ** Math.floor(20 * random()))
    for (let i = 0; i < 30_000; i++) check(near(), near(), near())
  })

  it('passes NaN and infinities on', () => {
    expect(fused(Infinity, 0, 1)).toBe(NaN)
    expect(fused(Infinity, 1, -Infinity)).toBe(NaN)
    expect(fused(Infinity, -2, 1)).toBe(-Infinity)
    expect(fused(1, 1, NaN)).toBe(NaN)
  })
})

const filled = (rows: number, cols: number, arithmetic: Arithmetic, random: () => number): Matrix => {
  const out = matrix(rows, cols, arithmetic)
  for (let i = 0; i < out.data.length; i++) out.data[i] = 8 * random() - 4
  return out
}

const naive = (a: Matrix, b: Matrix, arithmetic: Arithmetic): number[] =>
  Array.from({ length: a.rows * b.cols }, (_, at) => {
    const [i, j] = [Math.floor(at / b.cols), at % b.cols]
    let acc = 0
    for (let k = 0; k < a.cols; k++) {
      const [x, y] = [a.data[i * a.cols + k]!, b.data[k * b.cols + j]!]
      if (arithmetic === 'separate') acc = Math.fround(acc + Math.fround(x * y))
      else if (arithmetic === 'fused') acc = exact(x, y, acc)
      else acc += x * y
    }
    return acc
  })

it.each(['separate', 'fused', 'double'] as const)(
  '%s products add their terms in order, on odd shapes',
  (kind) => {
    const side = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(side, side, side, fc.nat(), (n, m, p, seed) => {
        const random = seeded(seed)
        const [a, b, out] = [filled(n, m, kind, random), filled(m, p, kind, random), matrix(n, p, kind)]
        matmul(out, a, b, kind)
        expect(Array.from(out.data)).toEqual(naive(a, b, kind))
      }),
      {
        seed: 314,
        numRuns: 100,
        examples: [
          [4, 4, 4, 1],
          [8, 5, 12, 2],
        ],
      },
    )
  },
)

it('a sum of separate products starts from +0, the first fused term stands alone', () => {
  const [a, b, out] = [filled(1, 1, 'separate', () => 0.5), filled(1, 1, 'separate', () => 0), matrix(1, 1)]
  matmul(out, a, b, 'separate')
  expect(Object.is(out.data[0], -0)).toBe(false)
  b.data[0] = -1
  matmul(out, a, b, 'separate')
  expect(Object.is(out.data[0], 0)).toBe(true)
  matmul(out, a, b, 'fused')
  expect(Object.is(out.data[0], -0)).toBe(true)
})

it('transpose exchanges rows and columns', () => {
  const a = { rows: 2, cols: 3, data: Float32Array.of(1, 2, 3, 4, 5, 6) }
  const out = matrix(3, 2)
  transpose(out, a)
  expect(Array.from(out.data)).toEqual([1, 4, 2, 5, 3, 6])
})
