// Edits of rows of numbers: one cell, another size, numbers pasted over them.
import type { Rows } from './numbers.ts'

export const withCell = (rows: Rows, row: number, col: number, value: number): Rows =>
  rows.map((line, r) => (r === row ? line.map((each, c) => (c === col ? value : each)) : line))

/** Keeps what is inside both sizes; new numbers are 0. */
export const resized = (rows: Rows, height: number, width: number): Rows =>
  Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c) => rows[r]?.[c] ?? 0))

/** The pasted numbers from a cell on; the rows grow where they reach beyond. */
export function pastedOver(rows: Rows, row: number, col: number, pasted: Rows): Rows {
  const height = Math.max(rows.length, row + pasted.length)
  const width = Math.max(rows[0]?.length ?? 0, col + (pasted[0]?.length ?? 0))
  return resized(rows, height, width).map((line, r) =>
    line.map((each, c) => pasted[r - row]?.[c - col] ?? each),
  )
}

/** The same into a list: lines follow each other. */
export function pastedInto(list: readonly number[], index: number, pasted: Rows): readonly number[] {
  const numbers = pasted.flat()
  return [...list.slice(0, index), ...numbers, ...list.slice(index + numbers.length)]
}
