// What a run of the flagship keeps: the cost of its past states, the time of going back to one, and memory in a long run.
import { compile } from '../src/engine/compile.ts'
import { Session } from '../src/engine/session.ts'
import { library } from '../src/library.ts'
import { executorNamed, runAll } from './engine.ts'
import { descent } from './graphs.ts'
import { measure } from './measure.mjs'

const [, , size = '4', named, seconds = '0.3', long = '1000000'] = process.argv
const executor = executorNamed(named)
const program = compile(descent(Number(size)), library)
/** As in the page. */
const historyBudget = 64e6

// First, as later nothing may be let go that was there before.
const session = new Session(program, { executor })
const held = () => {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heapUsed, buffers: external, rss }
}
runAll(session, 10_000)
const before = held()
runAll(session, Number(long))
const after = held()
const grownBy = { heap: after.heapUsed - before.heapUsed, buffers: after.buffers - before.buffers }

/** From the start for every stretch: what is measured is keeping, not memory that is touched for the first time. */
const cost = (budget: number): number => {
  const session = new Session(program, { executor, historyBudget: budget })
  const run = (count: number) => {
    session.reset()
    runAll(session, count)
  }
  return measure(run, Number(seconds))
}
// Twice, and only the second time counts: the first one has V8 still compiling.
const [, , without = NaN, kept = NaN] = [0, historyBudget, 0, historyBudget].map(cost)
const checkpointRatio = kept / without

// A run of 100,000 iterations, gone back into at places that look random and are always the same.
const past = new Session(program, { executor, historyBudget })
const reached = 100_000
runAll(past, reached)
const seeks = Array.from({ length: 300 }, (_, index) => {
  const before = performance.now()
  if (!past.seek((index * 61_803) % reached)) throw new Error('An iteration that ran is not known.')
  return performance.now() - before
}).toSorted((a, b) => a - b)

process.stdout.write(
  JSON.stringify({
    checkpointRatio,
    seekMedian: seeks[150],
    seekLongest: seeks.at(-1),
    grownBy,
    rss: after.rss,
  }),
)
