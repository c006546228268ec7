// The host behind messages: what it answers, in which order, and that it never runs ahead of the screen.
import { beforeEach, describe, expect, test } from 'vitest'
import { library } from '../../src/library.ts'
import { Host } from '../../src/worker/host.ts'
import type { Compiled, Frame, FromWorker, ToWorker } from '../../src/worker/protocol.ts'
import { descent, graphOf } from '../engine/building.ts'

/** A host whose clock moves a millisecond at every look, and whose later tasks wait to be let in. */
class Desk {
  readonly sent: FromWorker[] = []
  readonly #tasks: (() => void)[] = []
  #time = 0
  readonly #host = new Host(library, {
    post: (message) => this.sent.push(message),
    later: (task) => this.#tasks.push(task),
    now: () => (this.#time += 1),
  })

  say(...messages: ToWorker[]): this {
    for (const message of messages) this.#host.receive(message)
    return this
  }
  /** Lets the host work, acknowledging every frame, until it has nothing more to do. */
  settle(limit = 100_000): this {
    for (let count = 0; count < limit; count += 1) {
      const task = this.#tasks.shift()
      if (!task) break
      task()
      this.say({ type: 'shown' })
    }
    return this
  }
  /** Lets it work once without acknowledging anything. */
  turn(): this {
    this.#tasks.shift()?.()
    return this
  }
  get frames(): Frame[] {
    return this.sent.filter((message) => message.type === 'frame')
  }
  get last(): Frame {
    const found = this.frames.at(-1)
    if (!found) throw new Error('no frame was sent')
    return found
  }
  get compiled(): Compiled | undefined {
    return this.sent.findLast((message) => message.type === 'compiled')
  }
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})

describe('opening', () => {
  test('shows iteration 0, runs nothing, and tells the shapes', () => {
    desk.say({ type: 'open', revision: 1, graph: descent() })
    expect(desk.compiled?.shapes.get('sgd.value')).toMatchObject({ rows: 4, cols: 4 })
    expect(desk.last).toMatchObject({ revision: 1, iteration: 0, reached: 0, running: false, stopped: null })
    expect(desk.last.loss).toBeCloseTo(0.8492836, 6)
    desk.settle()
    expect(desk.last.iteration).toBe(0)
  })

  test('a failed check of the start is a problem of its node', () => {
    const graph = graphOf({ zero: ['number', { value: 0 }], assert: 'assert' }, ['zero.out > assert.in'])
    desk.say({ type: 'open', revision: 1, graph })
    expect(desk.compiled?.problems).toMatchObject([{ code: 'ASSERTION_FAILED', node: 'assert' }])
  })
})

describe('running', () => {
  test('stops exactly where it is told, and says so', () => {
    desk
      .say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' }, { type: 'run', until: 777 })
      .settle()
    expect(desk.last).toMatchObject({ iteration: 777, running: false, stopped: { why: 'finished' } })
    expect(desk.last.curves.get('plot')?.[0]?.count).toBe(777)
  })

  test('sends nothing more until the last frame is on the screen', () => {
    desk.say({ type: 'open', revision: 1, graph: descent() }, { type: 'run', until: null })
    const before = desk.frames.length
    for (let count = 0; count < 20; count += 1) desk.turn()
    expect(desk.frames.length).toBe(before)
    desk.say({ type: 'shown' })
    expect(desk.frames.length).toBe(before + 1)
    expect(desk.last.iteration).toBeGreaterThan(0)
    desk.say({ type: 'pause' }, { type: 'shown' })
    expect(desk.last.running).toBe(false)
  })

  test('an edit while running takes effect without starting over', () => {
    desk
      .say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' }, { type: 'run', until: null })
      .settle(5)
    const { iteration } = desk.last
    desk.say({ type: 'edit', revision: 2, graph: descent({ momentum: 0.1 }) }).settle(5)
    expect(desk.last.revision).toBe(2)
    expect(desk.last.iteration).toBeGreaterThan(iteration)
    expect(desk.last.running).toBe(true)
  })

  test('what cannot run says why', () => {
    const graph = descent()
    const cut = { ...graph, wires: graph.wires.filter(({ to }) => to.port !== 'gradient') }
    desk
      .say({ type: 'open', revision: 1, graph: cut }, { type: 'shown' }, { type: 'run', until: 10 })
      .settle()
    expect(desk.last).toMatchObject({
      iteration: 0,
      stopped: { why: 'problem', problem: { code: 'INPUT_MISSING', node: 'sgd' } },
    })
  })
})

describe('looking', () => {
  test('only what is looked at crosses', () => {
    desk.say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' })
    expect(desk.last.values.size).toBe(0)
    desk.say({ type: 'look', outputs: ['matmul.out'], pictures: [] })
    expect([...desk.last.values.keys()]).toEqual(['matmul.out'])
  })

  test('seeking shows a past iteration, stepping goes on from it, reset goes to the start', () => {
    desk
      .say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' }, { type: 'run', until: 50 })
      .settle()
    desk.say({ type: 'seek', iteration: 20 }, { type: 'shown' })
    expect(desk.last).toMatchObject({ iteration: 20, reached: 50 })
    desk.say({ type: 'step' }, { type: 'shown' })
    expect(desk.last).toMatchObject({ iteration: 21, reached: 50 })
    desk.say({ type: 'reset' }, { type: 'shown' })
    expect(desk.last).toMatchObject({ iteration: 0, reached: 0 })
  })

  test('all values are answered on request', () => {
    desk.say({ type: 'open', revision: 1, graph: descent() }, { type: 'all', request: 7 })
    const all = desk.sent.find((message) => message.type === 'all')
    expect(all).toMatchObject({ request: 7, iteration: 0 })
    expect(all?.type === 'all' && all.values.get('identity.out')?.data[0]).toBe(1)
  })
})

describe('a digest', () => {
  const digests = () => desk.sent.filter((message) => message.type === 'digest')

  test('is answered while a run is on, and null where there is none', () => {
    desk.say({ type: 'digest', request: 1, iteration: 0 })
    desk.say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' }, { type: 'run', until: 500 })
    desk
      .turn()
      .say({ type: 'digest', request: 2, iteration: 1 }, { type: 'digest', request: 3, iteration: 501 })
    desk.settle().say({ type: 'digest', request: 4, iteration: 1 })
    expect(digests().map(({ request }) => request)).toEqual([1, 2, 3, 4])
    expect([digests()[0]?.digest, digests()[2]?.digest]).toEqual([null, null])
    expect(digests()[1]?.digest).toEqual(digests()[3]?.digest)
    expect(digests()[3]?.digest?.memories).toMatch(/^[\da-f]{8}$/)
    expect(desk.last).toMatchObject({ iteration: 500, running: false, stopped: { why: 'finished' } })
  })
})
