// The status line of a run, as a sentence: where it is, what the loss is, and how fast it goes or why it stands.
import type { Busy, Frame, Stopped } from '../worker/protocol.ts'
import { showSignificant } from '../views/numbers.ts'
import { visible } from '../views/visible.ts'

export interface RunStatus {
  readonly iteration: number
  readonly loss: number | null
  readonly running: boolean
  readonly speed: number | null
  readonly stopped: Stopped | null
  readonly busy: Busy | null
  /** Inputs that wait for a wire. */
  readonly open?: number
  /** That is why it stands. */
  readonly waits?: boolean
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
export function executorText(executor: Frame['executor'] | null, inPage: boolean): string {
  const where = inPage
    ? '\nComputed in the page itself, as no worker can be started here: the page may answer more slowly'
    : ''
  if (executor === null) return where.trim()
  const what =
    executor === 'wasm'
      ? 'Computed in WebAssembly'
      : 'Computed in JavaScript, as WebAssembly with SIMD is not to be had here: slower, with the same results'
  return what + where
}

export const openText = (count: number): string => `${count} ${count === 1 ? 'input' : 'inputs'} open`

/** "computing MatMul, 40 %" */
function busyText({ doing, node, done }: Busy): string {
  return `${doing === 'compiling' ? 'preparing' : 'computing'} ${node}, ${Math.floor(100 * done)} %`
}

/** "1.9M iterations/s", or how long one takes. */
function speedText(perSecond: number): string {
  if (perSecond >= 0.95) return `${shortCount(perSecond)} iterations/s`
  const seconds = 1 / perSecond
  return seconds < 99.5
    ? `about ${showSignificant(seconds, 2)} s an iteration`
    : `about ${(seconds / 60).toFixed(0)} min an iteration`
}

/** "iteration 2000 · loss 1.9984e-15 · 1.9M iterations/s", "iteration 3 · computing MatMul, 40 % · about 12 s an iteration" */
export function statusText({
  iteration,
  loss,
  running,
  speed,
  stopped,
  busy,
  open = 0,
  waits = false,
}: RunStatus): string {
  const parts = [`iteration ${iteration}`]
  if (loss !== null) parts.push(`loss ${showSignificant(loss, 5)}`)
  // A report that was on its way when the run was paused tells nothing any more.
  if (busy && (running || busy.doing !== 'running')) parts.push(busyText(busy))
  const perSecond = busy?.seconds ? 1 / busy.seconds : speed
  if (running && perSecond !== null) parts.push(speedText(perSecond))
  else if (running && !busy) parts.push('running')
  else if (!running && stopped && !waits) parts.push(endOf(stopped))
  if (open > 0) parts.push(openText(open))
  if (waits) parts.push(`nothing runs before ${open === 1 ? 'it is' : 'they are'} wired`)
  return parts.join(' · ')
}

/** What is said when the engine was lost: it stands at an iteration again, or waits for the next change. */
export function lostText(reason: string, from: number | null): string {
  if (from === null) return `${reason}. It is tried again after the next change.`
  if (from === 0) return `${reason} and was started again, at iteration 0.`
  return `${reason} and was started again from iteration ${from.toLocaleString('en')}. Curves stay as they were drawn; earlier iterations are gone.`
}

export const inPageText =
  'No worker can be started here: the page computes itself, and may answer more slowly.'

/** "a", "a and b", "a, b and c" */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

/** Why an open document cannot be changed. */
export const fixedText = (isWatched: boolean): string =>
  isWatched
    ? 'Another tab has this document open: take it over to change it here.'
    : 'This document comes from a newer version and cannot be changed.'

/** What is said where a copy is opened instead of the document. */
export const copyText = (title: string): string =>
  `Without HTTPS nobody knows whether another tab has ${title} open: this is a copy of its own.`
