// Sums, means, trace and norm in machine code, every sum in the order of src/numeric/reduce.ts, to its bits.
import type { Kernel } from '../kernel.ts'
import type { Shape } from '../numeric/matrix.ts'
import type { Over } from '../numeric/reduce.ts'
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import type { Source } from './cascade.ts'
import { sumColumns } from './columns.ts'
import { access, f32, f32x4, f64, f64x2 } from './instructions.ts'
import { advance, until } from './loops.ts'
import { inPairs, mapFunction } from './maps.ts'
import { plain, squared, sumInOrder } from './sequence.ts'
export { sumOfVectors } from './sequence.ts'

export type ReductionKernel = Extract<Kernel, { readonly does: 'sum' | 'mean' | 'sumTo' | 'trace' | 'norm' }>

// The parameters of the functions: addresses.
const OUT = 0
const IN = 1
/** Up to so many vectors in all, rows are summed without a loop. */
const UNROLLED = 16

/** Makes of a sum on the stack what is stored: the sum itself, or a mean. */
interface Finish {
  readonly number: (code: Code) => void
  readonly vector: (code: Code) => void
}

const asIs: Finish = { number: () => {}, vector: () => {} }

/**
 * The sum is rounded and then divided by the count. If float32 holds the count, one float32 division does it, as in
 * maps.ts; otherwise the quotient is made in float64 and rounded, as the reference does.
 */
const divided = (count: number): Finish => {
  if (Math.fround(count) === count)
    return {
      number: (code) => code.f32(count).do(f32.div),
      vector: (code) => code.f32x4(count).do(f32x4.div),
    }
  return {
    number: (code) => code.do(f64.promoteF32).f64(count).do(f64.div, f32.demoteF64),
    vector: (code) => inPairs(code, () => code.f64x2(count).do(f64x2.div)),
  }
}

/** One column of row sums. */
function sumEachRow(code: Code, { rows, cols }: Shape, finish: Finish): void {
  const one = (source: Source, to: number) => {
    code.get(OUT)
    sumInOrder(source, cols)
    finish.number(code)
    code.access(access.storeF32, to)
  }
  if (rows * Math.ceil(cols / 4) <= UNROLLED) {
    for (let row = 0; row < rows; row += 1) one(plain(code, IN, 4 * cols * row), 4 * row)
    return
  }
  const at = code.local('i32')
  until(code, OUT, 4 * rows, () => {
    code.get(IN).set(at)
    one(plain(code, at), 0)
    advance(code, IN, 4 * cols)
    advance(code, OUT, 4)
  })
}

/** The diagonal from its first number to its last. */
function trace(code: Code, { rows, cols }: Shape): void {
  const length = Math.min(rows, cols)
  const sum = code.local('f32')
  code.f32(0).set(sum)
  const add = (index: number) =>
    code
      .get(sum)
      .get(IN)
      .access(access.loadF32, 4 * (cols + 1) * index)
      .do(f32.add)
      .set(sum)
  if (length <= UNROLLED) for (let index = 0; index < length; index += 1) add(index)
  else
    until(code, IN, 4 * (cols + 1) * length, () => {
      add(0)
      advance(code, IN, 4 * (cols + 1))
    })
  code.get(OUT).get(sum).access(access.storeF32)
}

const inOrder = (code: Code, source: Source, count: number, then: (code: Code) => void): void => {
  code.get(OUT)
  sumInOrder(source, count)
  then(code)
  code.access(access.storeF32)
}

/** What is summed: everything, or the rows or columns to one, or nothing because the shape stays. */
function over(kernel: ReductionKernel, out: Shape, a: Shape): Over | 'none' {
  if (kernel.does === 'sum' || kernel.does === 'mean') return kernel.over
  if (kernel.does !== 'sumTo') return 'all'
  const [left, numbers] = [out.rows * out.cols, a.rows * a.cols]
  if (left === numbers) return 'none'
  return left === 1 ? 'all' : out.rows === 1 ? 'rows' : 'columns'
}

/** The function's instructions. */
function reduce(kernel: ReductionKernel, way: Over, a: Shape): Code {
  const code = new Code(['i32', 'i32'])
  const { rows, cols } = a
  const finish =
    kernel.does === 'mean' ? divided(way === 'all' ? rows * cols : way === 'rows' ? rows : cols) : asIs
  if (kernel.does === 'trace') trace(code, a)
  else if (kernel.does === 'norm') inOrder(code, squared(code, IN), rows * cols, (code) => code.do(f32.sqrt))
  else if (way === 'columns') sumEachRow(code, a, finish)
  else if (way === 'rows' && cols !== 1) sumColumns(code, a, finish.vector)
  else inOrder(code, plain(code, IN), rows * cols, finish.number)
  return code
}

/**
 * A function (out, a: addresses) → () that reduces a matrix of a's shape to one of out's: 1×1, 1×cols, rows×1, or
 * for `sumTo` a's own. Answers its index.
 */
export function reduction(module: Module, kernel: ReductionKernel, out: Shape, a: Shape): number {
  const way = over(kernel, out, a)
  if (way === 'none') return mapFunction(module, { does: 'unary', by: 'copy', of: kernel.of }, out, a)
  return module.once(`${kernel.does}: ${way} of ${a.rows}×${a.cols}`, () => reduce(kernel, way, a))
}
