// Parameters: defaults, special numbers, every control, and the way back into the file.
import { expect, test } from 'vitest'
import type { Json } from '../../src/graph/document.ts'
import { encode, resolve } from '../../src/graph/resolve.ts'
import { library } from '../../src/library.ts'
import { testLibrary } from './library.ts'

const controls = testLibrary.get('controls')!.definition
const resolved = (params: Record<string, Json>) => resolve(controls, new Map(Object.entries(params)))
const wrong = (params: Record<string, Json>): string[] =>
  resolved(params).problems.map(({ path, wrong: is, right }) => `${path}: ${is}; ${right}`)

test('fills in defaults, without a prototype', () => {
  const { values, problems } = resolved({ rate: 2 })
  expect(problems).toEqual([])
  expect(Object.getPrototypeOf(values)).toBeNull()
  expect({ ...values }).toEqual({
    ...{
      factor: 1,
      rate: 2,
      count: 2,
      limit: null,
      mode: 'linear',
      values: [
        [1, 0],
        [0, 1],
      ],
      entries: [1, 2],
      words: 'hello',
      range: 'auto',
    },
  })
})

test('reads the numbers that JSON cannot say', () => {
  expect(
    resolved({
      factor: 'NaN',
      values: [
        ['Infinity', '-Infinity'],
        [1, '-0'],
      ],
      entries: ['-0'],
      limit: null,
      range: [-1, 1],
    }).values,
  ).toMatchObject({
    ...{
      factor: NaN,
      values: [
        [Infinity, -Infinity],
        [1, -0],
      ],
      entries: [-0],
      limit: null,
      range: [-1, 1],
    },
  })
  expect(resolved({ factor: -0, count: 3.0 }).values).toMatchObject({ factor: -0, count: 3 })
})

test('shares what needs no conversion', () => {
  const entries = [1, 2, 3]
  expect(resolved({ entries }).values['entries']).toBe(entries)
})

test('says what is wrong and what would be right', () => {
  expect(
    wrong({
      factor: 'fast',
      rate: -1,
      count: 2.5,
      limit: -9,
      mode: 'lin',
      values: [[1, 2], [3]],
      entries: [1, null],
      words: 1,
      range: [2, 1],
    }),
  ).toEqual([
    'factor: factor is "fast"; it must be a number, or one of the texts "NaN", "Infinity", "-Infinity" and "-0"',
    'rate: rate is -1; it must be a number from 0 to 10',
    'count: count is 2.5; it must be a whole number from 1 to 100',
    'limit: limit is -9; it must be a number of at least -5',
    'mode: mode is "lin"; it must be "linear" or "log"',
    'values[1]: values[1] has 1 and the first row has 2 numbers; all rows must be equally long',
    'entries[1]: entries[1] is null; it must be a number, or one of the texts "NaN", "Infinity", "-Infinity" and "-0"',
    'words: words is 1; it must be a text',
    'range: range is [2, 1]; it must be "auto" or two numbers [low, high] with low < high',
  ])
})

test('every default in the library is a value that its control takes', () => {
  for (const { type, definition } of library.values()) {
    const params = new Map(
      Object.entries(definition.params).map(([name, param]) => [name, encode(param.default)]),
    )
    const { values, problems } = resolve(definition, params)
    expect([type, problems]).toEqual([type, []])
    expect({ ...values }).toEqual(
      Object.fromEntries(Object.entries(definition.params).map(([name, param]) => [name, param.default])),
    )
  }
})

test('writes values as the file holds them', () => {
  expect([
    encode(-0),
    encode(NaN),
    encode(1.5),
    encode(null),
    encode('auto'),
    encode([1, -Infinity]),
    encode([[1], [-0]]),
  ]).toEqual(['-0', 'NaN', 1.5, null, 'auto', [1, '-Infinity'], [[1], ['-0']]])
})
