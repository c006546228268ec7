// Elementwise functions in machine code against the JavaScript kernels: every bit, every shape, nothing else written.
import { describe, expect, it } from 'vitest'
import gate from '../../nodes/functions/gate.ts'
import * as kernels from '../../src/numeric/elementwise.ts'
import { describe as sizeOf, type Matrix, matrix, type Shape } from '../../src/numeric/matrix.ts'
import { broadcastTo } from '../../src/numeric/reduce.ts'
import { Code } from '../../src/wasm/assembler.ts'
import { Module } from '../../src/wasm/module.ts'
import { hasVectorForm, mapFunction, type MapKernel, scalarMap } from '../../src/wasm/maps.ts'
import { seeded } from '../numeric/reference.ts'
import { allFaults, type Case, Machine, matrices } from './machine.ts'

const unaries = [
  'copy',
  'negate',
  'square',
  'sqrt',
  'abs',
  'sign',
  'relu',
  'exp',
  'log',
  'tanh',
  'sigmoid',
] as const
const binaries = ['add', 'subtract', 'multiply', 'divide', 'greater', 'gate'] as const
const exponents = [2, 1, 3, 0.5, -1, -0.5, 0, -0, 1.7, -2, 5, NaN, Infinity]
const factors = [0.1, -0, 3, 1e-45, 1e300, NaN]
const decimals = [0, 1, 3, -2, 7, 30, -30, 40]

const unaryKernels: readonly MapKernel[] = [
  ...unaries.map((by) => ({ does: 'unary', by, of: 'in' }) as const),
  ...exponents.map((param) => ({ does: 'parametric', by: 'power', of: 'in', param }) as const),
  ...factors.map((param) => ({ does: 'parametric', by: 'scale', of: 'in', param }) as const),
  ...decimals.map((param) => ({ does: 'parametric', by: 'round', of: 'in', param }) as const),
]
const binaryKernels: readonly MapKernel[] = binaries.map((by) => ({ does: 'binary', by, a: 'a', b: 'b' }))

const named = (kernel: MapKernel): string =>
  kernel.does === 'parametric' ? `${kernel.by} ${kernel.param}` : kernel.by

/** What the JavaScript kernels make of it. */
function reference(kernel: MapKernel, shape: Shape, a: Matrix, b: Matrix): Matrix {
  const out = matrix(shape.rows, shape.cols)
  if (kernel.does === 'unary') (kernel.by === 'copy' ? broadcastTo : kernels[kernel.by])(out, a)
  else if (kernel.does === 'parametric') kernels[kernel.by](out, a, kernel.param)
  else if (kernel.by !== 'gate') kernels[kernel.by](out, a, b)
  else gate.run?.({ out }, { in: a, by: b }, {}, { arithmetic: 'separate', iteration: 0 })
  return out
}

const filled = matrices(7)

function unaryCase(kernel: MapKernel, shape: Shape, operand = shape): Case {
  const a = filled(operand, 0.3)
  return {
    title: `${named(kernel)} of ${sizeOf(operand)} to ${sizeOf(shape)}`,
    make: (module) => mapFunction(module, kernel, shape, operand),
    operands: [a],
    expected: reference(kernel, shape, a, a),
  }
}

function binaryCase(kernel: MapKernel, shape: Shape, left: Shape, right: Shape): Case {
  const [a, b] = [filled(left, 0.3), filled(right, 0.3)]
  return {
    title: `${named(kernel)} of ${sizeOf(left)} and ${sizeOf(right)}`,
    make: (module) => mapFunction(module, kernel, shape, left, right),
    operands: [a, b],
    expected: reference(kernel, shape, a, b),
  }
}

const shapes: readonly Shape[] = [
  ...[0, 1, 2, 3, 4, 5, 7, 15, 16, 17, 63, 64, 65, 68, 130, 1023].map((cols) => ({ rows: 1, cols })),
  ...[2, 3, 5, 17, 70].map((rows) => ({ rows, cols: 1 })),
  ...[2, 3, 4, 5, 6, 7, 8, 11, 16, 17, 18, 20, 33, 64, 65, 67, 80].flatMap((cols) =>
    [2, 3, 4, 5, 9, 18].map((rows) => ({ rows, cols })),
  ),
  { rows: 31, cols: 131 },
]

