// A walk through iterations, from the worker's answers to what is shown: at each stop the numbers of a run, to the bit.
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { currentOf, type Cursor, shownAt, statusOf, walkedOf } from '../../src/app/walk/cursor.ts'
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import { emptyGraph, type Graph } from '../../src/graph/document.ts'
import { load } from '../../src/graph/load.ts'
import { library } from '../../src/library.ts'
import { Host } from '../../src/worker/host.ts'
import type { Anatomy, FromWorker, ToWorker } from '../../src/worker/protocol.ts'

const opened = (name: string): Graph => {
  const text = readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), 'utf8')
  return load(text).graph ?? emptyGraph
}

/** A host that is asked to take iterations apart. */
class Bench {
  readonly #sent: FromWorker[] = []
  readonly #tasks: (() => void)[] = []
  readonly #host = new Host(library, {
    post: (message) => this.#sent.push(message),
    later: (task) => this.#tasks.push(task),
    now: () => performance.now(),
  })
  #request = 0

  say(...messages: ToWorker[]): this {
    for (const message of messages) this.#host.receive(message)
    for (let task = this.#tasks.shift(); task; task = this.#tasks.shift()) task()
    return this
  }

  async dissect(): Promise<Anatomy> {
    const request = (this.#request += 1)
    this.say({ type: 'dissect', request })
    return vi.waitFor(() => {
      this.say({ type: 'shown' })
      const answer = this.#sent.find((each) => each.type === 'anatomy' && each.request === request)
      if (answer?.type !== 'anatomy' || !answer.anatomy) throw new Error('it has not answered yet')
      return answer.anatomy
    })
  }
}

/** The values of a headless run at an iteration. */
function headless(graph: Graph, iteration: number): (output: string) => unknown {
  const session = new Session(compile(graph, library))
  session.run(iteration)
  session.look()
  return (output) => session.plan.read(output)?.data.slice()
}

test.each(['matrix-inverse', 'xor'])(
  '%s: node by node to iteration 2 and back to its start',
  async (name) => {
    const graph = opened(name)
    const bench = new Bench().say({ type: 'open', revision: 1, graph })
    const anatomies: Anatomy[] = []
    for (let iteration = 0; iteration < 3; iteration += 1) {
      anatomies.push(await bench.dissect())
      bench.say({ type: 'step' })
    }
    bench.say({ type: 'seek', iteration: 1 })
    // Back in an iteration there is what was there before, to the bit.
    const again = await bench.dissect()
    expect(again).toEqual(anatomies[1])
    for (const [iteration, anatomy] of anatomies.entries()) {
      const [now, before] = [headless(graph, iteration), headless(graph, Math.max(0, iteration - 1))]
      expect(anatomy.iteration).toBe(iteration)
      for (let done = 0; done <= anatomy.steps.length; done += 1) {
        const cursor: Cursor = { anatomy, done, inside: null }
        const { values } = shownAt(cursor)
        const later = new Set(anatomy.steps.slice(done).flatMap(({ settles }) => settles))
        for (const output of anatomy.values.keys()) {
          const wanted = !later.has(output) ? now(output) : iteration > 0 ? before(output) : undefined
          expect(values.get(output)?.data, `${statusOf(cursor)} ${output}`).toEqual(wanted)
        }
        const { pale, current } = walkedOf(cursor)
        expect(current === null || !pale.has(current)).toBe(true)
        expect(current).toBe(anatomy.steps[done - 1]?.node ?? null)
      }
    }
  },
)

test('inside of a step its parts are told one after the other', async () => {
  const anatomy = await new Bench()
    .say({ type: 'open', revision: 1, graph: opened('matrix-inverse') })
    .dissect()
  const done = anatomy.steps.findIndex(({ phase }) => phase === 'backward')
  const told = [1, 2, 3].map((inside) => {
    const cursor = { anatomy, done, inside }
    return [statusOf(cursor), walkedOf(cursor).lit]
  })
  expect(told).toEqual([
    ['iteration 0 · backward 1 of 3 · ∂loss/∂MSE', 'mse.loss'],
    ['iteration 0 · backward 2 of 3 · ∂loss/∂Ŷ = W · M', 'matmul.out'],
    ['iteration 0 · backward 3 of 3 · ∂loss/∂SGD', 'sgd.value'],
  ])
  expect(currentOf({ anatomy, done, inside: 1 })?.node).toBe('backward')
})
