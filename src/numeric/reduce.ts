// Sums, means and what is built on them, every sum in PyTorch's cascade order.
import { cascadeSum, columnSum } from './cascade.ts'
import type { Matrix, Numbers } from './matrix.ts'

export { cascadeSum } from './cascade.ts'

/** What is summed up: everything, the rows (one row of column sums) or the columns (one column of row sums). */
export type Over = 'all' | 'rows' | 'columns'

/** PyTorch takes blocks of 32 columns (4 where there are less than 8) in one cascade each, the rest in four. */
const sumColumns = (out: Matrix, a: Matrix): void => {
  const { cols, rows } = a
  if (cols === 1) {
    out.data[0] = cascadeSum(a.data, 0, 1, rows)
    return
  }
  const block = cols < 8 ? 4 : 32
  const alone = cols - (cols % block)
  for (let j = 0; j < cols; j++) out.data[j] = columnSum(a.data, j, cols, rows, j < alone)
}

const sumEachRow = (out: Matrix, a: Matrix): void => {
  for (let i = 0; i < a.rows; i++) out.data[i] = cascadeSum(a.data, i * a.cols, 1, a.cols)
}

/** out ← the sum of a: 1×1 over 'all', 1×cols over 'rows', rows×1 over 'columns'. */
export const sum = (out: Matrix, a: Matrix, over: Over): void => {
  if (over === 'rows') sumColumns(out, a)
  else if (over === 'columns') sumEachRow(out, a)
  else out.data[0] = cascadeSum(a.data, 0, 1, a.data.length)
}

/** out ← the mean of a: the sum, rounded, divided by how many there are (NaN if none); shapes as for `sum`. */
export const mean = (out: Matrix, a: Matrix, over: Over): void => {
  const count = over === 'rows' ? a.rows : over === 'columns' ? a.cols : a.data.length
  sum(out, a, over)
  const o = out.data
  for (let i = 0; i < o.length; i++) o[i] = o[i]! / count
}

/** out ← a summed back to the shape of out, 1×1, 1×cols, rows×1 or a's own: the adjoint of `broadcastTo`. */
export const sumTo = (out: Matrix, a: Matrix): void => {
  if (out.data.length === a.data.length) out.data.set(a.data)
  else if (out.data.length === 1) out.data[0] = cascadeSum(a.data, 0, 1, a.data.length)
  else if (out.rows === 1) sumColumns(out, a)
  else sumEachRow(out, a)
}

/** out ← a repeated to the shape of out; a is 1×1, 1×cols, rows×1 or of out's own shape. */
export const broadcastTo = (out: Matrix, a: Matrix): void => {
  const { rows, cols } = out
  const down = a.rows === 1 ? 0 : a.cols
  const along = a.cols === 1 ? 0 : 1
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) out.data[k] = a.data[i * down + j * along]!
  }
}

/** out (1×1) ← the diagonal of a, added from its first number to its last. */
export const trace = (out: Matrix, a: Matrix): void => {
  const o = out.data
  const length = Math.min(a.rows, a.cols)
  o[0] = 0
  for (let i = 0; i < length; i++) o[0] = o[0] + a.data[i * (a.cols + 1)]!
}

// Where `norm` keeps its squares: grown to the largest matrix seen, one of each kind.
let singleSquares = new Float32Array(16)
let doubleSquares = new Float64Array(0)

const squaresFor = (data: Numbers): Numbers => {
  if (data instanceof Float32Array) {
    if (singleSquares.length < data.length) singleSquares = new Float32Array(data.length)
    return singleSquares
  }
  if (doubleSquares.length < data.length) doubleSquares = new Float64Array(data.length)
  return doubleSquares
}

/** out (1×1) ← √ of the sum of squares (Frobenius): each square rounded, their cascade sum, its root rounded. */
export const norm = (out: Matrix, a: Matrix): void => {
  const x = a.data
  const squares = squaresFor(x)
  for (let i = 0; i < x.length; i++) squares[i] = x[i]! * x[i]!
  out.data[0] = Math.sqrt(cascadeSum(squares, 0, 1, x.length))
}

/** Whether no number is NaN or ±Infinity. */
export const isFinite = (data: Numbers): boolean => {
  for (let i = 0; i < data.length; i++) if (!(Math.abs(data[i]!) < Infinity)) return false
  return true
}
