// Kernels of small matrices written out number by number, from local variables to local variables.
import type { Arithmetic } from '../numeric/matrix.ts'
import type { Module } from './module.ts'
import { FusedSmall, type Term } from './fused-small.ts'
import { f32, f32x4 } from './instructions.ts'
import { type Compute, numbersIn, type Placed, vectorsIn } from './job.ts'
import { type Locals, placesIn } from './locals.ts'
import { hasVectorForm, type MapKernel, scalarMap, vectorMap } from './maps.ts'
import { sumOfVectors } from './sums.ts'

/** The largest matrix and the largest product (in vectors times terms) that are written out. */
const mostVectors = 16
const mostTerms = 128
/** From 32 numbers on, sums have partial sums that are better kept in loops. */
const mostSummed = 31

type Does = Compute['kernel']['does']

/** Roughly the bytes of code that a kernel takes when it is written out; null where it is too large for that. */
export function sizeWhenSmall(
  { kernel, out, operands: [a, b] }: Compute,
  arithmetic: Arithmetic,
): number | null {
  const vectors = vectorsIn(out)
  if (vectors > mostVectors) return null
  switch (kernel.does) {
    case 'time':
      return 16
    case 'unary':
    case 'parametric':
      return hasVectorForm(kernel) ? 24 * vectors : numbersIn(out) <= 16 ? 16 * numbersIn(out) : null
    case 'binary':
      return vectors * (a && b && numbersIn(a) === numbersIn(b) ? 20 : 60)
    case 'transpose':
      return 100 * vectors
    case 'product': {
      const terms = a ? vectors * a.cols : Infinity
      return terms <= mostTerms ? terms * (arithmetic === 'fused' ? 130 : 50) : null
    }
    case 'trace':
      return a && vectorsIn(a) <= mostVectors ? 12 * a.rows : null
    case 'sum':
    case 'mean':
    case 'sumTo':
    case 'norm':
      return a && numbersIn(out) === 1 && numbersIn(a) <= mostSummed ? 12 * numbersIn(a) : null
  }
  return kernel satisfies never
}

/** Writes a kernel out. `time` pushes the number of the iteration as an f32. */
export function writeOut(
  module: Module,
  locals: Locals,
  { kernel, out, operands }: Compute,
  arithmetic: Arithmetic,
  time: () => void,
): void {
  const [a, b] = operands
  if (kernel.does === 'time') {
    time()
    locals.defineNumber(out)
    return
  }
  if (!a) throw new Error(`${kernel.does} has no operand`)
  switch (kernel.does) {
    case 'unary':
    case 'parametric':
    case 'binary':
      return map(module, locals, kernel, out, operands)
    case 'transpose':
      return transpose(locals, out, a)
    case 'product':
      return arithmetic === 'fused'
        ? fusedProduct(module, locals, out, a, b ?? a)
        : separateProduct(locals, out, a, b ?? a)
    case 'trace':
      return trace(locals, out, a)
    case 'sum':
    case 'mean':
    case 'sumTo':
    case 'norm':
      return reduce(locals, kernel.does, out, a)
  }
  kernel satisfies never
}

/** Pushes the numbers of an operand that meet vector `index` of the result, repeated where it is smaller. */
function pushFor(locals: Locals, operand: Placed, out: Placed, index: number): void {
  if (operand.rows === out.rows && operand.cols === out.cols) return locals.push(operand, index)
  const [down, along] = [operand.rows === 1 ? 0 : operand.cols, operand.cols === 1 ? 0 : 1]
  const meets = (place: number) => Math.floor(place / out.cols) * down + (place % out.cols) * along
  const [p, q, r, s] = placesIn(numbersIn(out), index)
  locals.gather(operand, [meets(p), meets(q), meets(r), meets(s)])
}

