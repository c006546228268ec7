// Optimisers and the descent that they take part in: their formulas, step by step in float32, whether a learning rate is set or wired.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Interpreter } from '../../src/engine/interpreter.ts'
import { compiled, outputOf, type Node, type Wire } from './bench.ts'

const round = Math.fround

/** Descends L = mean((3 − W)²) from W = 0 for 1×1 matrices; answers W at iterations 0 … steps. */
function descend(optimizer: Node, steps: number, more: readonly Node[] = [], wires: readonly Wire[] = []) {
  const [id] = optimizer
  const program = compiled(
    [
      ['start', 'number', { value: 0 }],
      ['target', 'number', { value: 3 }],
      optimizer,
      ['mse', 'mse'],
      ['grad', 'backward'],
      ...more,
    ],
    [
      ...([`start.out ${id}.initial`, `${id}.value mse.prediction`, 'target.out mse.target'] as const),
      ...(['mse.loss grad.loss', `${id}.value grad.of`, `grad.gradient ${id}.gradient`] as const),
      ...wires,
    ],
  )
  const run = new Interpreter(program)
  const found: number[] = []
  for (; run.iteration <= steps; run.advance())
    found.push(run.values.get(outputOf(program, `${id}.value`))?.data[0] ?? NaN)
  return found
}

describe('sgd', () => {
  const expected = (learningRate: number, momentum: number, steps: number) => {
    const values = [0]
    for (let w = 0, v = 0, t = 0; t < steps; t += 1) {
      const gradient = -round(2 * round(3 - w))
      v = round(round(round(momentum) * v) + gradient)
      w = round(w - round(round(learningRate) * v))
      values.push(w)
    }
    return values
  }

  test.each([
    [0.1, 0],
    [0.1, 0.9],
    [0.03, 0.5],
  ])('with learning rate %d and momentum %d follows its formula to the bit', (learningRate, momentum) => {
    const found = descend(['sgd', 'sgd', { learningRate, momentum }], 50)
    expect(found).toEqual(expected(learningRate, momentum, 50))
  })

  test('takes learning rate and momentum from wires, to the same bits', () => {
    const more = [
      ['rate', 'number', { value: 0.05 }],
      ['kept', 'number', { value: 0.9 }],
    ] as const
    const found = descend(['sgd', 'sgd'], 50, more, ['rate.out sgd.learningRate', 'kept.out sgd.momentum'])
    expect(found).toEqual(expected(0.05, 0.9, 50))
  })

  test('lets the learning rate depend on the loss of the same iteration', () => {
    const found = descend(
      ['sgd', 'sgd'],
      1,
      [['rate', 'scale', { factor: 0.01 }]],
      ['mse.loss rate.in', 'rate.out sgd.learningRate'],
    )
    expect(found).toEqual([0, round(round(9 * round(0.01)) * 6)])
  })
})

interface Stream {
  readonly losses: readonly number[]
  readonly final: readonly number[]
  readonly n: number
  readonly m: number
  readonly p: number
  readonly seed: number
  readonly learningRate: number
  readonly momentum: number
}

describe.each(['3x3x3-seed-1', '7x3x9-seed-11', '16x16x16-seed-42'])('the descent of PyTorch %s', (name) => {
  const wanted = JSON.parse(readFileSync(`tests/torch/stream-${name}.json`, 'utf8')) as Stream
  const { n, m, p, seed, learningRate, momentum } = wanted
  const program = compiled(
    [
      ['w', 'random', { rows: n, cols: m, seed }],
      ['factor', 'random', { rows: m, cols: p, seed, skip: n * m }],
      ['target', 'random', { rows: n, cols: p, seed, skip: n * m + m * p }],
      ['sgd', 'sgd', { learningRate, momentum }],
      ...(['matmul', 'mse', 'backward'] as const).map((type): Node => [type, type]),
    ],
    [
      ...([
        'w.out sgd.initial',
        'sgd.value matmul.a',
        'factor.out matmul.b',
        'matmul.out mse.prediction',
      ] as const),
      ...(['target.out mse.target', 'mse.loss backward.loss', 'sgd.value backward.of'] as const),
      'backward.gradient sgd.gradient',
    ],
  )

  test('comes out of the nodes to the bit', () => {
    const run = new Interpreter(program)
    const read = (end: string) => [...(run.values.get(outputOf(program, end))?.data ?? [])]
    const losses: number[] = []
    for (; run.iteration < wanted.losses.length; run.advance()) losses.push(...read('mse.loss'))
    expect(losses).toEqual(wanted.losses)
    expect(read('sgd.value')).toEqual(wanted.final)
  })
})

describe('adam', () => {
  test('takes first steps as long as its learning rate, whatever the gradient', () => {
    for (const learningRate of [0.1, 0.001]) {
      const [, first = NaN] = descend(['adam', 'adam', { learningRate }], 1)
      expect(Math.abs(first / learningRate - 1)).toBeLessThan(1e-6)
    }
  })

  test('arrives', () => {
    expect(Math.abs((descend(['adam', 'adam', { learningRate: 0.05 }], 600).at(-1) ?? NaN) - 3)).toBeLessThan(
      1e-3,
    )
  })
})
