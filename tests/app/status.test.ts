// The status line: the words that experience promises, whatever the run is doing.
import { expect, test } from 'vitest'
import { executorText, shortCount, statusText } from '../../src/app/status.ts'
import { problem } from '../../src/graph/problem.ts'

const resting = { iteration: 0, loss: null, running: false, speed: null, stopped: null, busy: null }

test('a run says where it is, its loss and its speed', () => {
  const running = { ...resting, iteration: 2000, loss: 1.9984e-15, running: true, speed: 1_923_000 }
  expect(statusText(running)).toBe('iteration 2000 · loss 1.9984e-15 · 1.9M iterations/s')
})

test('a graph without a loss is silent about it', () => {
  expect(statusText(resting)).toBe('iteration 0')
})

test('a run that has ended says why', () => {
  const ended = { ...resting, iteration: 10, loss: 0.5 }
  expect(statusText({ ...ended, stopped: { why: 'finished' } })).toBe(
    'iteration 10 · loss 0.50000 · finished',
  )
  expect(statusText({ ...ended, stopped: { why: 'below' } })).toContain('stopped: the loss is below')
  const node = { id: 'matmul', title: 'MatMul' }
  const wrong = problem(
    { node },
    { code: 'NON_FINITE', wrong: 'out became NaN', right: 'every number must be finite' },
  )
  expect(statusText({ ...ended, stopped: { why: 'problem', problem: wrong } })).toBe(
    'iteration 10 · loss 0.50000 · stopped: MatMul (matmul): out became NaN; every number must be finite',
  )
})

test('speeds keep two digits or so', () => {
  expect([0.5, 12.3, 730, 9994, 9995, 48_200, 999_499, 999_500, 1_923_000, 24e6].map(shortCount)).toEqual([
    ...['0.5', '12', '730', '9994', '10k', '48k', '999k', '1.0M', '1.9M', '24M'],
  ])
})

test('a long iteration says what is computed, how much of it is done, and how long one takes', () => {
  const busy = { type: 'busy', doing: 'running', node: 'MatMul', done: 0.409, seconds: 12.3 } as const
  const running = { ...resting, iteration: 3, running: true, busy }
  expect(statusText(running)).toBe('iteration 3 · computing MatMul, 40 % · about 12 s an iteration')
  expect(statusText({ ...running, busy: { ...busy, seconds: null } })).toBe(
    'iteration 3 · computing MatMul, 40 %',
  )
  expect(statusText({ ...running, busy: { ...busy, seconds: 190 } })).toContain('about 3 min an iteration')
  expect(statusText({ ...running, busy: null, speed: 0.4 })).toBe('iteration 3 · about 2.5 s an iteration')
  expect(statusText({ ...resting, busy: { ...busy, doing: 'compiling' } })).toBe(
    'iteration 0 · preparing MatMul, 40 %',
  )
  expect(statusText({ ...resting, busy: { ...busy, doing: 'looking' } })).toBe(
    'iteration 0 · computing MatMul, 40 %',
  )
  // A report that was under way when the run was paused.
  expect(statusText({ ...running, running: false })).toBe('iteration 3')
})

test('who asks what computes hears of a page without a worker', () => {
  expect(executorText('wasm', false)).toBe('Computed in WebAssembly')
  expect(executorText('wasm', true)).toMatch(/^Computed in WebAssembly\nComputed in the page itself/)
})
