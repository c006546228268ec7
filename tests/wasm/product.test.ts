// Products in WebAssembly against the reference in JavaScript, bit for bit, and nothing written beside them.
import { describe, expect, it } from 'vitest'
import { fusedMultiplyAdd, matmul, transpose } from '../../src/numeric/matmul.ts'
import { type Matrix, matrix } from '../../src/numeric/matrix.ts'
import { Code } from '../../src/wasm/assembler.ts'
import { Module } from '../../src/wasm/module.ts'
import { product, type ProductOptions, type ProductShape, productScratch } from '../../src/wasm/product.ts'
import { anyTiny } from '../../src/wasm/tiny.ts'
import { seeded } from '../numeric/reference.ts'
import { instantiate, runProduct } from './running.ts'

const arithmetics = ['separate', 'fused'] as const
const transpositions = [
  {},
  { transposedA: true },
  { transposedB: true },
  { transposedA: true, transposedB: true },
] as const

const filled = (rows: number, cols: number, number: () => number): Matrix => {
  const made = matrix(rows, cols)
  for (let at = 0; at < made.data.length; at += 1) made.data[at] = number()
  return made
}

const transposed = (of: Matrix): Matrix => {
  const made = matrix(of.cols, of.rows)
  transpose(made, of)
  return made
}

/** One line if the function's product is not the reference's, or it wrote something else. */
const complaint = (options: ProductOptions, a: Matrix, b: Matrix): string[] => {
  const expected = matrix(a.rows, b.cols)
  matmul(expected, a, b, options.arithmetic)
  const stored = [options.transposedA ? transposed(a) : a, options.transposedB ? transposed(b) : b] as const
  const { out, spilled } = runProduct(options, ...stored)
  const wrong = [...expected.data].findIndex((value, at) => !Object.is(value, out.data[at]))
  if (wrong < 0 && spilled === 0) return []
  const found = `[${wrong}] is ${out.data[wrong]}, expected ${expected.data[wrong]}; ${spilled} words spilled`
  return [`${JSON.stringify(options)}: ${found}`]
}

const complaints = (shape: ProductShape, a: () => number, b: () => number): string[] => {
  const left = filled(shape.rows, shape.terms, a)
  const right = filled(shape.terms, shape.cols, b)
  return arithmetics.flatMap((arithmetic) =>
    transpositions.flatMap((stored) => complaint({ shape, arithmetic, ...stored }, left, right)),
  )
}

const next = seeded(20240229)
const below = (limit: number) => Math.floor(next() * limit)
const uniform = () => Math.fround(2 * next() - 1)
const specials = [
  0,
  -0,
  1e-45,
  -1e-45,
  1e-39,
  NaN,
  Infinity,
  -Infinity,
  3e38,
  -3e38,
  2 ** -75,
  1.5 * 2 ** -74,
]
/** Numbers of every kind, the likes of which meet half-way, cancel, overflow or vanish. */
const kinds: Readonly<Record<string, () => number>> = {
  ordinary: uniform,
  'with many zeros and signs of zero': () => (next() < 0.5 ? uniform() : next() < 0.5 ? 0 : -0),
  special: () => (next() < 0.2 ? (specials[below(specials.length)] ?? 0) : uniform()),
  'of few digits': () => Math.fround((below(4096) - 2048) * 2 ** (below(14) - 7)),
  'whose products are subnormal': () => Math.fround((below(64) - 32) * 2 ** (below(20) - 85)),
  huge: () => Math.fround(uniform() * 2 ** (55 + below(12))),
}

describe('bits equal the reference', () => {
  it.each(Object.entries(kinds))('for numbers %s', (_, number) => {
    const shapes = Array.from({ length: 12 }, () => ({ rows: below(20), terms: below(20), cols: below(20) }))
    expect(shapes.flatMap((shape) => complaints(shape, number, number))).toEqual([])
  })

  it('for shapes that are packed, and for rows, columns and nothing', () => {
    const shapes = [
      [17, 33, 131],
      [257, 9, 18],
      [1, 40, 1],
      [1, 7, 30],
      [30, 7, 1],
      [23, 1, 2],
      [4, 4, 4],
      [8, 8, 8],
      [3, 0, 5],
      [0, 3, 2],
      [2, 3, 0],
    ].map(([rows = 0, terms = 0, cols = 0]) => ({ rows, terms, cols }))
    expect(shapes.flatMap((shape) => complaints(shape, uniform, uniform))).toEqual([])
  })
})

