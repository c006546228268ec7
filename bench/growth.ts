// What a graph costs as its nodes grow in number: compiling it, and an iteration.
import { compile } from '../src/engine/compile.ts'
import { Session } from '../src/engine/session.ts'
import { library } from '../src/library.ts'
import { executorNamed, runAll } from './engine.ts'
import { grown } from './graphs.ts'
import { measure, timeOf } from './measure.mjs'

const [, , nodes = '50', growth = 'deep', executor, seconds = '0.3'] = process.argv
if (growth !== 'deep' && growth !== 'wide') throw new Error(`Graphs grow deep or wide, not ${growth}.`)
const graph = grown(Number(nodes), growth)

const start = () => new Session(compile(graph, library), { executor: executorNamed(executor) })
let session: Session | null = null
const compileMilliseconds = timeOf(() => {
  session = start()
  runAll(session, 1)
})
const measured = session ?? start()
const { operations, problems } = measured.program
if (problems.length > 0) throw new Error(problems[0]?.message)
// Of machine code V8 makes a better version in the background: what comes before that is not measured.
const settled = performance.now() + 6000 * Number(seconds)
while (performance.now() < settled) runAll(measured, 100)
const microseconds = measure((count) => runAll(measured, count), Number(seconds))
process.stdout.write(JSON.stringify({ operations: operations.length, compileMilliseconds, microseconds }))
