// The one kind of value there is: a matrix of floating-point numbers with its shape.

export interface Shape {
  readonly rows: number
  readonly cols: number
}

/** Float32Array in a run, Float64Array where gradients are checked. */
export type Numbers = Float32Array | Float64Array

/** Row-major; a scalar is 1×1. */
export interface Matrix extends Shape {
  readonly data: Numbers
}

/**
 * How sums of products are rounded: 'separate' rounds the product and then the sum, 'fused' rounds once per
 * term, 'double' computes everything in float64 and rounds nothing.
 */
export type Arithmetic = 'separate' | 'fused' | 'double'

/** A rows×cols matrix of zeros; Float64Array for 'double', Float32Array otherwise. */
export const matrix = (rows: number, cols: number, arithmetic: Arithmetic = 'separate'): Matrix => ({
  rows,
  cols,
  data: arithmetic === 'double' ? new Float64Array(rows * cols) : new Float32Array(rows * cols),
})

/** How many numbers a matrix of this shape holds. */
export const size = (shape: Shape): number => shape.rows * shape.cols

export const sameShape = (a: Shape, b: Shape): boolean => a.rows === b.rows && a.cols === b.cols

/** "4×3" */
export const describe = (shape: Shape): string => `${shape.rows}×${shape.cols}`

const meet = (a: number, b: number): number => (a === b || b === 1 ? a : a === 1 ? b : -1)

/**
 * The shape of an elementwise operation on a and b, as NumPy has it: each dimension is equal in both or 1 in
 * one of them. null if they do not go together.
 */
export const broadcastShape = (a: Shape, b: Shape): Shape | null => {
  const rows = meet(a.rows, b.rows)
  const cols = meet(a.cols, b.cols)
  return rows < 0 || cols < 0 ? null : { rows, cols }
}
