// Digests: two runs that arrived at the same bits have the same, and others have not.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import type { Executor } from '../../src/engine/executor.ts'
import { finish } from '../../src/engine/gradual.ts'
import { Session } from '../../src/engine/session.ts'
import { library } from '../../src/library.ts'
import { descent, graphOf } from './building.ts'

const session = (executor: Executor = 'js'): Session =>
  new Session(compile(descent(), library), { executor, historyBudget: 1e6 })

const digestAt = (run: Session, iteration: number) => finish(run.digestGradually(iteration))

function digestAfter(iterations: number, executor: Executor = 'js') {
  const run = session(executor)
  run.run(iterations)
  return digestAt(run, iterations)
}

describe('the digest of a state', () => {
  test('is the same for whatever computes it', () => {
    expect(digestAfter(500, 'js')).toEqual(digestAfter(500, 'wasm'))
  })

  test('tells iterations apart', () => {
    const digests = [0, 1, 2, 3, 50, 51].map((count) => JSON.stringify(digestAfter(count)))
    expect(new Set(digests).size).toBe(digests.length)
  })

  test('is known of every iteration that has run, and asking leaves the run alone', () => {
    const run = session()
    run.run(300)
    const [loss, memories] = [run.loss, run.plan.state.slice()]
    for (const iteration of [0, 1, 137, 299]) expect(digestAt(run, iteration)).toEqual(digestAfter(iteration))
    expect([run.iteration, run.reached, run.loss]).toEqual([300, 300, loss])
    expect(run.plan.state).toEqual(memories)
    run.run(200)
    expect(digestAt(run, 500)).toEqual(digestAfter(500))
    expect(digestAt(run, 501)).toBe(null)
  })

  test('changes with one bit of one memory', () => {
    const run = session()
    run.run(20)
    const before = digestAt(run, 20)
    const bits = new Uint32Array(run.plan.state.buffer, run.plan.state.byteOffset, 1)
    bits[0] = (bits[0] ?? 0) ^ 1
    expect(digestAt(run, 20)?.memories).not.toBe(before?.memories)
  })

  test('holds the bits of the loss at that iteration', () => {
    const run = session()
    const bits = new DataView(new ArrayBuffer(4))
    run.run(30)
    run.look()
    bits.setFloat32(0, run.loss ?? NaN)
    expect(digestAt(run, 30)?.loss).toBe(bits.getUint32(0).toString(16).padStart(8, '0'))
  })

  test('is not given where the graph was changed on the way: nobody else would arrive there', () => {
    const run = session()
    run.run(10)
    run.replace(compile(descent(), library))
    run.run(10)
    expect(digestAt(run, 20)).toBe(null)
    run.reset()
    run.run(20)
    expect(digestAt(run, 20)).toEqual(digestAfter(20))
  })

  test('is of the memories alone where nothing can be computed from them', () => {
    // The memory counts down to zero, which has no inverse.
    const graph = graphOf(
      {
        three: ['number', { value: 3 }],
        one: 'number',
        m: 'memory',
        less: 'subtract',
        i: 'inverse',
        plot: 'lossplot',
      },
      [
        'three.out > m.initial',
        'm.value > less.a',
        'one.out > less.b',
        'less.out > m.next',
        'm.value > i.in',
        'i.out > plot.in',
      ],
    )
    const run = new Session(compile(graph, library), { executor: 'js', historyBudget: 1e6 })
    run.run(20)
    expect(run.stopped?.why).toBe('problem')
    const { reached } = run
    const last = digestAt(run, reached)
    expect([reached, last?.loss]).toEqual([3, null])
    run.seek(0)
    expect(digestAt(run, reached)).toEqual(last)
    expect(digestAt(run, 0)?.loss).toMatch(/^[\da-f]{8}$/)
  })
})
