// Constants: what depends on nothing that changes during a run is computed once, when the graph is compiled.
import { Failure } from '../node.ts'
import { matrix, type Matrix } from '../numeric/matrix.ts'
import { nanosecondsOf } from './cost.ts'
import type { Gradual } from './gradual.ts'
import { piecesOf } from './pieces.ts'
import type { Step } from './planned.ts'
import { actual, reads, type Operation, type Value } from './program.ts'
import { perInput } from './shapes.ts'

/** Nanoseconds that one constant may take without a rest, and that its pieces are meant to take. */
const longConstant = 50e6
const pieceOfConstant = 25e6

/** A matrix whose shape matters and whose numbers nobody reads. */
export function hollow(value: Value): Matrix {
  const { rows, cols } = value.shape ?? { rows: 0, cols: 0 }
  return { rows, cols, data: new Float32Array(0) }
}

/** `operations` in dependency order. A kernel's failure is handed on; its node then has no value. */
export function* foldConstants(
  operations: readonly Operation[],
  arithmetic: 'separate' | 'fused',
  failed: (operation: Operation, failure: Failure) => void,
): Gradual<Map<Value, Matrix>> {
  const constants = new Map<Value, Matrix>()
  for (const operation of operations) {
    const { run, memory, timed } = operation.kind.definition
    if (!run || memory || timed || !reads(operation).every((value) => constants.has(value))) continue
    const out: Record<string, Matrix> = {}
    for (const [port, value] of Object.entries(operation.outputs))
      if (value.shape) out[port] = matrix(value.shape.rows, value.shape.cols, arithmetic)
    const inputs = perInput(operation, read(operation, constants))
    try {
      yield* runGradually(
        { run, out, inputs, params: operation.params, operation, isLarge: false },
        arithmetic,
      )
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
      failed(operation, thrown)
      continue
    }
    for (const [port, value] of Object.entries(operation.outputs)) {
      const found = out[port]
      if (found) constants.set(value, found)
    }
  }
  return constants
}

/** In pieces, where it takes long. */
function* runGradually(step: Step, arithmetic: 'separate' | 'fused'): Gradual {
  const { operation } = step
  const context = { arithmetic, iteration: 0 }
  const { runInParts } = operation.kind.definition
  const nanoseconds = nanosecondsOf(step, 'js', arithmetic)
  if (nanoseconds <= longConstant) return step.run(step.out, step.inputs, step.params, context)
  const pieces = piecesOf(step, 'js', arithmetic, pieceOfConstant)
  if (runInParts) {
    const parts = runInParts(step.out, step.inputs, step.params, context)
    for (let part = parts.next(); !part.done; part = parts.next()) yield { operation, done: part.value }
  } else if (pieces.length === 0) step.run(step.out, step.inputs, step.params, context)
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index]
    piece?.run(piece.out, piece.inputs, piece.params, context)
    yield { operation, done: (index + 1) / pieces.length }
  }
}

/** Looks inputs up among known matrices; what only lends its shape may be hollow. */
export const read =
  (operation: Operation, known: ReadonlyMap<Value, Matrix>) =>
  (port: string, index: number): Matrix => {
    const value = operation.inputs[port]?.[index]
    if (!value) throw new Error(`${operation.key} has nothing at ${port}`)
    return known.get(actual(value)) ?? hollow(actual(value))
  }
