// Shape rules: what fits, and the sentence for what does not.
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../src/engine/program.ts'
import { isMismatch } from '../../src/node.ts'
import type { Shape } from '../../src/numeric/matrix.ts'
import { library } from '../../src/library.ts'
import { kindOf, settings } from './bench.ts'

/** "4×3" */
const shape = (text: string): Shape => {
  const [rows = 0, cols = 0] = text.split('×').map(Number)
  return { rows, cols }
}

function shapeOf(
  type: string,
  inputs: Readonly<Record<string, string | readonly string[]>>,
  params: Partial<Settings> = {},
) {
  const { definition } = kindOf(type)
  const shapes = Object.fromEntries(
    Object.entries(inputs).map(([port, text]) => [
      port,
      typeof text === 'string' ? shape(text) : text.map(shape),
    ]),
  ) as Record<string, Shape & readonly Shape[]> // each test gives what the node under test has
  const found = definition.shape?.(shapes, settings(definition, params))
  if (!found) throw new Error(`${type} has no shape rule`)
  return found
}

test.each([
  ['matmul', { a: '4×3', b: '3×5' }, {}, '4×5'],
  ['transpose', { in: '4×3' }, {}, '3×4'],
  ['add', { a: '1×3', b: '4×1' }, {}, '4×3'],
  ['multiply', { a: '4×3', b: '1×1' }, {}, '4×3'],
  ['gate', { in: '4×3', by: '1×3' }, {}, '4×3'],
  ['sum', { in: '4×3' }, {}, '1×1'],
  ['sum', { in: '4×3' }, { over: 'rows' }, '1×3'],
  ['mean', { in: '4×3' }, { over: 'columns' }, '4×1'],
  ['broadcast', { in: '4×1', like: '4×3' }, {}, '4×3'],
  ['sumlike', { in: '4×3', like: '1×3' }, {}, '1×3'],
  ['mse', { prediction: '4×3', target: '1×1' }, {}, '1×1'],
  ['determinant', { in: '3×3' }, {}, '1×1'],
  ['diagonal', {}, { values: [1, 2, 3] }, '3×3'],
  ['matrix', {}, { values: [[1, 2, 3]] }, '1×3'],
] as const)('%s of %o with %o is %4$s', (type, inputs, params, expected) => {
  expect(Object.values(shapeOf(type, inputs, params))).toEqual([shape(expected)])
})

test.each([
  [
    '4×1',
    '1×4',
    'prediction is 4×1 and target is 1×4, so every prediction is compared with every target, 4×4 of them',
  ],
  [
    '1×4',
    '4×1',
    'prediction is 1×4 and target is 4×1, so every prediction is compared with every target, 4×4 of them',
  ],
  ['4×3', '1×3', 'prediction is 4×3 and target is 1×3, so the target is repeated to 4×3'],
  ['1×1', '4×3', 'prediction is 1×1 and target is 4×3, so the prediction is repeated to 4×3'],
  ['4×3', '4×3', undefined],
  ['4×3', '3×4', undefined],
])('losses of %s and %s say what is repeated', (prediction, target, wrong) => {
  const inputs = { prediction: shape(prediction), target: shape(target) }
  const losses = [...library.values()].filter(({ shelf }) => shelf === 'loss')
  expect(losses.length).toBeGreaterThan(0)
  for (const { definition } of losses) {
    if (!('target' in definition.inputs)) continue
    expect(definition.warns?.(inputs, settings(definition, {}))?.wrong).toBe(wrong)
  }
})

const square = 'as many rows as columns'
const ragged =
  'there must be at least one row, and every row must have as many numbers as the first, at least one'

describe('the sentence of', () => {
  test.each([
    [
      'matmul',
      { a: '4×3', b: '4×4' },
      {},
      'a is 4×3 and b is 4×4; the 3 columns of a must meet as many rows of b.',
    ],
    [
      'matmul',
      { a: '4×1', b: '4×4' },
      {},
      'a is 4×1 and b is 4×4; the 1 column of a must meet as many rows of b.',
    ],
    ['inverse', { in: '4×3' }, {}, `in is 4×3; only a square matrix has an inverse, ${square}.`],
    ['determinant', { in: '4×3' }, {}, `in is 4×3; only a square matrix has a determinant, ${square}.`],
    ['trace', { in: '4×3' }, {}, `in is 4×3; only a square matrix has a trace, ${square}.`],
    [
      ...(['mse', { prediction: '4×3', target: '3×4' }, {}] as const),
      'prediction is 4×3 and target is 3×4; they must have the same shape.',
    ],
    [
      ...(['broadcast', { in: '4×3', like: '1×3' }, {}] as const),
      'in is 4×3 and like is 1×3; in must be 1×1, a row or a column that can be repeated to fit like.',
    ],
    [
      ...(['sumlike', { in: '1×3', like: '4×3' }, {}] as const),
      'in is 1×3 and like is 4×3; like must be 1×1, a row or a column that can be repeated to fit in.',
    ],
    [
      ...(['gate', { in: '1×3', by: '4×3' }, {}] as const),
      'in is 1×3 and by is 4×3; by must have the shape of in, or be 1×1, a row or a column that can be repeated to fit it.',
    ],
    [
      ...(['lossplot', { in: ['4×4'] }, {}] as const),
      'in is 4×4; a curve needs one number per iteration, 1×1, such as a loss, a mean or a norm.',
    ],
    [
      ...(['lossplot', { in: ['1×1', '1×2'] }, {}] as const),
      'number 2 of the 2 wires into in is 1×2; a curve needs one number per iteration, 1×1, such as a loss, a mean or a norm.',
    ],
    ['matrix', {}, { values: [[1, 2], [3], [4, 5]] }, `the rows have 2, 1, 2 numbers; ${ragged}.`],
    ['matrix', {}, { values: [] }, `the matrix has no rows; ${ragged}.`],
    ['matrix', {}, { values: [[]] }, `the rows have 0 numbers; ${ragged}.`],
    ['diagonal', {}, { values: [] }, 'the diagonal has no numbers; it must have at least one.'],
  ] as const)('%s of %o with %o names the values', (type, inputs, params, sentence) => {
    const found = shapeOf(type, inputs, params)
    if (!isMismatch(found)) throw new Error('it fits')
    expect(`${found.wrong}; ${found.right}.`).toBe(sentence)
    const { definition } = kindOf(type)
    if (found.port !== null) expect(definition.inputs).toHaveProperty(found.port)
    const code = type === 'lossplot' ? 'NOT_SCALAR' : found.port === null ? 'BAD_VALUE' : 'SHAPE_MISMATCH'
    expect(found.code).toBe(code)
  })

  test.each(['add', 'subtract', 'multiply', 'divide', 'greater'])('%s names both shapes', (type) => {
    expect(shapeOf(type, { a: '4×3', b: '3×4' })).toMatchObject({ port: 'b', wrong: 'a is 4×3 and b is 3×4' })
  })
})
