// Settings: how a graph is to be run, as the arguments of `run` say.
import type { Executor } from '../engine/executor.ts'
import type { Graph } from '../graph/document.ts'
import type { Given } from './command.ts'
import { applySettings } from './set-params.ts'
import { misused } from './refusal.ts'

export interface Settings {
  readonly iterations: number
  /** Outputs, "id.port". */
  readonly watch: readonly string[]
  /** Ascending, each once; null for the last iteration that runs. */
  readonly at: readonly number[] | null
  /** Seconds that the whole command may take. */
  readonly timeout: number
  /** What computes; undefined for the fastest there is. */
  readonly executor: Executor | undefined
}

const last = (given: Given, option: string): string | undefined => given.values.get(option)?.at(-1)

function wholeNumber(option: string, text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value
  throw misused(
    option,
    `${JSON.stringify(text)} is no iteration count`,
    'it must be a whole number of at least 0',
  )
}

/** Seconds that the command may take. */
export function timeoutIn(given: Given): number {
  const text = last(given, 'timeout')
  if (text === undefined) return Infinity
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value < 1e6) return value
  throw misused(
    '--timeout',
    `${JSON.stringify(text)} is no time`,
    'it must be a number of seconds above 0, such as 10',
  )
}

function rounding(text: string): Graph['arithmetic'] {
  if (text === 'fused' || text === 'separate') return text
  throw misused('--arithmetic', `${JSON.stringify(text)} is no arithmetic`, 'it must be fused or separate')
}

function executorIn(given: Given): Executor | undefined {
  const text = last(given, 'executor')
  if (text === undefined || text === 'wasm' || text === 'js') return text
  throw misused('--executor', `${JSON.stringify(text)} is no executor`, 'it must be wasm or js')
}

function iterationsIn(text: string, iterations: number): number[] {
  const found = text.split(',').map((each) => wholeNumber('--at', each.trim()))
  const beyond = found.find((each) => each > iterations)
  if (beyond === undefined) return [...new Set(found)].sort((a, b) => a - b)
  const right = `iterations from 0 to ${iterations}, the state after the last update, can be watched`
  throw misused(
    '--at',
    `${beyond} is beyond the end of the run`,
    right,
    'A longer run is asked for with --iterations.',
  )
}

/** The graph as it is to be run, and how. Throws a Refusal for arguments that do not do. */
export function settingsFrom(
  given: Given,
  opened: Graph,
): { readonly graph: Graph; readonly settings: Settings } {
  const arithmetic = last(given, 'arithmetic')
  const changed = arithmetic === undefined ? opened : { ...opened, arithmetic: rounding(arithmetic) }
  const graph = applySettings(changed, given.values.get('set') ?? [])
  const count = last(given, 'iterations')
  const iterations = count === undefined ? graph.run.iterations : wholeNumber('--iterations', count)
  const watch = (given.values.get('watch') ?? []).flatMap((each) =>
    each.split(',').map((name) => name.trim()),
  )
  const at = last(given, 'at')
  if (at !== undefined && watch.length === 0)
    throw misused(
      '--at',
      'nothing is watched at these iterations',
      'it goes with --watch id.port, which says what to show',
    )
  const settings = {
    iterations,
    watch: [...new Set(watch)],
    at: at === undefined ? null : iterationsIn(at, iterations),
    timeout: timeoutIn(given),
    executor: executorIn(given),
  }
  return { graph, settings }
}
