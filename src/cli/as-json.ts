// A run as JSON: one object with its keys in the documented order, in pieces, as it may be longer than a string can be.
import type { Matrix, Numbers } from '../numeric/matrix.ts'
import type { Performance, Snapshot } from './perform.ts'

/** What JSON cannot say as a number is written as text. */
const numberText = (x: number): string =>
  Object.is(x, -0) ? '"-0"' : Number.isFinite(x) ? String(x) : `"${x}"`

const stretch = 50_000

function* list(numbers: Numbers): Generator<string> {
  yield '['
  for (let start = 0; start < numbers.length; start += stretch) {
    const texts = Array.from(numbers.subarray(start, start + stretch), numberText)
    yield `${start > 0 ? ',' : ''}${texts.join(',')}`
  }
  yield ']'
}

function* matrixBody({ rows, cols, data }: Matrix): Generator<string> {
  yield `"rows":${rows},"cols":${cols},"data":`
  yield* list(data)
  yield '}'
}

function* snapshotList(snapshots: readonly Snapshot[]): Generator<string> {
  yield '['
  for (const [index, { iteration, matrix }] of snapshots.entries()) {
    yield `${index > 0 ? ',' : ''}{"iteration":${iteration},`
    yield* matrixBody(matrix)
  }
  yield ']'
}

/** An object whose values come in pieces. */
function* object<T>(
  entries: Iterable<readonly [string, T]>,
  write: (value: T) => Iterable<string>,
): Generator<string> {
  yield '{'
  let isFirst = true
  for (const [name, value] of entries) {
    yield `${isFirst ? '' : ','}${JSON.stringify(name)}:`
    yield* write(value)
    isFirst = false
  }
  yield '}'
}

function* seriesList(series: Performance['series']): Generator<string> {
  yield '['
  for (const [index, { plot, from, label, values }] of series.entries()) {
    yield `${index > 0 ? ',' : ''}${JSON.stringify({ plot, from, label }).slice(0, -1)},"values":`
    yield* list(values)
    yield '}'
  }
  yield ']'
}

/** Every output that could be computed. */
export function* finalValues({ program, plan, missing }: Performance): Generator<readonly [string, Matrix]> {
  for (const name of program.outputs.keys()) {
    const matrix = missing.has(name) ? null : plan.read(name)
    if (matrix) yield [name, matrix]
  }
}

/** More digits than the clock has would mean nothing. */
const micro = (seconds: number): number => Math.round(seconds * 1e6) / 1e6

export function* runJson(run: Performance, compileSeconds: number): Generator<string> {
  const { iterations, program, plan, stopped, seconds, series, watched } = run
  const start = {
    iterations,
    arithmetic: program.arithmetic,
    executor: plan.executor,
    stopped,
    seconds: micro(seconds),
    compileSeconds: micro(compileSeconds),
  }
  yield `${JSON.stringify(start).slice(0, -1)},"series":`
  yield* seriesList(series)
  yield ',"watched":'
  yield* object(watched, snapshotList)
  yield ',"final":'
  yield* object(finalValues(run), function* (matrix) {
    yield '{'
    yield* matrixBody(matrix)
  })
  yield '}\n'
}
