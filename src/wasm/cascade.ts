// PyTorch's cascade sum in machine code: src/numeric/cascade.ts with its accumulators in vectors.
//
// The reference starts every chain from +0, so no sum of its is ever −0. Where a chain ends in a sum that starts
// from +0 itself, it may as well start with its first number: only the sign of a zero could tell.
import { blockPower } from '../numeric/cascade.ts'
import type { Code } from './assembler.ts'
import { f32x4, i32 } from './instructions.ts'
import { advance, until } from './loops.ts'

/** Numbers in memory from an address in a local on; what is pushed may be made of them (their squares). */
export interface Source {
  readonly code: Code
  /** The local with the address. */
  readonly pointer: number
  /** Pushes the four float32 numbers so many bytes on. */
  readonly vector: (offset: number) => void
  /** Pushes one. */
  readonly number: (offset: number) => void
}

/** Rows of vectors, each summed down over the rows. */
export interface Rows {
  /** Where the vectors of one row lie: bytes from the pointer on. */
  readonly places: readonly number[]
  /** Bytes from one row to the next. */
  readonly stride: number
  readonly count: number
}

/** Up to so many vectors are taken without a loop. */
const UNROLLED = 16

const zeros = (code: Code, count: number): number[] =>
  Array.from({ length: count }, () => {
    const local = code.local('v128')
    code.f32x4(0).set(local)
    return local
  })

/** The lanes of PyTorch's vectors, two of ours, and how many sums take turns. */
export const LANES = 8
export const PARTIALS = 4

/** Adds the vector on the stack to the one in a local. */
export function addTo(code: Code, to: number): void {
  code.get(to).do(f32x4.add).set(to)
}

/** Adds the vectors of one row, `offset` bytes on, to the accumulators. */
function take({ code, vector }: Source, rows: Rows, into: readonly number[], offset: number): void {
  into.forEach((accumulator, index) => {
    vector(offset + rows.places[index]!)
    addTo(code, accumulator)
  })
}

/** Adds `count` rows; answers how many bytes behind the pointer, which may have moved, the next row is. */
function plainRows(source: Source, rows: Rows, into: readonly number[], count: number): number {
  const { code, pointer } = source
  if (count * into.length <= UNROLLED) {
    for (let row = 0; row < count; row += 1) take(source, rows, into, row * rows.stride)
    return count * rows.stride
  }
  const turn = into.length < 4 ? 4 : 1
  const turns = Math.floor(count / turn)
  until(code, pointer, turns * turn * rows.stride, () => {
    for (let row = 0; row < turn; row += 1) take(source, rows, into, row * rows.stride)
    advance(code, pointer, turn * rows.stride)
  })
  for (let row = 0; row < count % turn; row += 1) take(source, rows, into, row * rows.stride)
  return (count % turn) * rows.stride
}

/** Each vector of `level` is added to that of the next coarser one and starts again from 0. */
function passOn(code: Code, level: readonly number[], coarser: readonly number[]): void {
  level.forEach((local, index) => {
    code.get(local)
    addTo(code, coarser[index]!)
    code.f32x4(0).set(local)
  })
}

/** Whole blocks of 2^power rows, each passed on when it is full. Answers the coarser levels. */
function fullBlocks(
  source: Source,
  rows: Rows,
  into: readonly number[],
  power: number,
): readonly (readonly number[])[] {
  const { code, pointer } = source
  const block = 1 << power
  const blocks = Math.floor(rows.count / block)
  // A level is there where something reaches it.
  const levels = [1, block, block * block]
    .filter((most) => blocks >= most)
    .map(() => zeros(code, into.length))
  if (blocks === 0) return levels
  const passed = code.local('i32')
  const pass = (level: number): void => {
    passOn(code, level === 0 ? into : levels[level - 1]!, levels[level]!)
    if (!levels[level + 1]) return
    code
      .get(passed)
      .i32((block - 1) << (level * power))
      .do(i32.and, i32.eqz)
      .if(() => pass(level + 1))
  }
  code
    .i32(0)
    .set(passed)
    .loop(() => {
      const behind = plainRows(source, rows, into, block)
      advance(code, pointer, behind)
      code.get(passed).i32(1).do(i32.add).set(passed)
      pass(0)
      code.get(passed).i32(blocks).do(i32.ne).brIf(0)
    })
  return levels
}

/**
 * Sums rows over the levels. Answers the accumulators, which hold the sums, and how many bytes behind the
 * pointer, which may have moved, the rows end.
 */
export function cascade(
  source: Source,
  rows: Rows,
): { readonly sums: readonly number[]; readonly behind: number } {
  const { code } = source
  const power = blockPower(rows.count)
  const sums = zeros(code, rows.places.length)
  const levels = fullBlocks(source, rows, sums, power)
  const behind = plainRows(source, rows, sums, rows.count % (1 << power))
  for (const level of levels)
    level.forEach((local, index) => {
      code.get(local)
      addTo(code, sums[index]!)
    })
  return { sums, behind }
}
