// The page's end of the worker: frames one at a time, old answers dropped, a silent worker replaced.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyGraph } from '../../src/graph/document.ts'
import { EngineClient } from '../../src/worker/client.ts'
import type { Busy, Compiled, Frame, FromWorker, ToWorker } from '../../src/worker/protocol.ts'
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
/** Hosts in the page. */
let inside: FakeWorker[] = []
let draws: (() => void)[] = []
let page: { visibilityState: string }

beforeEach(() => {
  workers = []
  inside = []
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

const joining = (list: FakeWorker[]) => () => {
  const worker = new FakeWorker()
  list.push(worker)
  return worker // it has all that the client uses of one
}

function begin(start = joining(workers)) {
  const listener = { compiled: vi.fn(), frame: vi.fn(), lost: vi.fn(), busy: vi.fn(), inPage: vi.fn() }
  const client = new EngineClient(listener, start, joining(inside))
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
  ...{ slopes: new Map(), losses: [] },
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

const checkpoint = (iteration: number): FromWorker => ({
  type: 'checkpoint',
  revision: 1,
  checkpoint: { iteration, memories: [], curves: new Map() },
})
const busy = (doing: Busy['doing'], done: number): Busy => ({
  ...{ type: 'busy', doing, node: 'MatMul', done, seconds: null },
})

test('a worker that reports from within a long iteration, or from compiling, is left alone', () => {
  const { client, listener, worker } = begin()
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000)
    worker().say(busy('compiling', second / 60))
  }
  worker().say(compiled(1))
  client.run(null)
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000)
    worker().say(busy('running', second / 60))
  }
  expect(listener.busy).toHaveBeenCalledTimes(120)
  expect(workers).toHaveLength(1)
  vi.advanceTimersByTime(3000)
  expect(workers).toHaveLength(2)
})

test('a new worker goes on from the last checkpoint, and each is acknowledged', () => {
  const { client, listener, worker } = begin()
  worker().say(compiled(1))
  client.run(null)
  worker().say(checkpoint(500))
  worker().say(checkpoint(12_000))
  expect(worker().told).toEqual(['open', 'run', 'held', 'held'])
  vi.advanceTimersByTime(3000)
  expect(listener.lost).toHaveBeenCalledWith('The engine did not answer', 12_000)
  expect(worker().heard).toMatchObject([{ type: 'open', from: { iteration: 12_000 } }])
})

test('a checkpoint of what is left behind is not gone back to', () => {
  const { client, worker } = begin()
  const lose = () => {
    worker().say(compiled(1))
    client.pause()
    worker().say({ type: 'fault', message: 'no' })
    return worker().heard[0]
  }
  worker().say(checkpoint(500))
  client.seek(400)
  expect(lose()).not.toHaveProperty('from')
  worker().say(checkpoint(500))
  client.seek(600)
  expect(lose()).toHaveProperty('from')
  client.reset()
  expect(lose()).not.toHaveProperty('from')
  worker().say(checkpoint(500))
  client.open(1, emptyGraph)
  expect(lose()).not.toHaveProperty('from')
})

test('where no worker can be made, the page computes, and says so once', () => {
  const { client, listener } = begin(() => {
    throw new DOMException('blocked', 'SecurityError')
  })
  expect(inside.map(({ told }) => told)).toEqual([['open']])
  inside[0]?.say(compiled(1))
  inside[0]?.say({ type: 'fault', message: 'no' })
  expect(inside).toHaveLength(2)
  client.run(5)
  expect(inside[1]?.told).toEqual(['open', 'run'])
  expect(listener.inPage).toHaveBeenCalledOnce()
})

test.each(['at once', 'never'])(
  'a worker whose program does not load gives way to the page: it fails %s',
  (when) => {
    const { client, listener } = begin()
    client.look(['a.out'], [])
    if (when === 'at once') workers[0]?.onerror?.(new Event('error') as ErrorEvent)
    else vi.advanceTimersByTime(25_000)
    expect(workers[0]?.terminated).toBe(true)
    expect(inside.map(({ told }) => told)).toEqual([['open', 'look']])
    expect(listener.inPage).toHaveBeenCalledOnce()
    expect(listener.lost).not.toHaveBeenCalled()
  },
)

test('a worker that has loaded and fails later does not give way to the page', () => {
  const { listener, worker } = begin()
  worker().say({ type: 'ready' })
  worker().say(compiled(1))
  worker().onerror?.(new Event('error') as ErrorEvent)
  expect(listener.inPage).not.toHaveBeenCalled()
  expect(listener.lost).toHaveBeenCalledOnce()
  expect(workers).toHaveLength(2)
})

test('a worker that dies while something is computed for a run that stands is replaced as well', () => {
  const { listener, worker } = begin()
  worker().say(compiled(1))
  worker().say(busy('looking', 0.5))
  vi.advanceTimersByTime(3000)
  expect(listener.lost).toHaveBeenCalledOnce()
  worker().say(compiled(1))
  worker().say(busy('looking', 0.5))
  worker().say(frame(1, 0))
  draw()
  vi.advanceTimersByTime(10_000)
  expect(listener.lost).toHaveBeenCalledOnce()
})
