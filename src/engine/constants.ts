// Constants: what depends on nothing that changes during a run is computed once, when the graph is compiled.
import { Failure } from '../node.ts'
import { matrix, type Arithmetic, type Matrix } from '../numeric/matrix.ts'
import { actual, reads, type Operation, type Value } from './program.ts'
import { perInput } from './shapes.ts'

/** A matrix whose shape matters and whose numbers nobody reads. */
export function hollow(value: Value): Matrix {
  const { rows, cols } = value.shape ?? { rows: 0, cols: 0 }
  return { rows, cols, data: new Float32Array(0) }
}

/** `operations` in dependency order. A kernel's failure is handed on; its node then has no value. */
export function foldConstants(
  operations: readonly Operation[],
  arithmetic: Arithmetic,
  failed: (operation: Operation, failure: Failure) => void,
): Map<Value, Matrix> {
  const constants = new Map<Value, Matrix>()
  for (const operation of operations) {
    const { run, memory, timed } = operation.kind.definition
    if (!run || memory || timed || !reads(operation).every((value) => constants.has(value))) continue
    const out: Record<string, Matrix> = {}
    for (const [port, value] of Object.entries(operation.outputs))
      if (value.shape) out[port] = matrix(value.shape.rows, value.shape.cols, arithmetic)
    try {
      run(out, perInput(operation, read(operation, constants)), operation.params, {
        arithmetic,
        iteration: 0,
      })
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

/** Looks inputs up among known matrices; what only lends its shape may be hollow. */
export const read =
  (operation: Operation, known: ReadonlyMap<Value, Matrix>) =>
  (port: string, index: number): Matrix => {
    const value = operation.inputs[port]?.[index]
    if (!value) throw new Error(`${operation.key} has nothing at ${port}`)
    return known.get(actual(value)) ?? hollow(actual(value))
  }
