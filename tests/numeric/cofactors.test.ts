// Cofactors of matrices of every rank, judged by integers without rounding.
import { describe, expect, it } from 'vitest'
import { cofactors } from '../../src/numeric/cofactors.ts'
import { inverse, determinant } from '../../src/numeric/lu.ts'
import { type Matrix, matrix } from '../../src/numeric/matrix.ts'
import { of, seeded, written } from './reference.ts'

type Whole = readonly (readonly bigint[])[]

const without = (a: Whole, row: number, col: number): Whole =>
  a.filter((_, i) => i !== row).map((each) => each.filter((_, j) => j !== col))
const sign = (i: number, j: number): bigint => ((i + j) % 2 === 0 ? 1n : -1n)

/** By the definition: along the first row. */
const determinantOf = (a: Whole): bigint =>
  a.length === 0
    ? 1n
    : (a[0] ?? []).reduce((sum, x, j) => sum + sign(0, j) * x * determinantOf(without(a, 0, j)), 0n)
const exact = (a: Whole): number[] =>
  a.flatMap((row, i) => row.map((_, j) => Number(sign(i, j) * determinantOf(without(a, i, j)))))

const product = (a: Whole, b: Whole, n: number): Whole =>
  a.map((row) =>
    Array.from({ length: n }, (_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] ?? 0n), 0n)),
  )

const cofactorsOf = (a: Matrix): Matrix => {
  const out = { ...a, data: a.data.slice().fill(NaN) }
  cofactors(out, a)
  return out
}

describe('are those of the definition', () => {
  const ranks = [1, 2, 3, 4, 5].flatMap((n) => Array.from({ length: n + 1 }, (_, rank) => ({ n, rank })))

  it.each(ranks)('for $n×$n matrices of rank at most $rank', ({ n, rank }) => {
    const random = seeded(10 * n + rank)
    const whole = (rows: number, cols: number): Whole =>
      Array.from({ length: rows }, () =>
        Array.from({ length: cols }, () => BigInt(Math.floor(random() * 9) - 4)),
      )
    for (let i = 0; i < 100; i++) {
      const a = product(whole(n, rank), whole(rank, n), n)
      const wanted = exact(a)
      const numbers = a.flat().map(Number)
      const largest = Math.max(...wanted.map(Math.abs))
      const single = cofactorsOf(of(n, n, numbers))
      const double = cofactorsOf({ rows: n, cols: n, data: Float64Array.from(numbers) })
      if (largest === 0) {
        expect(written(single.data)).toEqual(wanted.map(() => '0'))
        continue
      }
      for (const [k, x] of wanted.entries()) {
        expect(Math.abs((single.data[k] ?? NaN) - x)).toBeLessThanOrEqual(2 ** -23 * largest)
        expect(Math.abs((double.data[k] ?? NaN) - x)).toBeLessThanOrEqual(1e-12 * largest)
      }
    }
  })
})

it('of the zero matrix are 0, of one number 1, and of what is not finite no numbers', () => {
  expect([...cofactorsOf(of(3, 3, Array<number>(9).fill(0))).data]).toEqual(Array(9).fill(0))
  expect([...cofactorsOf(of(1, 1, [0])).data]).toEqual([1])
  expect([...cofactorsOf(of(2, 2, [1, Infinity, 2, 3])).data]).toEqual([NaN, NaN, NaN, NaN])
})

it('keep small numbers beside large ones, where nothing cancels', () => {
  const [tiny, huge] = [2 ** -60, 2 ** 30]
  const { data } = cofactorsOf(of(3, 3, [huge, 0, 0, 0, tiny, 0, 0, 0, tiny]))
  expect([...data]).toEqual([tiny * tiny, 0, 0, 0, huge * tiny, 0, 0, 0, huge * tiny])
})

it('of matrices with an inverse are det A · A⁻ᵀ, to the last digits', () => {
  const random = seeded(7)
  for (let n = 1; n <= 12; n++) {
    const a = of(
      n,
      n,
      Array.from({ length: n * n }, (_, k) => random() * 2 - 1 + (k % (n + 1) === 0 ? n : 0)),
    )
    const [det, inv] = [matrix(1, 1), matrix(n, n)]
    determinant(det, a, matrix(n, n))
    expect(inverse(inv, a, matrix(n, n))).toBe(true)
    const { data } = cofactorsOf(a)
    const largest = Math.max(...data.map(Math.abs))
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const other = (det.data[0] ?? NaN) * (inv.data[j * n + i] ?? NaN)
        expect(Math.abs((data[i * n + j] ?? NaN) - other)).toBeLessThanOrEqual(2e-6 * largest)
      }
  }
})
