// Reductions in machine code against the JavaScript kernels: every bit, every shape, nothing else written.
import { describe, expect, it } from 'vitest'
import { describe as sizeOf, type Matrix, matrix, type Shape } from '../../src/numeric/matrix.ts'
import * as kernels from '../../src/numeric/reduce.ts'
import { Code } from '../../src/wasm/assembler.ts'
import { access } from '../../src/wasm/instructions.ts'
import { reduction, type ReductionKernel, sumOfVectors } from '../../src/wasm/sums.ts'
import { seeded } from '../numeric/reference.ts'
import { allFaults, type Case, matrices } from './machine.ts'

const filled = matrices(11)

function reference(kernel: ReductionKernel, out: Matrix, a: Matrix): void {
  if (kernel.does === 'sum' || kernel.does === 'mean') kernels[kernel.does](out, a, kernel.over)
  else kernels[kernel.does](out, a)
}

const finite = (shape: Shape) => filled(shape)
const special = (shape: Shape) => filled(shape, 0.1)
const nothingElse = (shape: Shape) => filled(shape, 1)
const negativeZeros = (shape: Shape) => {
  const zeros = matrix(shape.rows, shape.cols)
  zeros.data.fill(-0)
  return zeros
}

function reduce(kernel: ReductionKernel, a: Shape, out: Shape, fill: (shape: Shape) => Matrix): Case {
  const operand = fill(a)
  const expected = matrix(out.rows, out.cols)
  reference(kernel, expected, operand)
  return {
    title: `${kernel.does} of ${sizeOf(a)} to ${sizeOf(out)}`,
    make: (module) => reduction(module, kernel, out, a),
    operands: [operand],
    expected,
  }
}

/** Every reduction of a matrix. */
function allOf(a: Shape, fill = finite): Case[] {
  const row = { rows: 1, cols: a.cols }
  const column = { rows: a.rows, cols: 1 }
  const number = { rows: 1, cols: 1 }
  const both = (over: 'all' | 'rows' | 'columns', out: Shape) =>
    (['sum', 'mean'] as const).map((does) => reduce({ does, of: 'in', over }, a, out, fill))
  const toShape = (out: Shape) => reduce({ does: 'sumTo', of: 'in' }, a, out, fill)
  return [
    ...both('all', number),
    ...both('rows', row),
    ...both('columns', column),
    ...[a, row, column, number].map(toShape),
    ...(['trace', 'norm'] as const).map((does) => reduce({ does, of: 'in' }, a, number, fill)),
  ]
}

const next = seeded(5)
const upTo = (most: number): number => 1 + Math.floor(next() * most)

describe('reductions give the bits of the JavaScript kernels', () => {
  it('of small matrices, one by one', () => {
    const shapes = Array.from({ length: 12 * 12 }, (_, index) => ({
      rows: index % 12,
      cols: Math.floor(index / 12),
    }))
    expect(allFaults(shapes.flatMap((shape) => allOf(shape)))).toEqual([])
  })

  it('of rows and columns of every length', () => {
    const lengths = Array.from({ length: 101 }, (_, index) => index)
    const shapes = lengths.flatMap((length) => [
      { rows: 1, cols: length },
      { rows: length, cols: 1 },
      { rows: 3, cols: length },
      { rows: length, cols: 2 },
    ])
    expect(allFaults(shapes.flatMap((shape) => allOf(shape)))).toEqual([])
  })

  it('of any shape up to some thousand numbers', () => {
    const shapes = Array.from({ length: 120 }, () => ({ rows: upTo(90), cols: upTo(90) }))
    expect(allFaults(shapes.flatMap((shape) => allOf(shape)))).toEqual([])
  })

  it('that reach every level of the cascade', () => {
    const shapes = [
      ...[511, 512, 513, 1023, 8191, 8192, 8200, 70001, 131072 + 77].map((cols) => ({ rows: 1, cols })),
      { rows: 70001, cols: 5 },
      ...[1, 2, 9].map((cols) => ({ rows: 2100, cols })),
      ...[15, 16, 17, 255, 256, 257, 1025, 4097].flatMap((rows) =>
        [7, 33, 45].map((cols) => ({ rows, cols })),
      ),
    ]
    expect(
      allFaults(
        shapes.flatMap((shape) => allOf(shape)),
        96,
      ),
    ).toEqual([])
  })

  it('with infinities, NaN, subnormal numbers and zeros of both signs', () => {
    const shapes = Array.from({ length: 60 }, () => ({ rows: upTo(20), cols: upTo(20) }))
    expect(
      allFaults(shapes.flatMap((shape, index) => allOf(shape, index % 2 ? special : nothingElse))),
    ).toEqual([])
  })

  it('of nothing but −0', () => {
    const shapes = [1, 3, 8, 40, 700].flatMap((rows) => [1, 2, 8, 9].map((cols) => ({ rows, cols })))
    expect(allFaults(shapes.flatMap((shape) => allOf(shape, negativeZeros)))).toEqual([])
  })
})

it('sums fewer than 32 numbers that lie in vectors', () => {
  const cases = Array.from({ length: 32 }, (_, count): Case => {
    const operand = filled({ rows: 1, cols: count }, 0)
    const expected = matrix(1, 1)
    kernels.sum(expected, operand, 'all')
    return {
      title: `${count} numbers`,
      make(module) {
        const code = new Code(['i32', 'i32']).get(0)
        const asked: number[] = []
        sumOfVectors(code, count, (index) => {
          asked.push(index)
          code.get(1).access(access.load, 16 * index)
        })
        expect(asked).toEqual(Array.from({ length: Math.ceil(count / 4) }, (_, index) => index))
        return module.add(code.access(access.storeF32))
      },
      operands: [operand],
      expected,
    }
  })
  expect(allFaults(cases)).toEqual([])
})
