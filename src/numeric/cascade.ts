// PyTorch's order of summing float32 numbers: the cascade sum of its CPU kernels (SumKernel.cpp, AVX2).
//
// In order, one after the other, rounding errors would grow with n. PyTorch sums in eight lanes of four partial
// sums each, and passes every partial on to a coarser level when a block of rows is full. Loss curves show the
// order in their last digits, so it is followed exactly; float64 numbers take the same way, unrounded.
import type { Numbers } from './matrix.ts'

const LANES = 8
const PARTIALS = 4
const LEVELS = 4

/** How an accumulator of each kind looks: LEVELS × PARTIALS × LANES, level by level; rounding by storing. */
const single = new Float32Array(LEVELS * PARTIALS * LANES)
const double = new Float64Array(LEVELS * PARTIALS * LANES)

/** ⌈log₂ n⌉, and 1 below 2 (as PyTorch's CeilLog2). */
const ceilLog2 = (n: number): number => (n <= 2 ? 1 : 32 - Math.clz32(n - 1))

/** The logarithm to base 2 of how many rows make a block full. */
export const blockPower = (rows: number): number => Math.max(4, Math.floor(ceilLog2(rows) / LEVELS))

/** level ← level + the level below, which starts again from 0; `width` places each. */
const passOn = (acc: Numbers, level: number, width: number): void => {
  const base = level * width
  for (let lane = 0; lane < width; lane++) {
    acc[base + lane] = acc[base + lane]! + acc[base - width + lane]!
    acc[base - width + lane] = 0
  }
}

/** Adds the numbers at..at+width−1 to the accumulator's first places. */
const take = (acc: Numbers, width: number, data: Numbers, at: number, stride: number): void => {
  for (let lane = 0, i = at; lane < width; lane++, i += stride) acc[lane] = acc[lane]! + data[i]!
}

/** The rows of `width` numbers, summed over the levels into the accumulator's first `width` places. */
const sumRows = (
  acc: Numbers,
  width: number,
  data: Numbers,
  offset: number,
  stride: number,
  rows: number,
): void => {
  const power = blockPower(rows)
  const full = (1 << power) - 1
  const advance = width * stride
  for (let row = 0, at = offset; row < rows; at += advance) {
    take(acc, width, data, at, stride)
    row++
    if ((row & full) !== 0) continue
    for (let level = 1; level < LEVELS; level++) {
      passOn(acc, level, width)
      if ((row & (full << (level * power))) !== 0) break
    }
  }
  for (let level = 1; level < LEVELS; level++) {
    for (let lane = 0; lane < width; lane++) acc[lane] = acc[lane]! + acc[level * width + lane]!
  }
}

/** The vectors (of `lanes` numbers each), summed into the accumulator's first `lanes` places. */
const sumVectors = (
  acc: Numbers,
  lanes: number,
  data: Numbers,
  offset: number,
  stride: number,
  vectors: number,
): void => {
  acc.fill(0)
  const rows = Math.floor(vectors / PARTIALS)
  if (rows > 0) sumRows(acc, lanes * PARTIALS, data, offset, stride, rows)
  for (let v = rows * PARTIALS; v < vectors; v++) take(acc, lanes, data, offset + v * lanes * stride, stride)
  for (let partial = 1; partial < PARTIALS; partial++) take(acc, lanes, acc, partial * lanes, 1)
}

/** The law for fewer than 8 float32 numbers: partial 0 takes those from the fifth on, then 1 to 3 follow. */
const sumFew = (data: Float32Array, offset: number, stride: number, count: number): number => {
  const round = Math.fround
  let acc = 0
  if (count > 0) acc = round(acc + data[offset]!)
  for (let i = PARTIALS; i < count; i++) acc = round(acc + data[offset + i * stride]!)
  for (let i = 1; i < count && i < PARTIALS; i++) acc = round(acc + data[offset + i * stride]!)
  return acc
}

/** The law for 8 to 31 float32 numbers, where every lane is a plain sum: the tail, then lane by lane. */
const sumLanes = (data: Float32Array, offset: number, stride: number, count: number): number => {
  const round = Math.fround
  const vectors = count - (count % LANES)
  let acc = 0
  for (let i = vectors; i < count; i++) acc = round(acc + data[offset + i * stride]!)
  for (let lane = 0; lane < LANES; lane++) {
    let along = data[offset + lane * stride]!
    for (let i = lane + LANES; i < vectors; i += LANES) along = round(along + data[offset + i * stride]!)
    acc = round(acc + along)
  }
  return acc
}

/**
 * The sum of data[offset], data[offset + stride], … (count of them), to the bit as PyTorch 1.13 adds contiguous
 * float32 numbers. Empty: 0. Allocates nothing.
 */
export const cascadeSum = (data: Numbers, offset: number, stride: number, count: number): number => {
  const rounded = data instanceof Float32Array
  if (rounded && count < LANES) return sumFew(data, offset, stride, count)
  if (rounded && count < LANES * PARTIALS) return sumLanes(data, offset, stride, count)
  const acc = rounded ? single : double
  if (count < LANES) {
    sumVectors(acc, 1, data, offset, stride, count)
    return acc[0]!
  }
  const vectors = Math.floor(count / LANES)
  sumVectors(acc, LANES, data, offset, stride, vectors)
  // The tail comes first, then the lanes; place LANES of the accumulator is free by now and does the rounding.
  acc[LANES] = 0
  for (let i = vectors * LANES; i < count; i++) acc[LANES] = acc[LANES] + data[offset + i * stride]!
  for (let lane = 0; lane < LANES; lane++) acc[LANES] = acc[LANES] + acc[lane]!
  return acc[LANES]
}

/**
 * The sum of one column of a matrix, stride numbers apart, as PyTorch 1.13 sums several columns at once: `alone`
 * down the rows in one cascade, otherwise in four interleaved ones. Allocates nothing.
 */
export const columnSum = (
  data: Numbers,
  offset: number,
  stride: number,
  count: number,
  alone: boolean,
): number => {
  const acc = data instanceof Float32Array ? single : double
  if (!alone) sumVectors(acc, 1, data, offset, stride, count)
  else {
    acc.fill(0)
    sumRows(acc, 1, data, offset, stride, count)
  }
  return acc[0]!
}
