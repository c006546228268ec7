// Checks and looks: what they say of the numbers that they are given.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import type { Settings } from '../../src/engine/program.ts'
import type { Rows } from '../../src/node.ts'
import type { Matrix } from '../../src/numeric/matrix.ts'
import { fromRows, graphOf, kindOf, settings } from './bench.ts'

/** What the node named `type` is called with: all that checks and looks take in is `in`. */
const given = (type: string, rows: Rows, params: Partial<Settings>) => {
  const { definition } = kindOf(type)
  const inputs: Record<string, Matrix & readonly Matrix[]> = {}
  return { definition, inputs: { ...inputs, in: fromRows(rows) }, params: settings(definition, params) }
}
function verdict(rows: Rows, wanted: Partial<Settings>) {
  const { definition, inputs, params } = given('assert', rows, wanted)
  return definition.check?.(inputs, params)?.message ?? null
}
function picture(type: string, rows: Rows, wanted: Partial<Settings> = {}) {
  const { definition, inputs, params } = given(type, rows, wanted)
  return definition.picture?.(inputs, params)
}

describe('assert', () => {
  test.each([
    [[[1, -2]], { check: 'nonzero' }],
    [[[0.2, -0.2]], { check: 'nonzero', tolerance: 0.1 }],
    [[[0, -0]], { check: 'zero' }],
    [[[0.0999, -0.0999]], { check: 'zero', tolerance: 0.1 }],
    [[[1e38, -1e38]], { check: 'finite' }],
  ])('lets %j pass with %j', (rows, params) => {
    expect(verdict(rows, params)).toBeNull()
    expect(picture('assert', rows, params)).toEqual({ kind: 'text', text: `${params.check} ✓`, tone: 'good' })
  })

  test.each([
    [
      [
        [1, 2],
        [0, 3],
      ],
      { check: 'nonzero' },
      'the number in row 2, column 1 is 0; no number may be 0.',
    ],
    [[[0.05]], { check: 'nonzero', tolerance: 0.1 }, 'the number is 0.05; no number may be within 0.1 of 0.'],
    [[[0, 0.1]], { check: 'zero' }, 'the number in row 1, column 2 is 0.1; every number must be 0.'],
    [[[-1]], { check: 'zero', tolerance: 0.5 }, 'the number is -1; every number must be within 0.5 of 0.'],
    [
      [[1], [Infinity]],
      { check: 'finite' },
      'the number in row 2, column 1 is Infinity; every number must be finite.',
    ],
    [[[NaN]], { check: 'nonzero' }, 'the number is NaN; no number may be 0.'],
    [[[NaN]], { check: 'zero', tolerance: 1 }, 'the number is NaN; every number must be within 1 of 0.'],
    [
      [[0]],
      { check: 'nonzero', message: 'M has no inverse' },
      'M has no inverse: the number is 0; no number may be 0.',
    ],
  ])('stops %j with %j', (rows, params, sentence) => {
    expect(verdict(rows, params)).toBe(sentence)
    expect(picture('assert', rows, params)).toMatchObject({ kind: 'text', tone: 'bad' })
  })
})

describe('the picture of', () => {
  test('heatmap has the matrix and a range, which is left to the numbers when it is automatic', () => {
    expect(picture('heatmap', [[1, 2]])).toEqual({
      kind: 'heatmap',
      matrix: fromRows([[1, 2]]),
      range: null,
      decimals: 2,
    })
    expect(picture('heatmap', [[1]], { range: [-1, 1], decimals: 0 })).toMatchObject({
      range: [-1, 1],
      decimals: 0,
    })
  })

  test('print has the matrix and the decimals', () => {
    expect(picture('print', [[1, 2]])).toEqual({ kind: 'table', matrix: fromRows([[1, 2]]), decimals: 4 })
  })

  test('lossplot has its scale', () => {
    expect(picture('lossplot', [[1]], { scale: 'linear' })).toEqual({ kind: 'lines', scale: 'linear' })
  })

  test('heatmap is kept as often as it says', () => {
    const heatmap = kindOf('heatmap').definition
    expect(heatmap.keeps?.(settings(heatmap, { every: 20 }))).toBe(20)
  })
})

test('a singular matrix is an error of the node that inverts it', () => {
  const nodes = [
    [
      'm',
      'matrix',
      {
        values: [
          [1, 2],
          [2, 4],
        ],
      },
    ],
    ['inverse', 'inverse'],
  ] as const
  const { problems } = compile(
    graphOf(nodes, ['m.out inverse.in']),
    new Map(['matrix', 'inverse'].map((type) => [type, kindOf(type)])),
  )
  expect(problems.map(({ code, node, message }) => ({ code, node, message }))).toEqual([
    {
      code: 'SINGULAR',
      node: 'inverse',
      message: 'Inverse (inverse): in is singular and has no inverse; its determinant must not be 0.',
    },
  ])
})
