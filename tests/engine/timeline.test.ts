// What the timeline does with its memory when a run goes another way.
import { expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { Timeline } from '../../src/engine/timeline.ts'
import { library } from '../../src/library.ts'
import { descent } from './building.ts'

const program = compile(descent(), library)

/** Keeps the states of iterations `from` to `to`, each the iteration and `mark`. */
const keep = (timeline: Timeline, from: number, to: number, mark: number) => {
  for (let iteration = from; iteration <= to; iteration += 1)
    timeline.keep(iteration, Float32Array.of(iteration, mark))
}

test('a run from the start again keeps its states in the memory of the one before', () => {
  const timeline = new Timeline(1e6)
  timeline.begin(program, 0, 2, 1)
  keep(timeline, 0, 1000, 1)
  const before = timeline.before(0)?.state.buffer
  timeline.begin(program, 0, 2, 1)
  expect(timeline.before(1000)).toBeNull()
  keep(timeline, 0, 900, 2)
  const again = timeline.before(900)
  expect([again?.iteration, ...(again?.state ?? [])]).toEqual([900, 900, 2])
  expect(again?.state.buffer).toBe(before)
})

test('a run that goes another way leaves the states before that as they are', () => {
  const timeline = new Timeline(1e6)
  timeline.begin(program, 0, 2, 1)
  keep(timeline, 0, 1000, 1)
  timeline.begin(program, 600, 2, 1)
  keep(timeline, 600, 1500, 2)
  timeline.begin(program, 700, 2, 1)
  keep(timeline, 700, 800, 3)
  for (const [iteration, mark] of [
    [0, 1],
    [599, 1],
    [600, 2],
    [699, 2],
    [700, 3],
    [800, 3],
  ] as const)
    expect([...(timeline.before(iteration)?.state ?? [])]).toEqual([iteration, mark])
  expect(timeline.before(1500)?.iteration).toBe(800)
})
