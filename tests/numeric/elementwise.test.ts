// Elementwise kernels against PyTorch's answers and against a naive reference on all shapes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as kernels from '../../src/numeric/elementwise.ts'
import { type Matrix, type Shape, broadcastShape, matrix } from '../../src/numeric/matrix.ts'
import { type Stored, row, stored, ulps, written } from './reference.ts'

interface Answers {
  readonly unary: Readonly<Record<string, readonly Stored[]>>
  readonly round: {
    readonly inputs: readonly Stored[]
    readonly decimals: Readonly<Record<string, readonly Stored[]>>
  }
  readonly power: {
    readonly inputs: readonly Stored[]
    readonly exponents: Readonly<Record<string, readonly Stored[]>>
  }
}
const torch = stored('kernels') as Answers
type Unary = (out: Matrix, a: Matrix) => void
type Binary = (out: Matrix, a: Matrix, b: Matrix) => void

const apply = (kernel: Unary, inputs: readonly Stored[] | undefined): Matrix => {
  const out = matrix(1, inputs?.length ?? 0)
  kernel(out, row(inputs ?? []))
  return out
}

describe('agrees with PyTorch to the bit, on NaN, infinities, signed zeros and subnormal numbers too', () => {
  const { relu, sign, sqrt, abs, negate, square } = kernels
  it.each(Object.entries({ relu, sign, sqrt, abs, neg: negate, square }))('%s', (name, kernel) => {
    expect(written(apply(kernel, torch.unary.inputs).data)).toEqual(written(torch.unary[name] ?? []))
  })

  it.each(Object.entries(torch.round.decimals))('round to %s decimals', (decimals, expected) => {
    const out = apply((o, a) => kernels.round(o, a, Number(decimals)), torch.round.inputs)
    expect(written(out.data)).toEqual(written(expected))
  })
})

describe('agrees with PyTorch within two steps of float32', () => {
  const { exp, log, tanh, sigmoid } = kernels
  const near = (out: Matrix, expected: readonly Stored[]) => {
    const apart = Array.from(out.data, (x, i) => ulps(x, Number(expected[i])))
    expect(Math.max(...apart), apart.join(' ')).toBeLessThanOrEqual(2)
  }
  it.each(Object.entries({ exp, log, tanh, sigmoid }))('%s', (name, kernel) => {
    near(apply(kernel, torch.unary.inputs), torch.unary[name] ?? [])
  })
  it.each(Object.entries(torch.power.exponents))('power %s', (exponent, expected) => {
    near(
      apply((o, a) => kernels.power(o, a, Number(exponent)), torch.power.inputs),
      expected,
    )
  })
})

const at = (a: Matrix, i: number, j: number): number =>
  a.data[(a.rows === 1 ? 0 : i) * a.cols + (a.cols === 1 ? 0 : j)]!

const binaries: readonly (readonly [string, Binary, (x: number, y: number) => number])[] = [
  ['add', kernels.add, (x, y) => x + y],
  ['subtract', kernels.subtract, (x, y) => x - y],
  ['multiply', kernels.multiply, (x, y) => x * y],
  ['divide', kernels.divide, (x, y) => x / y],
  ['greater', kernels.greater, (x, y) => (x > y ? 1 : 0)],
]

const numbers = fc.oneof(fc.float(), fc.constantFrom(0, -0, 1, Infinity, -Infinity, NaN, 1e-45))
const filled = (shape: Shape): fc.Arbitrary<Matrix> =>
  fc
    .array(numbers, { minLength: shape.rows * shape.cols, maxLength: shape.rows * shape.cols })
    .map((values) => ({ ...shape, data: Float32Array.from(values) }))
/** Two matrices that go together: each dimension is that of the result, or 1 in one of them. */
const pair = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.nat(3), fc.nat(3))
  .chain(([rows, cols, a, b]) =>
    fc.tuple(
      filled({ rows: a & 1 ? 1 : rows, cols: a & 2 ? 1 : cols }),
      filled({ rows: b & 1 ? 1 : rows, cols: b & 2 ? 1 : cols }),
    ),
  )

it.each(binaries)('%s broadcasts and rounds once, like the naive reference', (_, kernel, naive) => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const shape = broadcastShape(a, b)!
      const out = matrix(shape.rows, shape.cols)
      kernel(out, a, b)
      const double = matrix(shape.rows, shape.cols, 'double')
      kernel(double, a, b)
      for (let i = 0, k = 0; i < shape.rows; i++) {
        for (let j = 0; j < shape.cols; j++, k++) {
          expect(double.data[k]).toBe(naive(at(a, i, j), at(b, i, j)))
          expect(out.data[k]).toBe(Math.fround(naive(at(a, i, j), at(b, i, j))))
        }
      }
    }),
    { seed: 314, numRuns: 300 },
  )
})

it.each(binaries)('%s may write over an operand of its own shape', (_, kernel, naive) => {
  const a = row([1, 2, 3])
  kernel(a, a, row([5]))
  expect(Array.from(a.data)).toEqual([1, 2, 3].map((x) => Math.fround(naive(x, 5))))
})

it('scale rounds its factor to float32 first, but not for float64', () => {
  const out = matrix(1, 1)
  kernels.scale(out, row([3]), 0.1)
  expect(out.data[0]).toBe(Math.fround(3 * Math.fround(0.1)))
  const double = matrix(1, 1, 'double')
  kernels.scale(double, row([3]), 0.1)
  expect(double.data[0]).toBe(3 * 0.1)
})

it('fill and copy carry every number over', () => {
  const out = matrix(1, 3)
  kernels.fill(out, -0)
  expect(written(out.data)).toEqual(['-0', '-0', '-0'])
  kernels.copy(out, row(['NaN', '-0', 'Infinity']))
  expect(written(out.data)).toEqual(['NaN', '-0', 'Infinity'])
})

it('round in float64 is half to even as well', () => {
  const out = matrix(1, 5, 'double')
  kernels.round(out, row([0.5, 1.5, 2.5, -0.25, 4503599627370496]), 0)
  expect(written(out.data)).toEqual(['0', '2', '2', '-0', '4503599627370496'])
})
