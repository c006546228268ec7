// The host behind messages: what it answers, in which order, and that it never runs ahead of the screen.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Graph, Json } from '../../src/graph/document.ts'
import { library } from '../../src/library.ts'
import { Host } from '../../src/worker/host.ts'
import type { Checkpoint } from '../../src/engine/checkpoint.ts'
import type { Busy, Compiled, Frame, FromWorker, ToWorker } from '../../src/worker/protocol.ts'
import { descent, graphOf } from '../engine/building.ts'

/** A host whose clock moves a millisecond at every look, and whose later tasks wait to be let in. */
class Desk {
  readonly sent: FromWorker[] = []
  readonly #tasks: (() => void)[] = []
  #time = 0
  #tick = 1
  readonly #host: Host

  constructor(pace?: number) {
    this.#host = new Host(library, {
      ...(pace === undefined ? {} : { pace }),
      post: (message) => this.sent.push(message),
      later: (task) => this.#tasks.push(task),
      now: () => (this.#time += this.#tick),
    })
  }

  /** From now on each look at the clock takes so long. */
  slow(milliseconds: number): this {
    this.#tick = milliseconds
    return this
  }
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
      this.say({ type: 'shown' }, { type: 'held' })
    }
    return this
  }
  /** Lets it work so often, and acknowledges everything. */
  turns(count: number): this {
    for (let turn = 0; turn < count; turn += 1) this.turn().say({ type: 'shown' }, { type: 'held' })
    return this
  }
  get checkpoints(): Checkpoint[] {
    return this.sent.flatMap((message) => (message.type === 'checkpoint' ? message.checkpoint : []))
  }
  get busy(): Busy[] {
    return this.sent.filter((message) => message.type === 'busy')
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

/** An iteration of 10 ms or so, which is cut into several pieces by the pace below. */
const heavy = (params: Record<string, Json> = {}, title?: string): Graph => {
  const graph = graphOf(
    {
      A: ['random', { rows: 128, cols: 128, low: -0.1, high: 0.1, ...params }],
      M: 'memory',
      product: 'matmul',
    },
    ['A.out > M.initial', 'M.value > product.a', 'A.out > product.b', 'product.out > M.next'],
  )
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === 'product' && title ? { ...node, title } : node)),
  }
}

describe('a long iteration', () => {
  const open = (graph = heavy()) =>
    new Desk(5000).slow(300).say({ type: 'open', revision: 1, graph }, { type: 'shown' })

  test('runs, and reports what it computes and how far it is', () => {
    const desk = open(heavy({}, 'Power')).settle().say({ type: 'run', until: 3 })
    const before = desk.busy.length
    desk.settle()
    expect(desk.last).toMatchObject({ iteration: 3, running: false, stopped: { why: 'finished' } })
    const running = desk.busy.slice(before).filter(({ doing }) => doing === 'running')
    expect(running.length).toBeGreaterThan(5)
    expect(running.every(({ node, done }) => node === 'Power' && done > 0 && done <= 1)).toBe(true)
    expect(running.some(({ seconds }) => (seconds ?? 0) > 0)).toBe(true)
  })

  test('of a graph just opened is computed to be checked; a run does not wait for it, and a frame says when it is over', () => {
    const desk = open().turns(2)
    expect(desk.busy.at(-1)?.doing).toBe('looking')
    desk.say({ type: 'run', until: null })
    expect(desk.last).toMatchObject({ iteration: 0, running: true })
    const checked = open()
    const before = checked.frames.length
    checked.settle()
    expect(checked.frames.length).toBe(before + 1)
    expect(checked.sent.at(-1)?.type).toBe('frame')
  })

  test('is left by a pause between two pieces, and completed by the next run, to the same state', () => {
    const straight = open().settle().say({ type: 'run', until: 3 }).settle()
    const desk = open().settle().say({ type: 'run', until: null }).turns(4)
    desk.say({ type: 'pause' })
    const { iteration, running } = desk.last
    expect(running).toBe(false)
    expect(desk.busy.at(-1)?.doing).toBe('running')
    expect(desk.turns(3).last.iteration).toBe(iteration)
    desk.say({ type: 'run', until: 3 }).settle()
    const end = (of: Desk) => of.checkpoints.at(-1)?.memories.map(({ value }) => [...value.data])
    expect(desk.last.iteration).toBe(3)
    expect(end(desk)).toEqual(end(straight))
  })

  test('gives way to reset, seek and edits at its next rest', () => {
    const desk = open().settle().say({ type: 'run', until: 2 }).settle()
    desk.say({ type: 'run', until: null }).turns(2).say({ type: 'reset' }, { type: 'shown' })
    expect(desk.last).toMatchObject({ iteration: 0, running: false })
    desk.say({ type: 'run', until: 2 }).settle().say({ type: 'run', until: null }).turns(2)
    desk.say({ type: 'seek', iteration: 1 }).settle()
    expect(desk.last).toMatchObject({ iteration: 1, running: false, reached: 2 })
    desk
      .say({ type: 'run', until: null })
      .turns(2)
      .say({ type: 'edit', revision: 2, graph: heavy({ seed: 2 }) })
    desk.turns(2)
    expect(desk.last).toMatchObject({ revision: 2, running: true, iteration: 1 })
  })

  test('what is asked for while a graph is compiled is done after that, and a new document forgets it', () => {
    const slow = graphOf({ A: ['random', { rows: 400, cols: 400 }], product: 'matmul', M: 'memory' }, [
      ...['A.out > product.a', 'A.out > product.b', 'product.out > M.initial', 'M.value > M.next'],
    ])
    const desk = new Desk().say({ type: 'open', revision: 1, graph: slow })
    expect(desk.compiled).toBeUndefined()
    desk.say({ type: 'run', until: 5 }, { type: 'edit', revision: 2, graph: slow }).settle()
    expect(desk.compiled?.revision).toBe(2)
    expect(desk.last).toMatchObject({ iteration: 5, stopped: { why: 'finished' } })
    desk.say({ type: 'open', revision: 3, graph: slow }, { type: 'run', until: 7 })
    desk.say({ type: 'open', revision: 4, graph: slow }).settle()
    expect(desk.last).toMatchObject({ revision: 4, iteration: 0, running: false, reached: 0 })
  })
})

