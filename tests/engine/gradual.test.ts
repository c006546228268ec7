// Gradual work: left and gone on with wherever it rests, it comes to the bits of a run without any rest.
import { describe, expect, test } from 'vitest'
import { compile, compileGradually } from '../../src/engine/compile.ts'
import { finish, type Gradual } from '../../src/engine/gradual.ts'
import { Session } from '../../src/engine/session.ts'
import type { Graph } from '../../src/graph/document.ts'
import { library } from '../../src/library.ts'
import { descent, graphOf, seeded } from './building.ts'
import { many, randomGraph } from './random-graphs.ts'

/** At this pace everything takes long, and what can be cut is cut as finely as it can be. */
const pace = 1
const bitsOf = ({ plan, iteration }: Session) => ({
  iteration,
  memories: plan.cells.map(({ value }) => [...new Uint32Array(value.data.slice().buffer)]),
})
const lossesOf = ({ series }: Session) =>
  series.map(({ values }) => [...new Uint32Array(values.slice().buffer)])

/** Rests until it is left or done; answers whether it is done. */
function work(gradual: Gradual<unknown>, rests: number): boolean {
  for (let count = 0; count < rests; count += 1) if (gradual.next().done) return true
  return false
}

/** One iteration with others getting their turn: it is left again and again, and looked at meanwhile. */
function iterate(session: Session, draw: () => number): void {
  const { iteration } = session
  while (session.iteration === iteration && !session.stopped) {
    if (draw() < 0.3) work(session.lookGradually(), Math.ceil(draw() * 5))
    work(session.runGradually(), Math.ceil(draw() * 20))
  }
}

const large = (rest: Partial<Graph> = {}) =>
  graphOf(
    {
      A: ['random', { rows: 34, cols: 34, low: -0.1, high: 0.1, seed: 1 }],
      shift: ['identity', { size: 34 }],
      M: 'memory',
      product: 'matmul',
      moved: 'add',
      undone: 'inverse',
      det: 'determinant',
      squashed: 'tanh',
      next: 'multiply',
      mean: 'mean',
      total: 'add',
      plot: 'lossplot',
    },
    [
      ...['A.out > M.initial', 'M.value > product.a', 'A.out > product.b', 'product.out > moved.a'],
      ...['shift.out > moved.b', 'moved.out > undone.in', 'moved.out > det.in', 'undone.out > squashed.in'],
      ...['squashed.out > next.a', 'det.out > next.b', 'next.out > M.next', 'next.out > mean.in'],
      ...['mean.out > total.a', 'det.out > total.b', 'total.out > plot.in'],
    ],
    rest,
  )

describe.each(['js', 'wasm'] as const)('in %s', (executor) => {
  test.each(['separate', 'fused'] as const)(
    'products, inverses and determinants are cut, to the same bits: %s',
    (arithmetic) => {
      const program = compile(large({ arithmetic }), library)
      expect(program.problems).toEqual([])
      const straight = new Session(program, { executor, pace: 1e12 })
      const gradual = new Session(program, { executor, pace })
      expect(straight.isLong).toBe(false)
      expect(gradual.isLong).toBe(true)
      const cut = [...gradual.plan.pieces].map(([{ operation }, pieces]) => [
        operation.kind.type,
        pieces.length,
      ])
      expect(new Map(cut as [string, number][]).get('matmul')).toBe(17)
      expect(straight.run(12)).toBe(12)
      const draw = seeded(7)
      for (let count = 0; count < 12; count += 1) iterate(gradual, draw)
      expect(bitsOf(gradual)).toEqual(bitsOf(straight))
      expect(lossesOf(gradual)).toEqual(lossesOf(straight))
    },
  )

  test('60 random graphs, left at random and looked at meanwhile, come to the same bits', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const program = compile(randomGraph(seed, false, many).graph, library)
      const straight = new Session(program, { executor, pace: 1e12 })
      const gradual = new Session(program, { executor, pace })
      straight.run(4)
      const draw = seeded(seed)
      for (let count = 0; count < 4 && !gradual.stopped; count += 1) iterate(gradual, draw)
      expect(bitsOf(gradual), `seed ${seed}`).toEqual(bitsOf(straight))
      expect(lossesOf(gradual), `seed ${seed}`).toEqual(lossesOf(straight))
      expect(gradual.stopped, `seed ${seed}`).toEqual(straight.stopped)
    }
  })

  test('a past iteration is gone to gradually, and one that is left half-way leaves a state to go on from', () => {
    const program = compile(large(), library)
    const straight = new Session(program, { executor, pace: 1e12, historyBudget: 1e6 })
    // There is room for a few states only, so that others are replayed.
    const gradual = new Session(program, { executor, pace, historyBudget: 20_000 })
    straight.run(20)
    for (let count = 0; count < 20; count += 1) finish(gradual.runGradually())
    work(gradual.seekGradually(13), 3)
    expect(gradual.iteration).toBeLessThanOrEqual(13)
    expect(finish(gradual.seekGradually(13))).toBe(true)
    straight.seek(13)
    expect(bitsOf(gradual)).toEqual(bitsOf(straight))
    finish(gradual.runGradually())
    straight.run(1)
    expect(bitsOf(gradual)).toEqual(bitsOf(straight))
  })

  test('another session goes on from a checkpoint to the same bits, with the curve as it was drawn', () => {
    const start = () => new Session(compile(descent(), library), { executor, historyBudget: 1e6 })
    const [whole, first, second] = [start(), start(), start()]
    whole.run(3000)
    first.run(2000)
    second.restore(structuredClone(first.checkpoint(100)))
    expect(second).toMatchObject({ iteration: 2000, reached: 2000, first: 2000 })
    expect(second.curves(100)).toEqual(first.curves(100))
    second.run(1000)
    expect(bitsOf(second)).toEqual(bitsOf(whole))
    expect([...(second.series[0]?.values ?? [])]).toEqual([...(whole.series[0]?.values.slice(2000) ?? [])])
    expect(second.seek(1999)).toBe(false)
    expect(second.seek(2001)).toBe(true)
    second.reset()
    second.run(3000)
    expect(bitsOf(second)).toEqual(bitsOf(whole))
    expect(second.curves(100)).toEqual(whole.curves(100))
  })
})

test('a large constant is folded with rests, to the same numbers', () => {
  const graph = graphOf(
    { A: ['random', { rows: 480, cols: 480, seed: 3 }], product: 'matmul', det: 'determinant' },
    ['A.out > product.a', 'A.out > product.b', 'A.out > det.in'],
  )
  const gradual = compileGradually(graph, library)
  const rested = new Map<string, number>()
  let step = gradual.next()
  for (; !step.done; step = gradual.next()) {
    const { operation, done } = step.value
    expect(done).toBeGreaterThanOrEqual(rested.get(operation.node) ?? 0)
    expect(done).toBeLessThanOrEqual(1)
    rested.set(operation.node, done)
  }
  expect([...rested.keys()].toSorted()).toEqual(['det', 'product'])
  const { plan } = new Session(step.value, { executor: 'js', pace: 1e12 })
  const a = plan.read('A.out')
  const kernels = library.get('matmul')?.definition.run
  const out = { rows: 480, cols: 480, data: new Float32Array(480 * 480) }
  if (a) kernels?.({ out }, { a, b: a }, {}, { arithmetic: 'separate', iteration: 0 })
  expect(plan.read('product.out')?.data).toEqual(out.data)
})