/** Rows (first, x) times columns (1, y)ᵀ: first + x·y lands half-way in float64 and loses a little there. */
const halfWay = [
  { first: 1 + 2 ** -23, x: 2 ** -24 * (1 + 2 ** -16), y: 1 - 2 ** -16 },
  { first: -1 - 2 ** -23, x: 2 ** -24 * (1 + 2 ** -16), y: 2 ** -16 - 1 },
  { first: (2 ** 22 + 1) * 2 ** -149, x: 2 ** -100 * (1 + 2 ** -16), y: 2 ** -50 * (1 - 2 ** -16) },
  { first: -(2 ** 22 + 3) * 2 ** -149, x: 2 ** -100 * (1 + 2 ** -16), y: 2 ** -50 * (2 ** -16 - 1) },
]

describe('the fused arithmetic rounds once', () => {
  it.each(halfWay)('where $first + $x · $y lands half-way', ({ first, x, y }) => {
    // The case is one: rounding twice gives another number.
    const once = Float32Array.of(first)
    fusedMultiplyAdd(once, 0, Float32Array.of(x), 0, Float32Array.of(y), 0)
    expect(once[0]).not.toBe(Math.fround(x * y + first))
    for (const { rows, terms, cols } of [
      { rows: 1, terms: 2, cols: 1 },
      { rows: 4, terms: 4, cols: 4 },
      { rows: 7, terms: 9, cols: 6 },
      { rows: 20, terms: 30, cols: 19 },
    ]) {
      for (let at = 0; at < 8; at += 1) {
        const a = filled(rows, terms, () => 0)
        const b = filled(terms, cols, uniform)
        const [i, j] = [at % rows, (3 * at) % cols]
        a.data.set([first, x], i * terms)
        b.data[j] = 1
        b.data[cols + j] = y
        const options = { shape: { rows, terms, cols }, arithmetic: 'fused' } as const
        expect(complaint(options, a, b)).toEqual([])
      }
    }
  })

  it('takes numbers for tiny only where their products are', () => {
    const tiny = (a: readonly number[], b: readonly number[]): number => {
      const module = new Module()
      const code = new Code(['i32', 'i32'], ['i32'])
      anyTiny(module, code, { address: 0, count: a.length }, { address: 1, count: b.length })
      module.export('tiny', module.add(code))
      const { memory, call } = instantiate(module)
      new Float32Array(memory.buffer).set(a, 16)
      new Float32Array(memory.buffer).set(b, 256)
      return call('tiny', 64, 1024)
    }
    expect(tiny([1, 0, -0, -3], [2 ** -130])).toBe(0)
    expect(tiny([1, 0, -0, -3], [5, -(2 ** -132)])).toBe(1)
    expect(tiny([0, 0, 0], [1e-45])).toBe(0)
    expect(tiny([NaN, Infinity], [1])).toBe(0)
    for (let at = 0; at < 39; at += 1) {
      const numbers = Array.from({ length: 39 }, (_, n) => (n === at ? 2 ** -140 : 1))
      expect(tiny(numbers, [1])).toBe(1)
      expect(tiny([1], numbers.slice(0, at))).toBe(0)
    }
  })
})

it('sums in the order of the terms: these numbers show another order', () => {
  const shape = { rows: 9, terms: 12, cols: 10 }
  const [a, b] = [filled(9, 12, uniform), filled(12, 10, uniform)]
  const backward = { rows: 12, cols: 10, data: new Float32Array(120) }
  const mirrored = { rows: 9, cols: 12, data: new Float32Array(108) }
  for (let k = 0; k < 12; k += 1) {
    for (let j = 0; j < 10; j += 1) backward.data[(11 - k) * 10 + j] = b.data[k * 10 + j] ?? 0
    for (let i = 0; i < 9; i += 1) mirrored.data[i * 12 + 11 - k] = a.data[i * 12 + k] ?? 0
  }
  for (const arithmetic of arithmetics) {
    const expected = matrix(9, 10)
    matmul(expected, a, b, arithmetic)
    expect(runProduct({ shape, arithmetic }, mirrored, backward).out.data).not.toEqual(expected.data)
  }
})

it('shares the function of equal products, and needs scratch memory in multiples of 16', () => {
  const module = new Module()
  const shape = { rows: 17, terms: 5, cols: 130 }
  const options = arithmetics.flatMap((arithmetic) =>
    transpositions.map((t) => ({ shape, arithmetic, ...t })),
  )
  const indices = options.map((each) => product(module, each))
  expect(options.map((each) => product(module, each))).toEqual(indices)
  expect(new Set(indices).size).toBe(options.length)
  expect(options.map((each) => productScratch(each) % 16)).toEqual(options.map(() => 0))
})
