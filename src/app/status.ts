// The status line of a run, as a sentence: where it is, what the loss is, and how fast it goes or why it stands.
import type { Frame, Stopped } from '../worker/protocol.ts'
import { showSignificant } from '../views/numbers.ts'
import { visible } from '../views/visible.ts'

export interface RunStatus {
  readonly iteration: number
  readonly loss: number | null
  readonly running: boolean
  readonly speed: number | null
  readonly stopped: Stopped | null
}

/** "1.9M", "48k", "730": always the same number of digits or one less, so that it does not jitter. */
export function shortCount(count: number): string {
  if (count >= 999.5e6) return `${showSignificant(count / 1e9, 2)}G`
  if (count >= 999.5e3) return scaled(count / 1e6, 'M')
  if (count >= 9995) return scaled(count / 1e3, 'k')
  return count >= 10 ? count.toFixed(0) : count.toFixed(1)
}

const scaled = (count: number, unit: string): string =>
  `${count < 9.95 ? count.toFixed(1) : count.toFixed(0)}${unit}`

/** Why a run ended, in words; the sentence of a problem ends without its full stop here. */
export function endOf(stopped: Stopped): string {
  switch (stopped.why) {
    case 'finished':
      return 'finished'
    case 'below':
      return 'stopped: the loss is below the limit'
    case 'problem':
      return `stopped: ${visible(stopped.problem.message.replace(/\.$/, ''))}`
    default:
      return stopped satisfies never
  }
}

/** What computes, for who asks: a pointer that rests on the status line. */
export function executorText(executor: Frame['executor'] | null): string {
  if (executor === null) return ''
  return executor === 'wasm'
    ? 'Computed in WebAssembly'
    : 'Computed in JavaScript, as WebAssembly with SIMD is not to be had here: slower, with the same results'
}

/** "iteration 2000 · loss 1.9984e-15 · 1.9M iterations/s" */
export function statusText({ iteration, loss, running, speed, stopped }: RunStatus): string {
  const parts = [`iteration ${iteration}`]
  if (loss !== null) parts.push(`loss ${showSignificant(loss, 5)}`)
  if (running) parts.push(speed === null ? 'running' : `${shortCount(speed)} iterations/s`)
  else if (stopped) parts.push(endOf(stopped))
  return parts.join(' · ')
}
