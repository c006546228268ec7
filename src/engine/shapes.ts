// Shapes, before anything runs: of one operation from its inputs.
import type { Matrix, Shape } from '../numeric/matrix.ts'
import { isMismatch, type Mismatch, type NodeDefinition, type PerInput, scalar } from '../node.ts'
import { actual, at, firstOutput, type Operation } from './program.ts'

type Ports = NodeDefinition['inputs']

/** One thing per input, as the definition's own functions expect it. */
export function perInput<T>(
  operation: Operation,
  pick: (port: string, index: number) => T,
): PerInput<Ports, T> {
  const { inputs } = operation.kind.definition
  const found: Record<string, T | readonly T[] | undefined> = {}
  for (const port in inputs) {
    const count = operation.inputs[port]?.length ?? 0
    if (inputs[port]?.variadic) found[port] = Array.from({ length: count }, (_, index) => pick(port, index))
    else found[port] = count > 0 ? pick(port, 0) : undefined
  }
  return found as PerInput<Ports, T> // absent only where the input is optional or ⟲, which definitions reckon with
}

/** A shape where it is known; ⟲ inputs may be asked about before theirs is. */
function shapesOf(operation: Operation): PerInput<Ports, Shape> {
  return perInput(operation, (port, index) => {
    const value = operation.inputs[port]?.[index]
    return (value && actual(value).shape) as Shape // null only for ⟲ inputs, which shape rules do not read
  })
}

/** Gives the outputs their shapes and aliases what merely passes through. Answers what does not fit. */
export function infer(operation: Operation): Mismatch | null {
  const { definition } = operation.kind
  const shapes = shapesOf(operation)
  if (definition.differentiates) return inferDerivative(operation)
  const found = definition.shape?.(shapes, operation.params)
  if (!found) throw new Error(`${operation.kind.type} has no shape rule`)
  if (isMismatch(found)) return found
  for (const port in operation.outputs) {
    const value = operation.outputs[port]
    if (value) value.shape = found[port] ?? null
  }
  const through = definition.passes?.(shapes)
  const first = through != null && firstOutput(operation)
  if (first) first.alias = at(operation, through) ?? null
  return null
}

function inferDerivative(operation: Operation): Mismatch | null {
  const rule = operation.kind.definition.differentiates
  const first = firstOutput(operation)
  if (!rule || !first) return null
  const loss = at(operation, rule.loss)?.shape
  if (loss && (loss.rows !== 1 || loss.cols !== 1))
    return {
      mismatch: true,
      code: 'NOT_SCALAR',
      port: rule.loss,
      wrong: `${rule.loss} is ${loss.rows}×${loss.cols}`,
      right: 'a gradient needs a loss of one number, 1×1, such as the output of a mean',
    }
  first.shape = rule.how === 'exactly' ? (at(operation, rule.of)?.shape ?? null) : scalar
  return null
}

export const bytesOf = ({ rows, cols }: Shape): number => rows * cols * 4

export type Inputs<T = Matrix> = PerInput<Ports, T>
