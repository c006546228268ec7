// The guard of --timeout: the run goes on in a process of its own, which can be ended in the middle of an iteration.
import { fork } from 'node:child_process'
import { problem } from '../graph/problem.ts'
import { exits, Refusal, type Exit } from './refusal.ts'

/** Tells the process that runs from the one that watches over it. */
const mark = 'GRADLOOM_GUARDED'

/** Seconds that the run has for ending by itself, with what it has so far. */
const grace = 1

export const isGuarded = (): boolean => process.env[mark] !== undefined

/** The run is over, and only printing is left: that may take as long as it takes. */
export function tellGuard(): void {
  if (isGuarded()) process.send?.('performed')
}

const tooLong = (timeout: number): Refusal => {
  const wrong = `it took more than ${timeout} s, within one iteration or before the first`
  const what = { code: 'TIMEOUT', wrong, right: '--timeout allows no more', expected: timeout } as const
  return new Refusal([problem({ path: 'The run' }, what)], null, exits.timedOut)
}

const isExit = (code: number | null): code is Exit => Object.values(exits).some((exit) => exit === code)

/** Runs the same command again, watched over. */
export function runGuarded(timeout: number): Promise<Exit> {
  const [, program = '', ...words] = process.argv
  return new Promise((resolve, reject) => {
    const child = fork(program, words, { env: { ...process.env, [mark]: '1' } })
    const end = () => child.kill('SIGKILL')
    const timer = setTimeout(
      () => {
        end()
        reject(tooLong(timeout))
      },
      (timeout + grace) * 1000,
    )
    process.once('SIGTERM', end)
    child.once('message', () => clearTimeout(timer))
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(timer)
      process.off('SIGTERM', end)
      resolve(isExit(code) ? code : exits.fault)
    })
  })
}
