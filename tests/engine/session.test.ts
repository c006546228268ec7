// A run from iteration to iteration: what it records, why it stops, how its past comes back.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import type { Graph } from '../../src/graph/document.ts'
import { library } from '../../src/library.ts'
import { descent, graphOf } from './building.ts'

const stateOf = ({ plan }: Session) => plan.cells.map(({ value }) => [...value.data])

describe.each(['js', 'wasm'] as const)('in %s', (executor) => {
  const start = (graph: Graph, historyBudget = 0, curveBudget = Infinity) =>
    new Session(compile(graph, library), { executor, historyBudget, curveBudget })

  describe('recording', () => {
    test('10,000 iterations record values 0 … 9999 and apply 10,000 updates', () => {
      const session = start(descent({}, { arithmetic: 'fused' }))
      expect(session.run(10_000)).toBe(10_000)
      expect(session.iteration).toBe(10_000)
      expect(session.series[0]?.count).toBe(10_000)
      expect(session.series[0]?.valueAt(2000)?.toExponential(4)).toBe('2.6224e-12')
    })

    test('a curve keeps its spikes and what is not finite', () => {
      const session = start(descent())
      session.run(5000)
      const values = session.series[0]?.values ?? new Float32Array()
      values[3217] = 99
      values[1234] = NaN
      const curve = session.curves(100).get('plot')?.[0]
      expect([...(curve?.y ?? [])]).toContain(99)
      expect([...(curve?.y ?? [])].some(Number.isNaN)).toBe(true)
      expect(curve?.x.length).toBeLessThan(410)
      curve?.x.forEach((x, index) => expect(curve.y[index]).toBe(values[x]))
    })

    test('reset repeats the same start', () => {
      const session = start(descent())
      session.run(50)
      const first = stateOf(session)
      session.reset()
      session.run(50)
      expect(stateOf(session)).toEqual(first)
    })
  })

  describe('ends', () => {
    test('at the first number that is not finite, keeping the last finite state', () => {
      const session = start(descent({ learningRate: 1e6 }))
      session.run(1000)
      expect(session.stopped).toMatchObject({ why: 'problem', problem: { code: 'NON_FINITE' } })
      expect(session.stopped?.why === 'problem' && session.stopped.problem.message).toMatch(
        /\((sgd|mse|backward)\): .* iteration \d+/,
      )
      expect(stateOf(session).flat().every(Number.isFinite)).toBe(true)
      expect(session.run(1)).toBe(0)
    })

    test('when the first loss falls below stopBelow', () => {
      const session = start(descent({}, { run: { iterations: 10_000, stopBelow: 1e-3, extra: new Map() } }))
      const done = session.run(10_000)
      const values = session.series[0]?.values ?? new Float32Array()
      expect(session.stopped?.why).toBe('below')
      expect(values.length).toBe(done)
      expect(values.at(-1)).toBeLessThan(1e-3)
      expect(Math.min(...values.slice(0, -1))).toBeGreaterThanOrEqual(1e-3)
    })

    test('at a failed check, naming it', () => {
      const graph = graphOf(
        { t: 'iteration', three: ['number', { value: 3 }], left: 'subtract', assert: 'assert' },
        ['three.out > left.a', 't.out > left.b', 'left.out > assert.in'],
      )
      const session = start(graph)
      expect(session.run(10)).toBe(3)
      expect(session.stopped).toMatchObject({
        iteration: 3,
        problem: { code: 'ASSERTION_FAILED', node: 'assert' },
      })
    })

    test('at a matrix that becomes singular', () => {
      const graph = graphOf(
        {
          t: 'iteration',
          two: ['number', { value: 2 }],
          left: 'subtract',
          inverse: 'inverse',
          plot: 'lossplot',
        },
        ['two.out > left.a', 't.out > left.b', 'left.out > inverse.in', 'inverse.out > plot.in'],
      )
      const session = start(graph)
      expect(session.run(10)).toBe(2)
      expect(session.stopped).toMatchObject({ problem: { code: 'SINGULAR', node: 'inverse' } })
    })
  })

  describe('the past', () => {
    test.each([64e6, 20_000])('any iteration comes back exactly with %d bytes', (budget) => {
      const session = start(descent(), budget)
      const judge = start(descent())
      session.run(1000)
      const states: number[][][] = []
      for (let iteration = 0; iteration <= 1000; iteration += 1) {
        states.push(stateOf(judge))
        judge.run(1)
      }
      for (const iteration of [1000, 0, 999, 1, 500, 501, 137]) {
        expect(session.seek(iteration)).toBe(true)
        expect(session.iteration).toBe(iteration)
        expect(stateOf(session)).toEqual(states[iteration])
      }
      expect(session.seek(1001)).toBe(false)
    })

    test('going on from a past iteration without a change repeats what was', () => {
      const session = start(descent(), 1e6)
      session.run(300)
      const values = session.series[0]?.values.slice()
      session.seek(100)
      session.run(200)
      expect(session.series[0]?.values).toEqual(values)
      expect(session.reached).toBe(300)
    })

    test('an edit keeps memories, and a change at a past iteration forks the run', () => {
      const session = start(descent(), 1e6)
      session.run(200)
      session.seek(137)
      const before = stateOf(session)
      session.replace(compile(descent({ momentum: 0.1 }), library))
      expect(stateOf(session)).toEqual(before)
      expect([session.iteration, session.reached]).toEqual([137, 137])
      session.run(63)
      const judge = start(descent())
      judge.run(137)
      judge.replace(compile(descent({ momentum: 0.1 }), library))
      judge.run(63)
      expect(stateOf(session)).toEqual(stateOf(judge))
      expect(session.seek(100)).toBe(true)
      judge.reset()
      expect(session.series[0]?.count).toBe(200)
    })

    test('a run whose curve outgrows its budget goes back and goes another way', () => {
      const session = start(descent(), 1e6, 20_000)
      const judge = start(descent(), 1e6)
      const pointsOf = () => {
        const { x, y } = session.series[0]?.curve(1e6) ?? { x: [], y: [] }
        return Array.from(x, (iteration, index) => [iteration, y[index]])
      }
      session.run(50_000)
      const before = pointsOf()
      session.seek(30_001)
      session.run(1000)
      expect(pointsOf()).toEqual(before)
      expect(session.series[0]?.count).toBe(50_000)
      session.seek(30_001)
      judge.run(30_001)
      for (const each of [session, judge]) {
        each.replace(compile(descent({ momentum: 0.1 }), library))
        each.run(500)
      }
      const values = judge.series[0]?.values.subarray(30_001) ?? new Float32Array()
      const after = pointsOf().filter(([x = 0]) => x >= 30_001)
      expect(after).toEqual(Array.from(values, (value, index) => [30_001 + index, value]))
      const cell = 64
      expect(pointsOf().findLast(([x = 0]) => x < 30_001)?.[0]).toBeGreaterThan(30_001 - 4 * cell)
      expect(session.series[0]?.count).toBe(30_501)
      expect(session.series[0]?.bytes).toBeLessThanOrEqual(20_000)
    })

    test('all memories take in their next values at once', () => {
      const nodes = {
        one: ['number', { value: 1 }] as const,
        two: ['number', { value: 2 }] as const,
        a: 'memory',
        b: 'memory',
      }
      const session = start(
        graphOf(nodes, [
          'one.out > a.initial',
          'two.out > b.initial',
          'b.value > a.next',
          'a.value > b.next',
        ]),
      )
      session.run(1)
      expect(stateOf(session)).toEqual([[2], [1]])
      session.run(1)
      expect(stateOf(session)).toEqual([[1], [2]])
    })

    test.each([Infinity, 300])(
      'pictures are kept, each with its loss, with %d bytes for curves',
      (budget) => {
        const graph = descent()
        const heatmap = {
          id: 'map',
          type: 'heatmap',
          at: [0, 0] as const,
          params: new Map([['every', 100]]),
          extra: new Map(),
        }
        const wire = {
          from: { node: 'matmul', port: 'out' },
          to: { node: 'map', port: 'in' },
          extra: new Map(),
        }
        const watched = { ...graph, nodes: [...graph.nodes, heatmap], wires: [...graph.wires, wire] }
        const session = start(watched, 0, budget)
        const judge = start(graph)
        session.run(250)
        judge.run(250)
        const kept = session.kept.get('map') ?? []
        expect(kept.map(({ iteration, loss }) => [iteration, loss])).toEqual(
          [0, 100, 200].map((iteration) => [iteration, judge.series[0]?.valueAt(iteration)]),
        )
      },
    )
  })
})
