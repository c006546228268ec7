// Kernels of larger matrices as functions in loops, shared by all steps of the same kind and shape.
import type { Arithmetic } from '../numeric/matrix.ts'
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { access, f32x4, i32, v128 } from './instructions.ts'
import { type Compute, numbersIn, type Placed } from './job.ts'
import { mapFunction } from './maps.ts'
import { product, productScratch } from './product.ts'
import { reduction } from './sums.ts'

/** A call that computes a step: the function, and the addresses to hand over. */
export interface Call {
  readonly index: number
  readonly addresses: readonly number[]
}

const missing = (): never => {
  throw new Error('a kernel lacks an operand')
}

/** A product of a transposed matrix reads what was transposed: `sources` by the address of the transposed one. */
function productOf(
  { out, operands: [a = missing(), b = missing()] }: Compute,
  arithmetic: Exclude<Arithmetic, 'double'>,
  sources: ReadonlyMap<number, Placed>,
) {
  const [sourceA, sourceB] = [sources.get(a.at), sources.get(b.at)]
  const options = {
    shape: { rows: out.rows, terms: a.cols, cols: out.cols },
    arithmetic,
    transposedA: sourceA !== undefined,
    transposedB: sourceB !== undefined,
  }
  return { options, a: sourceA ?? a, b: sourceB ?? b }
}

/** Bytes of scratch memory that a product may need as a call. */
export function scratchOf(job: Compute, arithmetic: Exclude<Arithmetic, 'double'>): number {
  const { options } = productOf(job, arithmetic, new Map())
  const either = [false, true]
  return Math.max(
    ...either.flatMap((transposedA) =>
      either.map((transposedB) => productScratch({ ...options, transposedA, transposedB })),
    ),
  )
}

/** The function of a step, made where it is not there yet. */
export function callOf(
  module: Module,
  job: Compute,
  arithmetic: Exclude<Arithmetic, 'double'>,
  scratch: number,
  sources: ReadonlyMap<number, Placed>,
): Call {
  const { kernel, out, operands } = job
  const [a = missing(), b] = operands
  switch (kernel.does) {
    case 'unary':
    case 'parametric':
    case 'binary':
      return {
        index: mapFunction(module, kernel, out, a, b),
        addresses: [out.at, ...operands.map(({ at }) => at)],
      }
    case 'transpose':
      return { index: transposition(module, a), addresses: [out.at, a.at] }
    case 'product': {
      const found = productOf(job, arithmetic, sources)
      return {
        index: product(module, found.options),
        addresses: [out.at, found.a.at, found.b.at, scratch],
      }
    }
    case 'time':
      throw new Error('the number of the iteration is always written out')
    default:
      return { index: reduction(module, kernel, out, a), addresses: [out.at, a.at] }
  }
}

/** Writes a call. */
export function writeCall(code: Code, { index, addresses }: Call): void {
  for (const address of addresses) code.i32(address)
  code.call(index)
}

/** (out, a) → (): out ← aᵀ for this shape of a, number by number. */
function transposition(module: Module, { rows, cols }: Placed): number {
  return module.once(`transpose ${rows}×${cols}`, () => {
    const code = new Code(['i32', 'i32'])
    if (rows * cols === 0) return code
    const [row, column, from] = [code.local('i32'), code.local('i32'), code.local('i32')]
    code.loop(() => {
      code.get(1).get(row).i32(4).do(i32.mul, i32.add).set(from)
      code.i32(0).set(column)
      code.loop(() => {
        code.get(0).get(from).access(access.loadF32).access(access.storeF32)
        code.get(0).i32(4).do(i32.add).set(0)
        code
          .get(from)
          .i32(4 * cols)
          .do(i32.add)
          .set(from)
        code.get(column).i32(1).do(i32.add).tee(column).i32(rows).do(i32.ltS).brIf(0)
      })
      code.get(row).i32(1).do(i32.add).tee(row).i32(cols).do(i32.ltS).brIf(0)
    })
    return code
  })
}

/** (at) → 1 where one of so many numbers at the address is not finite, else 0. */
export function finiteness(module: Module, value: Placed): number {
  const count = numbersIn(value)
  return module.once(`not finite ${count}`, () => notFinite(count))
}

function notFinite(count: number): Code {
  const code = new Code(['i32'], ['i32'])
  const [odd, x, left] = [code.local('v128'), code.local('v128'), code.local('i32')]
  // x − x is 0 or NaN, and whatever is joined to a NaN's bits remains one.
  const join = (): void => void code.do(f32x4.sub).get(odd).do(v128.or).set(odd)
  if (count >= 4) {
    code.i32(count >> 2).set(left)
    code.loop(() => {
      code.get(0).access(access.load).tee(x).get(x)
      join()
      code.get(0).i32(16).do(i32.add).set(0)
      code.get(left).i32(1).do(i32.sub).tee(left).brIf(0)
    })
  }
  for (let rest = 0; rest < count % 4; rest += 1) {
    code
      .get(0)
      .access(access.load32Splat, 4 * rest)
      .tee(x)
      .get(x)
    join()
  }
  return code.get(odd).get(odd).do(f32x4.ne, v128.anyTrue)
}
