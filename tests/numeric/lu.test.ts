// Inverse and determinant against LAPACK and PyTorch, and against their own definition.
import { describe, expect, it } from 'vitest'
import { determinant, inverse } from '../../src/numeric/lu.ts'
import { matmul } from '../../src/numeric/matmul.ts'
import { type Matrix, matrix } from '../../src/numeric/matrix.ts'
import { of, seeded, stored, written } from './reference.ts'

interface Answers {
  readonly linear: {
    readonly values: readonly {
      readonly n: number
      readonly a: readonly number[]
      readonly inv: readonly number[]
      readonly det: number
    }[]
  }
}
const { linear } = stored('kernels') as Answers

const inverseOf = (a: Matrix): Matrix | null => {
  const [out, scratch] = [matrix(a.rows, a.rows), matrix(a.rows, a.rows)]
  return inverse(out, a, scratch) ? out : null
}
const determinantOf = (a: Matrix): number => {
  const out = matrix(1, 1)
  determinant(out, a, matrix(a.rows, a.rows))
  return out.data[0]!
}

describe('agrees to the bit', () => {
  it.each(linear.values)('with LAPACK and PyTorch on $n×$n random numbers', ({ n, a, inv, det }) => {
    expect(Array.from(inverseOf(of(n, n, a))!.data)).toEqual(inv)
    expect(determinantOf(of(n, n, a))).toBe(det)
  })

  it('with the notebook on the signs of zero of a diagonal matrix', () => {
    const out = inverseOf(of(4, 4, [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4]))!
    const third = String(Math.fround(1 / 3))
    expect(written(out.data)).toEqual([
      '1',
      '0',
      '0',
      '-0',
      '0',
      '0.5',
      '0',
      '-0',
      '0',
      '0',
      third,
      '-0',
      '0',
      '0',
      '0',
      '0.25',
    ])
  })
})

it('a·a⁻¹ is the identity within what the size of the inverse allows', () => {
  const random = seeded(5)
  for (const n of [1, 2, 3, 5, 8, 13, 30]) {
    const a = matrix(n, n)
    a.data.forEach((_, i) => (a.data[i] = 2 * random() - 1))
    const [out, product] = [inverseOf(a)!, matrix(n, n)]
    matmul(product, a, out, 'separate')
    const error = Array.from(product.data).reduce(
      (most, x, i) => Math.max(most, Math.abs(x - (i % (n + 1) === 0 ? 1 : 0))),
      0,
    )
    const largest = Array.from(out.data).reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    expect(error).toBeLessThan(n * Math.max(1, largest) * 2 ** -22)
  }
})

it('in float64 a·a⁻¹ is the identity to 1e-12, and out may be a itself', () => {
  const random = seeded(6)
  const a = matrix(6, 6, 'double')
  a.data.forEach((_, i) => (a.data[i] = 2 * random() - 1))
  const out = { ...a, data: a.data.slice() }
  const product = matrix(6, 6, 'double')
  expect(inverse(out, out, matrix(6, 6, 'double'))).toBe(true)
  matmul(product, a, out, 'double')
  product.data.forEach((x, i) => expect(Math.abs(x - (i % 7 === 0 ? 1 : 0))).toBeLessThan(1e-12))
})

it('exchanges rows where a pivot would be zero', () => {
  expect(Array.from(inverseOf(of(2, 2, [0, 2, 4, 0]))!.data)).toEqual([-0, 0.25, 0.5, 0])
  expect(determinantOf(of(2, 2, [0, 2, 4, 0]))).toBe(-8)
})

it('a singular matrix has no inverse and the determinant 0', () => {
  expect(inverseOf(of(2, 2, [1, 2, 2, 4]))).toBe(null)
  expect(determinantOf(of(2, 2, [1, 2, 2, 4]))).toBe(0)
  expect(inverseOf(matrix(3, 3))).toBe(null)
})

it('a matrix of subnormal numbers is divided, not multiplied by an infinite reciprocal', () => {
  const tiny = 2 ** -140
  expect(determinantOf(of(2, 2, [tiny, 0, tiny, 1]))).toBe(tiny)
})