/** Everything that can be repeated to the shape. */
const parts = ({ rows, cols }: Shape): Shape[] => [
  { rows, cols },
  { rows: 1, cols },
  { rows, cols: 1 },
  { rows: 1, cols: 1 },
]

describe('elementwise functions give the bits of the JavaScript kernels', () => {
  it.each(unaryKernels)('$by $param, flat', (kernel) => {
    const some = shapes.filter((_, index) => index < 22 || index % 7 === 0)
    expect(allFaults(some.map((shape) => unaryCase(kernel, shape)))).toEqual([])
  })

  it('copies numbers, rows and columns to any shape', () => {
    const cases = shapes.flatMap((shape) =>
      parts(shape).map((part) => unaryCase({ does: 'unary', by: 'copy', of: 'in' }, shape, part)),
    )
    expect(allFaults(cases)).toEqual([])
  })

  it.each(binaryKernels)('$by, of all pairs of parts', (kernel) => {
    const cases = shapes.flatMap((shape, index) =>
      parts(shape).flatMap((left, l) =>
        parts(shape).flatMap((right, r) => {
          const whole = l + r === 0 || (kernel.by !== 'gate' && l + r === 3 && l * r !== 0)
          const fits = whole || l === 0 || (kernel.by !== 'gate' && r === 0)
          return fits && (index + l + r) % 3 === 0 ? [binaryCase(kernel, shape, left, right)] : []
        }),
      ),
    )
    expect(cases.length).toBeGreaterThan(100)
    expect(allFaults(cases)).toEqual([])
  })

  it('in place of an operand of their shape', () => {
    const cases = shapes.flatMap((shape) =>
      parts(shape).flatMap((part) => [
        { ...binaryCase(binaryKernels[1]!, shape, shape, part), inPlace: 0 },
        { ...binaryCase(binaryKernels[1]!, shape, part, shape), inPlace: 1 },
      ]),
    )
    expect(allFaults(cases)).toEqual([])
  })
})

describe('single numbers', () => {
  it('have the same bits as vectors', () => {
    const all = [...unaryKernels, ...binaryKernels]
    const machine = new Machine(
      all.map((kernel) => (module: Module) => {
        const params = kernel.does === 'binary' ? (['f32', 'f32'] as const) : (['f32'] as const)
        const code = new Code(params, ['f32'])
        params.forEach((_, index) => code.get(index))
        scalarMap(module, code, kernel)
        return module.add(code)
      }),
    )
    const [a, b] = [filled({ rows: 1, cols: 200 }, 0.5), filled({ rows: 1, cols: 200 }, 0.5)]
    const wrong = all.flatMap((kernel, index) => {
      const wanted = reference(kernel, a, a, b)
      return Array.from(wanted.data).flatMap((number, place) => {
        const got = machine.call(index, a.data[place]!, b.data[place]!)
        return Object.is(got, number) ? [] : [`${named(kernel)} of ${a.data[place]}: ${got}, not ${number}`]
      })
    })
    expect(wrong).toEqual([])
  })
})

it('rounds halves, huge numbers and zeros as the JavaScript kernel does', () => {
  const next = seeded(3)
  const values = Array.from({ length: 4000 }, () =>
    Math.fround((Math.floor(next() * 4000) - 2000) / 2 / 10 ** Math.floor(next() * 5)),
  )
  const edges = [8388607.5, -8388607.5, 4194303.5, 8388609, 2 ** 24 + 2, -0.5, 0.5, -0.3, 1.0005, 3.4e38, NaN]
  const a = { rows: 1, cols: 4011, data: Float32Array.from([...values, ...edges]) }
  const cases = decimals.map((param): Case => {
    const kernel = { does: 'parametric', by: 'round', of: 'in', param } as const
    return {
      title: named(kernel),
      make: (module) => mapFunction(module, kernel, a, a),
      operands: [a],
      expected: reference(kernel, a, a, a),
    }
  })
  expect(allFaults(cases)).toEqual([])
})

it('knows which maps have a vector form', () => {
  const without = unaryKernels.filter((kernel) => !hasVectorForm(kernel)).map(named)
  expect(without).toEqual([
    'exp',
    'log',
    'tanh',
    'sigmoid',
    'power 1.7',
    'power -2',
    'power 5',
    'power NaN',
    'power Infinity',
  ])
})
