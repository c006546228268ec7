// The descent by the engine, with the executor that is named.
import { compile } from '../src/engine/compile.ts'
import { Session } from '../src/engine/session.ts'
import { library } from '../src/library.ts'
import { executorNamed, runAll } from './engine.ts'
import { descent } from './graphs.ts'
import { n, tell } from './measure.mjs'

const before = performance.now()
const session = new Session(compile(descent(n), library), { executor: executorNamed(process.argv[6]) })
const compileMilliseconds = performance.now() - before

const read = () => {
  session.look()
  const weights = session.plan.read('sgd.value')
  const loss = session.series[0]?.values.at(-1)
  if (!weights || !(weights.data instanceof Float32Array) || loss === undefined)
    throw new Error('There is no W or no loss to read.')
  return { loss, weights: weights.data.slice() }
}

tell((count) => runAll(session, count), read, { compileMilliseconds })
