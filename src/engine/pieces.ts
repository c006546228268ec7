// Pieces: a step that takes long, cut by rows into steps that do not; each row has the bits that it has in the whole.
import type { Matrix } from '../numeric/matrix.ts'
import { nanosecondsOf } from './cost.ts'
import type { Executor } from './executor.ts'
import type { Step } from './planned.ts'
import type { Program } from './program.ts'

type Ports = Readonly<Record<string, Matrix | readonly Matrix[] | undefined>>

/** The inputs of which a row of the output needs the same row and no other; null where it needs others, too. */
function cutInputs({ operation, inputs }: Step, rows: number): readonly string[] | null {
  const kernel = operation.compared ? undefined : operation.kind.definition.kernel?.(operation.params)
  switch (kernel?.does) {
    case 'product':
      return [kernel.a]
    case 'unary':
    case 'parametric':
      return [kernel.of]
    case 'binary':
      // A single row goes with every row of the other matrix.
      return [kernel.a, kernel.b].filter((port) => rowsOf((inputs as Ports)[port]) === rows)
    default:
      return null
  }
}

const rowsOf = (found: Matrix | readonly Matrix[] | undefined): number =>
  found && 'data' in found ? found.rows : 0

const rowsFrom = ({ cols, data }: Matrix, from: number, to: number): Matrix => ({
  rows: to - from,
  cols,
  data: data.subarray(from * cols, to * cols),
})

/** Rows whose numbers fill whole vectors: WebAssembly writes nothing smaller. */
const wholeRows = (cols: number): number => (cols % 4 === 0 ? 1 : cols % 2 === 0 ? 2 : 4)

/** The pieces of a step, of about `most` nanoseconds each; none where it is short enough or cannot be cut. */
export function piecesOf(
  step: Step,
  executor: Executor,
  arithmetic: Program['arithmetic'],
  most: number,
): readonly Step[] {
  const [port] = Object.keys(step.out)
  const out = port === undefined ? undefined : step.out[port]
  const nanoseconds = nanosecondsOf(step, executor, arithmetic)
  const cut = out && nanoseconds > 2 * most ? cutInputs(step, out.rows) : null
  if (port === undefined || !out || !cut) return []
  const whole = Math.max(
    ...[out.cols, ...cut.map((name) => colsOf((step.inputs as Ports)[name]))].map(wholeRows),
  )
  const rows = Math.max(whole, Math.floor((out.rows * most) / nanoseconds / whole) * whole)
  const pieces: Step[] = []
  for (let from = 0; from < out.rows; from += rows) {
    const to = Math.min(out.rows, from + rows)
    const inputs: Record<string, Matrix | readonly Matrix[] | undefined> = { ...step.inputs }
    for (const name of cut) {
      const input = inputs[name]
      if (input && 'data' in input) inputs[name] = rowsFrom(input, from, to)
    }
    // The same inputs, fewer rows.
    pieces.push({ ...step, out: { [port]: rowsFrom(out, from, to) }, inputs: inputs as Step['inputs'] })
  }
  return pieces
}

const colsOf = (found: Matrix | readonly Matrix[] | undefined): number =>
  found && 'data' in found ? found.cols : 0