describe('checkpoints', () => {
  test('come now and then, only when the last one is held, and at once when the run rests', () => {
    desk.say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' }, { type: 'run', until: null })
    for (let count = 0; count < 200; count += 1) desk.turn().say({ type: 'shown' })
    expect(desk.checkpoints).toHaveLength(1)
    desk.turns(200)
    expect(desk.checkpoints.length).toBeGreaterThan(2)
    expect(desk.checkpoints.length).toBeLessThan(20)
    desk.say({ type: 'pause' }, { type: 'shown' })
    expect(desk.checkpoints.at(-1)?.iteration).toBe(desk.last.iteration)
    const sent = desk.checkpoints.length
    desk.say({ type: 'held' }, { type: 'held' })
    expect(desk.checkpoints).toHaveLength(sent)
  })

  test('another host goes on from one, to the bits and the curve of a run that was not lost', () => {
    const whole = new Desk().say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' })
    whole.say({ type: 'run', until: 900 }).settle()
    desk.say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' })
    desk.say({ type: 'run', until: 500 }).settle()
    const [from] = desk.checkpoints
    const other = new Desk().say({ type: 'open', revision: 1, graph: descent(), ...(from && { from }) })
    expect(other.last).toMatchObject({ first: from?.iteration, iteration: from?.iteration, running: false })
    other.say({ type: 'shown' }, { type: 'run', until: 900 }).settle()
    expect(other.last.loss).toBe(whole.last.loss)
    expect(other.checkpoints.at(-1)?.memories).toEqual(whole.checkpoints.at(-1)?.memories)
    const [curve] = other.last.curves.get('plot') ?? []
    expect(curve?.count).toBe(900)
    expect(curve?.x[0]).toBe(0)
  })
})

describe('a digest', () => {
  const digests = () => desk.sent.filter((message) => message.type === 'digest')

  test('is answered while a run is on, and null where there is none', () => {
    desk.say({ type: 'open', revision: 1, graph: descent() }, { type: 'shown' }, { type: 'run', until: 500 })
    desk
      .turn()
      .say({ type: 'digest', request: 2, iteration: 1 }, { type: 'digest', request: 3, iteration: 501 })
    desk.settle().say({ type: 'digest', request: 4, iteration: 1 })
    expect(digests().map(({ request }) => request)).toEqual([2, 3, 4])
    expect(digests()[1]?.digest).toBe(null)
    expect(digests()[0]?.digest).toEqual(digests()[2]?.digest)
    expect(digests()[2]?.digest?.memories).toMatch(/^[\da-f]{8}$/)
    expect(desk.last).toMatchObject({ iteration: 500, running: false, stopped: { why: 'finished' } })
  })
})
