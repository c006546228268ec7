// What the measurements of the engine share: which executor, and runs that must not end early.
import type { Session, SessionOptions } from '../src/engine/session.ts'

/** The executor of a name on a command line. */
export function executorNamed(name: string | undefined): NonNullable<SessionOptions['executor']> {
  if (name === 'wasm' || name === 'js') return name
  throw new Error(`There is no executor ${name}: there are wasm and js.`)
}

/** Runs so many iterations, all of them: a run that ends early would be measured as a fast one. */
export function runAll(session: Session, count: number): void {
  const done = session.run(count)
  if (done !== count) throw new Error(`The run ended after ${done} of ${count} iterations.`)
}
