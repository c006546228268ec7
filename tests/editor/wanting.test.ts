// What open inputs ask for, and what nodes offer to do about it.
import { expect, test } from 'vitest'
import { choicesFor } from '../../src/editor/choices.ts'
import { overlaps } from '../../src/editor/layout.ts'
import { offersOf } from '../../src/editor/offers.ts'
import { fittingParams, hintFor } from '../../src/editor/wanting.ts'
import { wireKey } from '../../src/graph/document.ts'
import { library } from '../../src/library.ts'
import { graphOf } from './build.ts'

const square = { rows: 4, cols: 4 }
const graph = graphOf(
  [
    ['w', 'random', [0, 0]],
    ['sgd', 'sgd', [300, 0]],
    ['matmul', 'matmul', [600, 0]],
    ['mse', 'mse', [900, 0]],
    ['backward', 'backward', [900, 400]],
    ['eye', 'identity', [600, 400]],
    ['exp', 'exp', [0, 600]],
  ],
  ['w.out>sgd.initial', 'sgd.value>matmul.a', 'matmul.out>mse.prediction'],
)
const shapes = new Map([
  ['w.out', { rows: 3, cols: 4 }],
  ['sgd.value', { rows: 3, cols: 4 }],
  ['matmul.out', square],
  ['eye.out', { rows: 2, cols: 2 }],
])

test.each([
  ['matmul', 'b', 'needs 4 rows'],
  ['mse', 'target', 'needs a 4×4'],
  ['backward', 'loss', 'needs a 1×1'],
  ['sgd', 'gradient', 'needs a 3×4'],
  ['exp', 'in', 'needs a wire: any matrix'],
])('%s.%s: %s', (node, port, hint) => {
  expect(hintFor(graph, library, shapes, { node, port })).toBe(hint)
})

test('a size is offered where only one fits, and taken as one step', () => {
  const wired = graphOf(
    [
      ['m', 'random', [0, 0], { rows: 4, cols: 4 }],
      ['mse', 'mse', [300, 0]],
      ['eye', 'identity', [0, 400]],
    ],
    ['m.out>mse.prediction', 'eye.out>mse.target'],
  )
  const known = new Map([['m.out', square]])
  const [offer] = offersOf(wired, library, known, 'eye')
  expect(offer?.text).toBe('Use the size that fits: 4×4')
  expect(offer?.apply(wired).nodes[2]?.params.get('size')).toBe(4)
  expect(fittingParams(wired, library, known, 'm')).toBeNull()
})

test('only the numbers that must be are set: the columns of what MatMul takes stay free', () => {
  const wired = graphOf(
    [
      ['m', 'random', [0, 0], { rows: 3, cols: 4 }],
      ['matmul', 'matmul', [300, 0]],
      ['v', 'random', [0, 400]],
    ],
    ['m.out>matmul.a', 'v.out>matmul.b'],
  )
  const fitting = fittingParams(wired, library, new Map([['m.out', { rows: 3, cols: 4 }]]), 'v')
  expect(fitting?.params).toEqual(new Map([['rows', 4]]))
})

test.each(['sgd', 'adam'])(
  '%s beside a loss offers to wire its gradient, whole and without an overlap',
  (type) => {
    const beside = graphOf(
      [
        ['loss', 'mse', [0, 0]],
        ['learner', type, [0, 300]],
      ],
      [],
    )
    const [offer] = offersOf(beside, library, new Map(), 'learner')
    expect(offer?.text).toBe('Wire its gradient: Backward of MSE')
    const done = offer?.apply(beside) ?? beside
    expect(done.wires.map(wireKey)).toEqual([
      'loss.loss>backward.loss',
      'learner.value>backward.of',
      'backward.gradient>learner.gradient',
    ])
    expect(overlaps(done, library)).toEqual([])
    expect(offersOf(done, library, new Map(), 'learner')).toEqual([])
  },
)

test('without a loss nothing is offered', () => {
  expect(offersOf(graphOf([['sgd', 'sgd']]), library, new Map(), 'sgd')).toEqual([])
})

test('the wires that are likely meant come first: open inputs, no rings, gradients where one learns', () => {
  const all = (id: string) => choicesFor(graph, library, shapes, { id, port: null }).map(({ text }) => text)
  expect(all('matmul')[0]).toMatch(/^b ← (?!matmul|mse)/)
  expect(all('sgd')[0]).toBe('gradient ← backward.gradient')
  expect(all('mse')[0]).not.toMatch(/← (mse|backward)/)
})
