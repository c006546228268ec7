// Where cells lie, which values fit into them, and how they are pointed at.
import { describe, expect, it } from 'vitest'
import { blockFor, cellAfter, cellAt, describeCell, labelsFor, oddCells } from '../../src/views/cells.ts'

const matrix = (rows: number, cols: number, data: number[]) => ({ rows, cols, data: Float32Array.from(data) })

describe('blockFor', () => {
  it('fills the space with square cells, in the middle', () => {
    expect(blockFor({ rows: 2, cols: 4 }, 200, 200)).toEqual({
      left: 0,
      top: 50,
      width: 200,
      height: 100,
      cellWidth: 50,
      cellHeight: 50,
    })
  })

  it('stretches a lone row or column so that it is seen', () => {
    const { cellWidth, cellHeight } = blockFor({ rows: 1, cols: 10 }, 200, 200)
    expect([cellWidth, cellHeight]).toEqual([20, 60])
    expect(blockFor({ rows: 10, cols: 1 }, 200, 200).cellWidth).toBe(60)
  })
})

describe('labelsFor', () => {
  const four = matrix(2, 2, [1, -0, -0.304, NaN])

  it('writes values with the sign of zero where they fit', () => {
    expect(labelsFor(four, 2, blockFor(four, 120, 120))).toEqual({
      texts: ['1.00', '−0.00', '−0.30', 'NaN'],
      fontSize: 14,
    })
    expect(labelsFor(four, 2, blockFor(four, 70, 70))?.fontSize).toBe(10)
  })

  it('writes none where one of them would not fit, or beyond twelve', () => {
    expect(labelsFor(four, 2, blockFor(four, 60, 60))).toBeNull()
    const large = matrix(
      13,
      13,
      Array.from({ length: 169 }, () => 0),
    )
    expect(labelsFor(large, 0, blockFor(large, 2000, 2000))).toBeNull()
  })
})

it('oddCells finds what is not finite, up to a limit', () => {
  const odd = matrix(2, 2, [NaN, 1, Infinity, -Infinity])
  expect(oddCells(odd)).toEqual([0, 2, 3])
  expect(oddCells(odd, 1)).toEqual([0])
})

it('cellAt answers the cell under a place, also beyond the border', () => {
  const shape = { rows: 2, cols: 3 }
  expect([cellAt(shape, 0.5, 0.9), cellAt(shape, -1, 0), cellAt(shape, 1, 1)]).toEqual([4, 0, 5])
})

it('describeCell counts rows and columns from one', () => {
  const values = matrix(2, 3, [0, 0, 0, 0, 0, -0.30471])
  expect(describeCell(values, 5, 4)).toBe('row 2, column 3: −0.3047')
})

it('cellAfter moves by arrows within the matrix', () => {
  const shape = { rows: 2, cols: 3 }
  const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'a']
  expect(keys.map((key) => cellAfter(key, 2, shape))).toEqual([2, 1, 5, 2, 0, 5, null])
})
