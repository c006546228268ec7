// Run as a program of its own by heap.test.ts: prints how many bytes each 100,000 iterations leave on the heap.
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import { library } from '../../src/library.ts'
import { descent } from './building.ts'

/** Bytes on the JavaScript heap that so many iterations leave behind, before anything is collected. */
function garbage(session: Session, iterations: number): number {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  session.run(iterations)
  return process.memoryUsage().heapUsed - before
}

const [, , executor, arithmetic] = process.argv
const program = compile(descent({}, { arithmetic: arithmetic === 'fused' ? 'fused' : 'separate' }), library)
const session = new Session(program, { executor: executor === 'wasm' ? 'wasm' : 'js', historyBudget: 1e6 })
session.run(100_000) // until the kernels are compiled
const block = session.plan.space.size
const bytes = Array.from({ length: 10 }, () => garbage(session, 100_000))
process.stdout.write(JSON.stringify({ bytes, grown: session.plan.space.size - block }))