function map(
  module: Module,
  locals: Locals,
  kernel: MapKernel,
  out: Placed,
  operands: readonly Placed[],
): void {
  const { code } = locals
  for (let index = 0; index < vectorsIn(out); index += 1) {
    if (hasVectorForm(kernel)) {
      for (const operand of operands) pushFor(locals, operand, out, index)
      vectorMap(code, kernel)
    } else {
      const lane = (at: number) => {
        for (const operand of operands) {
          pushFor(locals, operand, out, index)
          code.extractF32(at)
        }
        scalarMap(module, code, kernel)
      }
      lane(0)
      code.do(f32x4.splat)
      // A 1×1 matrix is held as four equal numbers, and what lies beyond the end of others means nothing.
      for (let at = 1; at < Math.min(4, numbersIn(out) - 4 * index); at += 1) {
        lane(at)
        code.replaceF32(at)
      }
    }
    locals.define(out, index)
  }
}

function transpose(locals: Locals, out: Placed, a: Placed): void {
  const from = (place: number) => (place % out.cols) * a.cols + Math.floor(place / out.cols)
  for (let index = 0; index < vectorsIn(out); index += 1) {
    const [p, q, r, s] = placesIn(numbersIn(out), index)
    locals.gather(a, [from(p), from(q), from(r), from(s)])
    locals.define(out, index)
  }
}

/** The terms of vector `index` of a product, in order. */
function termsOf(locals: Locals, out: Placed, a: Placed, b: Placed, index: number): Term[] {
  const places = placesIn(numbersIn(out), index)
  return Array.from({ length: a.cols }, (_, k) => {
    const left = places.map((place) => Math.floor(place / out.cols) * a.cols + k)
    const right = places.map((place) => k * out.cols + (place % out.cols))
    const gather = (value: Placed, [p = 0, q = 0, r = 0, s = 0]: readonly number[]) =>
      locals.gather(value, [p, q, r, s])
    return {
      a: () => gather(a, left),
      b: () => gather(b, right),
      names: [`a ${left.join(' ')}`, `b ${right.join(' ')}`],
    }
  })
}

/** acc ← round(acc + round(a·b)), from 0. */
function separateProduct(locals: Locals, out: Placed, a: Placed, b: Placed): void {
  const { code } = locals
  for (let index = 0; index < vectorsIn(out); index += 1) {
    code.f32x4(0)
    for (const term of termsOf(locals, out, a, b, index)) {
      term.a()
      term.b()
      code.do(f32x4.mul, f32x4.add)
    }
    locals.define(out, index)
  }
}

function fusedProduct(module: Module, locals: Locals, out: Placed, a: Placed, b: Placed): void {
  const { code } = locals
  const vectors = Array.from({ length: vectorsIn(out) }, (_, index) => index)
  if (a.cols === 0) {
    for (const index of vectors) {
      code.f32x4(0)
      locals.define(out, index)
    }
    return
  }
  const fused = new FusedSmall(module, code)
  for (const index of vectors) {
    fused.sum(termsOf(locals, out, a, b, index))
    locals.define(out, index)
  }
}

function trace(locals: Locals, out: Placed, a: Placed): void {
  locals.code.f32(0)
  for (let row = 0; row < a.rows; row += 1) {
    locals.number(a, row * (a.cols + 1))
    locals.code.do(f32.add)
  }
  locals.defineNumber(out)
}

function reduce(locals: Locals, does: Does, out: Placed, a: Placed): void {
  const { code } = locals
  const count = numbersIn(a)
  const squared = does === 'norm'
  // Written out once, since the sum asks for its vectors as it likes.
  const vectors = Array.from({ length: vectorsIn(a) }, (_, index) => {
    const local = code.local('v128')
    locals.push(a, index)
    if (squared) {
      locals.push(a, index)
      code.do(f32x4.mul)
    }
    code.set(local)
    return local
  })
  sumOfVectors(code, count, (index) => code.get(vectors[index] ?? 0))
  if (does === 'mean') code.f32(count).do(f32.div)
  if (squared) code.do(f32.sqrt)
  locals.defineNumber(out)
}
