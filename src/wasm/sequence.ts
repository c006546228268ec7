// The sum of numbers that lie behind one another, in the order of `cascadeSum` in src/numeric/cascade.ts.
import type { Code } from './assembler.ts'
import { addTo, cascade, LANES, PARTIALS, type Source } from './cascade.ts'
import { access, f32, f32x4 } from './instructions.ts'

/** Adds numbers to the f32 on the stack, one after the other. */
const addNumbers = (code: Code, from: number, to: number, number: (index: number) => void): void => {
  for (let index = from; index < to; index += 1) {
    number(index)
    code.do(f32.add)
  }
}

/** Fewer than 8 numbers: the first from 0, those from the fifth on, then the second to the fourth. */
function sumFew(code: Code, count: number, number: (index: number) => void): void {
  code.f32(0)
  addNumbers(code, 0, Math.min(count, 1), number)
  addNumbers(code, PARTIALS, count, number)
  addNumbers(code, 1, Math.min(count, PARTIALS), number)
}

/** The tail of fewer than 8 numbers from 0 on, then the eight lanes, held in two locals. */
function sumTail(
  code: Code,
  count: number,
  number: (index: number) => void,
  low: number,
  high: number,
): void {
  code.f32(0)
  addNumbers(code, 0, count, number)
  addNumbers(code, 0, LANES, (lane) => code.get(lane < 4 ? low : high).extractF32(lane % 4))
}

/** The plain sums of lanes over an even number of vectors, in two locals. */
function sumPairs(code: Code, vectors: number, vector: (index: number) => void): [number, number] {
  const lanes: [number, number] = [code.local('v128'), code.local('v128')]
  for (let index = 0; index < vectors; index += 1) {
    const lane = lanes[index % 2]!
    vector(index)
    if (index > 1) code.get(lane).do(f32x4.add)
    code.set(lane)
  }
  return lanes
}

/**
 * Leaves the f32 sum of fewer than 32 numbers that lie in ⌈count/4⌉ vectors; `vector` pushes the one with that
 * index, and is asked once for each in turn.
 */
export function sumOfVectors(code: Code, count: number, vector: (index: number) => void): void {
  const even = 2 * Math.floor(count / LANES)
  const lanes = sumPairs(code, even, vector)
  const rest = Array.from({ length: Math.ceil(count / 4) - even }, (_, index) => {
    const local = code.local('v128')
    vector(even + index)
    code.set(local)
    return local
  })
  const number = (index: number) => code.get(rest[index >> 2]!).extractF32(index & 3)
  if (even === 0) sumFew(code, count, number)
  else sumTail(code, count % LANES, number, ...lanes)
}

/** Leaves the f32 sum of numbers that lie behind one another from the source's pointer on, which may be moved. */
export function sumInOrder(source: Source, count: number): void {
  const { code, vector, number } = source
  if (count < LANES) return sumFew(code, count, (index) => number(4 * index))
  const vectors = Math.floor(count / LANES)
  if (vectors < PARTIALS) {
    const lanes = sumPairs(code, 2 * vectors, (index) => vector(16 * index))
    return sumTail(code, count % LANES, (index) => number(32 * vectors + 4 * index), ...lanes)
  }
  const places = Array.from({ length: 2 * PARTIALS }, (_, index) => 16 * index)
  const rows = { places, stride: 16 * places.length, count: Math.floor(vectors / PARTIALS) }
  const { sums, behind } = cascade(source, rows)
  const rest = 2 * (vectors % PARTIALS)
  for (let index = 0; index < rest; index += 1) {
    vector(behind + 16 * index)
    addTo(code, sums[index % 2]!)
  }
  for (let index = 2; index < sums.length; index += 1) {
    code.get(sums[index]!)
    addTo(code, sums[index % 2]!)
  }
  sumTail(code, count % LANES, (index) => number(behind + 16 * rest + 4 * index), sums[0]!, sums[1]!)
}

/** The numbers themselves, from so many bytes behind the pointer on. */
export const plain = (code: Code, pointer: number, from = 0): Source => ({
  code,
  pointer,
  vector: (offset) => code.get(pointer).access(access.load, from + offset),
  number: (offset) => code.get(pointer).access(access.loadF32, from + offset),
})

/** Their squares, each rounded. */
export const squared = (code: Code, pointer: number): Source => ({
  code,
  pointer,
  vector(offset) {
    const x = code.spare('v128')
    code.get(pointer).access(access.load, offset).tee(x).get(x).do(f32x4.mul)
  },
  number(offset) {
    const x = code.spare('f32')
    code.get(pointer).access(access.loadF32, offset).tee(x).get(x).do(f32.mul)
  },
})
