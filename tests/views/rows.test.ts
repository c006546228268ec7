// Edits of rows of numbers.
import { expect, it } from 'vitest'
import { pastedInto, pastedOver, resized, withCell } from '../../src/views/rows.ts'

const rows = [
  [1, 2],
  [3, 4],
]

it('withCell changes one number and shares the other rows', () => {
  const next = withCell(rows, 1, 0, -0)
  expect(next).toEqual([
    [1, 2],
    [-0, 4],
  ])
  expect(next[0]).toBe(rows[0])
})

it('resized keeps what is inside both sizes and fills with zeros', () => {
  expect(resized(rows, 3, 1)).toEqual([[1], [3], [0]])
})

it('pastedOver grows the rows where the pasted ones reach beyond', () => {
  expect(pastedOver(rows, 1, 1, [[7, 8]])).toEqual([
    [1, 2, 0],
    [3, 7, 8],
  ])
})

it('pastedInto replaces as many numbers as were pasted', () => {
  expect(pastedInto([1, 2, 3], 1, [[7], [8], [9]])).toEqual([1, 7, 8, 9])
})
