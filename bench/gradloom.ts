// The descent by the engine, with the executor that is named.
import { compile } from '../src/engine/compile.ts'
import { Session } from '../src/engine/session.ts'
import { library } from '../src/library.ts'
import { executorNamed, runAll } from './engine.ts'
import { descent } from './graphs.ts'
import { n, tell, timeOf } from './measure.mjs'

const before = performance.now()
const session = new Session(compile(descent(n), library), { executor: executorNamed(process.argv[6]) })
const compileMilliseconds = performance.now() - before
// The first iterations of a process, machine code made for them.
const firstMilliseconds = n > 4 ? 0 : timeOf(() => runAll(session, 10_000))

const read = () => {
  session.look()
  const weights = session.plan.read('sgd.value')
  const loss = session.series[0]?.values.at(-1)
  if (!weights || !(weights.data instanceof Float32Array) || loss === undefined)
    throw new Error('There is no W or no loss to read.')
  return { loss, weights: weights.data.slice() }
}

/** From the start, where the loss is recorded anew: memory that is touched for the first time costs more than the descent. */
const run = (count: number) => {
  session.reset()
  runAll(session, count)
}

tell(run, read, { compileMilliseconds, firstMilliseconds })
