// Sums in PyTorch's order, and the reductions built on them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Matrix, matrix } from '../../src/numeric/matrix.ts'
import { uniform } from '../../src/numeric/random.ts'
import * as reduce from '../../src/numeric/reduce.ts'
import { of, row, seeded, stored } from './reference.ts'

interface Answers {
  readonly sums: { readonly values: readonly (readonly [count: number, sum: number, mean: number])[] }
}
const torch = stored('kernels') as Answers

/** torch.rand(count) − 0.5 with the seed `count`. */
const draws = (count: number): Matrix => {
  const out = matrix(1, count)
  uniform(out, count, 0, 0, 1)
  for (let i = 0; i < count; i++) out.data[i] = out.data[i]! - 0.5
  return out
}

const scalar = (kernel: (out: Matrix) => void): number => {
  const out = matrix(1, 1)
  kernel(out)
  return out.data[0]!
}

describe('sums and means', () => {
  it('agree with PyTorch to the bit, from 1 number to a million', () => {
    for (const [count, sum, mean] of torch.sums.values) {
      const x = draws(count)
      expect(
        scalar((out) => reduce.sum(out, x, 'all')),
        `sum of ${count}`,
      ).toBe(sum)
      expect(
        scalar((out) => reduce.mean(out, x, 'all')),
        `mean of ${count}`,
      ).toBe(mean)
    }
  })

  it('take numbers that lie apart in the same order', () => {
    for (const count of [1, 7, 8, 33, 1000]) {
      const x = draws(count)
      const spread = new Float32Array(3 * count + 2)
      x.data.forEach((value, i) => (spread[2 + 3 * i] = value))
      expect(reduce.cascadeSum(spread, 2, 3, count)).toBe(reduce.cascadeSum(x.data, 0, 1, count))
    }
  })

  it('of nothing are 0 and NaN', () => {
    expect(scalar((out) => reduce.sum(out, matrix(1, 0), 'all'))).toBe(0)
    expect(scalar((out) => reduce.mean(out, matrix(1, 0), 'all'))).toBe(NaN)
  })

  it('in float64 are not rounded to float32', () => {
    const x = { rows: 1, cols: 3, data: Float64Array.of(0.1, 0.2, 0.3) }
    expect(reduce.cascadeSum(x.data, 0, 1, 3)).toBe(0.1 + 0.2 + 0.3)
  })

  it('pass NaN and infinities on', () => {
    expect(reduce.cascadeSum(Float32Array.of(1, Infinity, -Infinity), 0, 1, 3)).toBe(NaN)
    expect(reduce.cascadeSum(Float32Array.of(3e38, 3e38), 0, 1, 2)).toBe(Infinity)
  })
})

const a = of(2, 3, [1, 2, 3, 4, 5, 6])
const result = (rows: number, cols: number, kernel: (out: Matrix) => void): number[] => {
  const out = matrix(rows, cols)
  kernel(out)
  return Array.from(out.data)
}

it('over rows gives one row of column sums, over columns one column of row sums', () => {
  expect(result(1, 3, (out) => reduce.sum(out, a, 'rows'))).toEqual([5, 7, 9])
  expect(result(2, 1, (out) => reduce.sum(out, a, 'columns'))).toEqual([6, 15])
  expect(result(1, 3, (out) => reduce.mean(out, a, 'rows'))).toEqual([2.5, 3.5, 4.5])
  expect(result(2, 1, (out) => reduce.mean(out, a, 'columns'))).toEqual([2, 5])
})

it('sumTo sums back what broadcastTo repeats: ⟨broadcast x, y⟩ = ⟨x, sumTo y⟩', () => {
  const side = fc.integer({ min: 1, max: 6 })
  fc.assert(
    fc.property(side, side, fc.nat(3), fc.nat(), (rows, cols, kind, seed) => {
      const random = seeded(seed)
      const whole = () => Math.floor(20 * random()) - 10
      const x = matrix(kind & 1 ? 1 : rows, kind & 2 ? 1 : cols)
      const y = matrix(rows, cols)
      x.data.forEach((_, i) => (x.data[i] = whole()))
      y.data.forEach((_, i) => (y.data[i] = whole()))
      const [wide, narrow] = [matrix(rows, cols), matrix(x.rows, x.cols)]
      reduce.broadcastTo(wide, x)
      reduce.sumTo(narrow, y)
      const dot = (p: Matrix, q: Matrix) =>
        Array.from(p.data).reduce((sum, value, i) => sum + value * q.data[i]!, 0)
      expect(dot(wide, y)).toBe(dot(x, narrow))
    }),
    { seed: 314 },
  )
})

it('trace adds the diagonal, norm is the root of the sum of squares', () => {
  expect(scalar((out) => reduce.trace(out, of(3, 3, [1, 9, 9, 9, 2, 9, 9, 9, 3])))).toBe(6)
  expect(scalar((out) => reduce.norm(out, row([3, 4])))).toBe(5)
  expect(scalar((out) => reduce.norm(out, draws(100)))).toBeGreaterThan(2)
})

it('isFinite sees a single NaN or infinity', () => {
  expect(reduce.isFinite(Float32Array.of(1, -0, 3.4e38))).toBe(true)
  expect(reduce.isFinite(Float32Array.of(1, NaN, 2))).toBe(false)
  expect(reduce.isFinite(Float64Array.of(1, 2, -Infinity))).toBe(false)
})
