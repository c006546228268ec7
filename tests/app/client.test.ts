// The page's end of the worker: frames one at a time, old answers dropped, a silent worker replaced.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyGraph } from '../../src/graph/document.ts'
import { EngineClient } from '../../src/worker/client.ts'
import type { Compiled, Frame, FromWorker, ToWorker } from '../../src/worker/protocol.ts'
import { Watchdog } from '../../src/worker/watchdog.ts'

/** A worker that only notes what it is told, and says what the test wants. */
class FakeWorker {
  heard: ToWorker[] = []
  terminated = false
  onmessage: ((event: MessageEvent) => void) | null = null
  onerror: ((event: ErrorEvent) => void) | null = null
  onmessageerror: ((event: MessageEvent) => void) | null = null
  postMessage(message: ToWorker): void {
    this.heard.push(message)
  }
  terminate(): void {
    this.terminated = true
  }
  say(data: FromWorker): void {
    this.onmessage?.({ data } as MessageEvent) // of an event only the data is read
  }
  get told(): string[] {
    return this.heard.map(({ type }) => type)
  }
}

let workers: FakeWorker[] = []
let draws: (() => void)[] = []
let page: { visibilityState: string }

beforeEach(() => {
  workers = []
  draws = []
  page = { visibilityState: 'visible' }
  vi.useFakeTimers({ toFake: ['setInterval', 'performance'] })
  vi.stubGlobal('document', page)
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draws.push(draw))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function begin() {
  const listener = { compiled: vi.fn(), frame: vi.fn(), lost: vi.fn(), busy: vi.fn(), inPage: vi.fn() }
  const client = new EngineClient(listener, () => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker // it has all that the client uses of one
  })
  client.open(1, emptyGraph)
  return { client, listener, worker: () => workers.at(-1)! }
}

/** The next animation frame. */
const draw = () => draws.splice(0).forEach((each) => each())

const compiled = (revision: number): Compiled => ({
  type: 'compiled',
  revision,
  problems: [],
  shapes: new Map(),
})

const frame = (revision: number, iteration: number, running = false): Frame => ({
  executor: 'wasm',
  type: 'frame',
  ...{ revision, iteration, first: 0, reached: iteration, running, speed: null, loss: null, stopped: null },
  ...{ values: new Map(), pictures: new Map(), curves: new Map(), kept: new Map() },
})

test('a frame is acknowledged only once it is drawn, and the latest one wins', () => {
  const { listener, worker } = begin()
  worker().say(frame(1, 1))
  worker().say(frame(1, 2))
  expect(worker().told).toEqual(['open'])
  draw()
  expect(worker().told).toEqual(['open', 'shown'])
  expect(listener.frame.mock.calls.map(([shown]) => (shown as Frame).iteration)).toEqual([2])
})

test('answers about an older revision and frames of an older document are dropped', () => {
  const { client, listener, worker } = begin()
  client.edit(2, emptyGraph)
  worker().say(compiled(1))
  expect(listener.compiled).not.toHaveBeenCalled()
  worker().say(compiled(2))
  expect(listener.compiled).toHaveBeenCalledOnce()
  client.open(3, emptyGraph)
  worker().say(frame(2, 7))
  draw()
  expect(listener.frame).not.toHaveBeenCalled()
  expect(worker().told.at(-1)).toBe('shown')
})

test('a run that falls silent for two seconds gets a new worker with the same document and the same looks', () => {
  const { client, listener, worker } = begin()
  client.look(['a.out'], ['plot'])
  worker().say(compiled(1))
  client.run(10)
  vi.advanceTimersByTime(1900)
  expect(workers).toHaveLength(1)
  vi.advanceTimersByTime(600)
  expect(workers[0]?.terminated).toBe(true)
  expect(workers).toHaveLength(2)
  expect(worker().told).toEqual(['open', 'look'])
  expect(listener.lost).toHaveBeenCalledWith('The engine did not answer', 0)
})

test('a worker that speaks, has nothing to do, or waits for a hidden page is left alone', () => {
  const { client, worker } = begin()
  worker().say(compiled(1))
  vi.advanceTimersByTime(10_000)
  client.run(null)
  for (let second = 0; second < 10; second++) {
    vi.advanceTimersByTime(1000)
    worker().say(frame(1, second, true))
    draw()
  }
  worker().say(frame(1, 10, true)) // not drawn: the worker waits for the page
  vi.advanceTimersByTime(10_000)
  draw()
  page.visibilityState = 'hidden'
  vi.advanceTimersByTime(10_000)
  expect(workers).toHaveLength(1)
})

test('a page that was asleep itself does not blame the worker', () => {
  const watchdog = new Watchdog()
  expect(watchdog.tick(0, true, 2000)).toBe(false)
  expect(watchdog.tick(60_000, true, 2000)).toBe(false)
  expect(watchdog.tick(60_250, true, 2000)).toBe(false)
  for (let now = 60_500; now <= 61_500; now += 250) expect(watchdog.tick(now, true, 2000)).toBe(false)
  expect(watchdog.tick(61_750, true, 2000)).toBe(true)
})

test('a document that cannot be compiled, or fails at once again, is not tried forever', () => {
  const { client, listener, worker } = begin()
  worker().say({ type: 'fault', message: 'no' })
  expect(listener.lost).toHaveBeenLastCalledWith('The engine failed (no)', null)
  expect(workers).toHaveLength(1)
  client.edit(2, emptyGraph)
  worker().say(compiled(2))
  worker().say({ type: 'fault', message: 'no' })
  expect(listener.lost).toHaveBeenLastCalledWith('The engine failed (no)', 0)
  worker().say(compiled(2))
  worker().say({ type: 'fault', message: 'no' })
  expect(listener.lost).toHaveBeenLastCalledWith('The engine failed (no)', null)
  expect(workers).toHaveLength(3)
  client.run(5)
  expect(workers).toHaveLength(4)
  expect(worker().told).toEqual(['open', 'run'])
})

test('who asked a worker that is lost gets an answer all the same', async () => {
  const { client, worker } = begin()
  worker().say(compiled(1))
  const asked = client.all()
  worker().say({ type: 'fault', message: 'no' })
  expect(await asked).toBe(null)
})
