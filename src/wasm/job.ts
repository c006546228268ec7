// What is to be made into machine code: kernels with the places of their numbers in memory.
import type { Kernel } from '../kernel.ts'
import type { Shape } from '../numeric/matrix.ts'

/** A float32 matrix in memory, row by row: it begins at a multiple of 16 bytes and has room for whole vectors. */
export interface Placed extends Shape {
  /** Its address in bytes. */
  readonly at: number
}

/** One step of an iteration. */
export type Job =
  | { readonly kernel: Kernel; readonly out: Placed; readonly operands: readonly Placed[] }
  /** Computed in JavaScript: `call` is its number there. */
  | { readonly kernel: null; readonly call: number; readonly reads: readonly Placed[] }

export type Compute = Extract<Job, { readonly kernel: Kernel }>

export const numbersIn = ({ rows, cols }: Shape): number => rows * cols
export const vectorsIn = (shape: Shape): number => Math.ceil(numbersIn(shape) / 4)
