// The matrix of cofactors, also of a singular matrix: by LU factors with complete pivoting, in float64.
//
// With P·A·Q = L·U the cofactors are those of the factors, multiplied. All pivots but the last divide, so a last one of
// 0 does no harm: adj U = |U₁| · [u U₁⁻¹, −U₁⁻¹ v; 0, 1], where U = [U₁, v; 0, u]. If the last but one is 0 as well,
// every cofactor is.
import type { Matrix } from './matrix.ts'

// The factors, how large the numbers were that each was made of, and the rows and columns by their places: grown to the
// largest matrix seen.
let lu = new Float64Array(0)
let sizes = new Float64Array(0)
let rows = new Int32Array(0)
let cols = new Int32Array(0)

const reserve = (n: number): void => {
  if (rows.length >= n) return
  lu = new Float64Array(n * n)
  sizes = new Float64Array(n * n)
  rows = new Int32Array(n)
  cols = new Int32Array(n)
}

const exchange = (list: Float64Array | Int32Array, a: number, b: number): void => {
  const kept = list[a]!
  list[a] = list[b]!
  list[b] = kept
}

/** Brings the largest number that is left to place k; answers false if nothing but zeros is left. */
const pivot = (n: number, k: number): boolean => {
  let [row, col, largest] = [k, k, 0]
  for (let i = k; i < n; i++)
    for (let j = k; j < n; j++) {
      const size = Math.abs(lu[i * n + j]!)
      if (size > largest) [row, col, largest] = [i, j, size]
    }
  if (largest === 0) return false
  for (let j = 0; j < n; j++) {
    if (row === k) break
    exchange(lu, k * n + j, row * n + j)
    exchange(sizes, k * n + j, row * n + j)
  }
  for (let i = 0; i < n; i++) {
    if (col === k) break
    exchange(lu, i * n + k, i * n + col)
    exchange(sizes, i * n + k, i * n + col)
  }
  exchange(rows, k, row)
  exchange(cols, k, col)
  return true
}

/** Takes from the rest what pivot k explains. What is left of numbers that cancel is rounding, and counts as 0. */
const eliminate = (n: number, k: number): void => {
  const noise = n * Number.EPSILON
  for (let i = k + 1; i < n; i++) {
    const factor = lu[i * n + k]! / lu[k * n + k]!
    lu[i * n + k] = factor
    if (factor === 0) continue
    for (let j = k + 1; j < n; j++) {
      const at = i * n + j
      const product = factor * lu[k * n + j]!
      const left = lu[at]! - product
      sizes[at] = Math.max(sizes[at]!, Math.abs(product), Math.abs(factor) * sizes[k * n + j]!)
      lu[at] = Math.abs(left) <= noise * sizes[at] ? 0 : left
    }
  }
}

/** 1 or −1: whether an even number of exchanges leads to this order. */
const signOf = (order: Int32Array, n: number): number => {
  let sign = 1
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (order[i]! > order[j]!) sign = -sign
  return sign
}

/** The upper triangle becomes that of adj U; L stays below. */
const adjugateUpper = (n: number): void => {
  const m = n - 1
  let product = 1
  for (let k = 0; k < m; k++) product *= lu[k * n + k]!
  const last = lu[m * n + m]!
  // U₁⁻¹ in place, column by column from the left, as trtri does.
  for (let j = 0; j < m; j++) {
    const inverse = 1 / lu[j * n + j]!
    for (let i = 0; i < j; i++) {
      let sum = 0
      for (let k = i; k < j; k++) sum += lu[i * n + k]! * lu[k * n + j]!
      lu[i * n + j] = -sum * inverse
    }
    lu[j * n + j] = inverse
  }
  // −U₁⁻¹ v, from above, as each number needs those of v below it only.
  for (let i = 0; i < m; i++) {
    let sum = 0
    for (let k = i; k < m; k++) sum += lu[i * n + k]! * lu[k * n + m]!
    lu[i * n + m] = -sum * product
  }
  lu[m * n + m] = product
  for (let i = 0; i < m; i++) for (let j = i; j < m; j++) lu[i * n + j] = lu[i * n + j]! * product * last
}

/** Solves X·L = adj U, column by column from the right; `column` keeps L's numbers meanwhile. */
const undoLower = (n: number, column: Float64Array): void => {
  for (let j = n - 2; j >= 0; j--) {
    for (let i = j + 1; i < n; i++) {
      column[i] = lu[i * n + j]!
      lu[i * n + j] = 0
    }
    for (let i = 0; i < n; i++)
      for (let k = j + 1; k < n; k++) lu[i * n + j] = lu[i * n + j]! - lu[i * n + k]! * column[k]!
  }
}

/** out ← the cofactors of n×n a: out[i, j] is (−1)ⁱ⁺ʲ times the determinant of a without row i and column j. */
export const cofactors = (out: Matrix, a: Matrix): void => {
  const n = a.rows
  const o = out.data
  reserve(n)
  for (let k = 0; k < n * n; k++) {
    const x = a.data[k]!
    if (!Number.isFinite(x) && n > 1) return void o.fill(NaN)
    lu[k] = x
    sizes[k] = Math.abs(x)
  }
  for (let k = 0; k < n; k++) rows[k] = cols[k] = k
  for (let k = 0; k < n; k++) {
    if (pivot(n, k)) eliminate(n, k)
    else if (k < n - 1) return void o.fill(0)
  }
  const sign = signOf(rows, n) * signOf(cols, n)
  adjugateUpper(n)
  undoLower(n, sizes)
  // adj A = ± Q · X · P, and the cofactors are its transpose.
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) o[rows[j]! * n + cols[i]!] = sign * lu[i * n + j]! + 0
}
