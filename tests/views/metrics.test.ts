// How large controls and pictures are.
import { describe, expect, it } from 'vitest'
import { choice, integer, list, maybe, number, range, rows, text } from '../../src/param.ts'
import {
  choiceLayout,
  controlHeight,
  legendLines,
  limitsOf,
  numbersOf,
  pictureSize,
  rowsOf,
} from '../../src/views/metrics.ts'

const identity = (size: number) =>
  Array.from({ length: size }, (_, r) => Array.from({ length: size }, (_, c) => Number(r === c)))

describe('controlHeight', () => {
  it('is one line for what fits into one', () => {
    for (const [param, value] of [
      [number(0.1, '', { min: 0 }), 0.1],
      [integer(2, '', { min: 0, max: 8 }), 2],
      [maybe(''), null],
      [text('', ''), ''],
      [range(''), 'auto'],
      [choice(['a', 'b', 'c', 'd'], ''), 'a'],
    ] as const)
      expect(controlHeight(param, value, 240)).toBe(28)
  })

  it('has a second line for a slider where both ends are known, from the definition or the limits', () => {
    expect(controlHeight(number(0, '', { min: 0, max: 1 }), 0, 240)).toBe(56)
    expect(controlHeight(number(0, ''), 0, 240, { min: 0, max: 1 })).toBe(56)
    expect(controlHeight(number(0, ''), 0, 240, { min: 0, max: null })).toBe(28)
  })

  it('has a second line for the ends of a fixed range', () => {
    expect(controlHeight(range(''), [-1, 1], 240)).toBe(56)
  })

  it('grows with the rows of a matrix and the lines of a list, until they are summarised', () => {
    expect(controlHeight(rows([], ''), identity(4), 240)).toBe(28 * 5)
    expect(controlHeight(rows([], ''), identity(8), 240)).toBe(28 * 9 + 12)
    expect(controlHeight(rows([], ''), identity(9), 240)).toBe(28)
    expect(controlHeight(list([], ''), [1, 2, 3, 4, 5, 6], 240)).toBe(28 * 3)
    expect(
      controlHeight(
        list([], ''),
        Array.from({ length: 25 }, () => 0),
        240,
      ),
    ).toBe(28)
  })

  it('takes a value of the wrong kind from a broken file', () => {
    expect(rowsOf('no rows')).toEqual([])
    expect(rowsOf([[1, 'x'], 2])).toEqual([[1]])
    expect(numbersOf(null)).toEqual([])
    for (const param of [rows([], ''), list([], ''), range('')])
      expect(controlHeight(param, 3, 240)).toBeGreaterThan(0)
  })
})

it('choiceLayout puts few short options beside the label, longer ones below, many into a list', () => {
  expect(choiceLayout(['log', 'linear'], 240)).toBe('beside')
  expect(choiceLayout(['nonzero', 'finite', 'zero'], 240)).toBe('below')
  expect(choiceLayout(['a', 'b', 'c', 'd'], 240)).toBe('list')
  expect(choiceLayout(['a very long option indeed', 'another'], 240)).toBe('list')
})

it('limitsOf lets the canvas overrule the definition', () => {
  const param = number(1, '', { min: 0, scale: 'log' })
  expect(limitsOf(param)).toEqual({ min: 0, max: null, step: null, scale: 'log' })
  expect(limitsOf(param, { min: 2, max: 3, scale: 'linear' })).toEqual({
    min: 2,
    max: 3,
    step: null,
    scale: 'linear',
  })
})

it('legendLines gives long labels lines of their own', () => {
  expect(legendLines([], 400)).toBe(1)
  expect(legendLines(['a', 'b'], 400)).toBe(1)
  expect(legendLines(['diagonal, momentum 0.9', 'diagonal, momentum 0.1', 'random'], 400)).toBe(2)
  expect(
    legendLines(
      Array.from({ length: 40 }, (_, i) => `series ${i}`),
      400,
    ),
  ).toBe(3)
})

it('a heatmap that keeps pictures has room for them', () => {
  expect(pictureSize('heatmap', true).height).toBeGreaterThan(pictureSize('heatmap').height)
  expect(pictureSize('table', true)).toEqual(pictureSize('table'))
})
