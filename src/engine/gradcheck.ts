// Gradient checks: the adjoint of a program against central differences, both in float64.
import { matrix, type Matrix, type Numbers } from '../numeric/matrix.ts'
import { actual, at, needs, type Operation, type Program, type Value } from './program.ts'

/** The step that balances rounding and truncation of a central difference: ∛ε. */
const step = Math.cbrt(Number.EPSILON)

const wide = ({ rows, cols, data }: Matrix): Matrix => ({ rows, cols, data: Float64Array.from(data) })

/** Computes operations in float64 with some values given, and answers all values. */
export type Evaluate = (
  operations: readonly Operation[],
  given: ReadonlyMap<Value, Matrix>,
) => ReadonlyMap<Value, Matrix>

/**
 * The largest |autograd − central difference| / max(1, |autograd|, |difference|) over all elements of `of`,
 * from the given state: `memories` by value. 2 · size(of) evaluations of what lies between.
 */
export function gradientError(
  program: Program,
  operation: Operation,
  memories: ReadonlyMap<Value, Matrix>,
  evaluate: Evaluate,
): number {
  const rule = operation.kind.definition.differentiates
  const loss = rule && at(operation, rule.loss)
  const of = rule && at(operation, rule.of)
  const adjoint = operation.compared && actual(operation.compared)
  if (!loss || !of || !adjoint) return NaN
  const given = new Map([...memories].map(([value, found]) => [value, wide(found)]))
  const upstream = ancestors(program, [loss, adjoint])
  const here = evaluate(upstream, given)
  const analytic = here.get(adjoint)?.data
  const point = here.get(of)
  if (!analytic || !point) return NaN
  const moved = matrix(point.rows, point.cols, 'double')
  const lossAt = (index: number, x: number): number => {
    moved.data.set(point.data)
    moved.data[index] = x
    return evaluate(upstream, new Map([...given, [of, moved]])).get(loss)?.data[0] ?? NaN
  }
  return worst(analytic, point.data, lossAt)
}

function worst(analytic: Numbers, point: Numbers, lossAt: (index: number, x: number) => number): number {
  let error = 0
  analytic.forEach((a, index) => {
    const x = point[index] ?? NaN
    const h = step * Math.max(1, Math.abs(x))
    const difference = (lossAt(index, x + h) - lossAt(index, x - h)) / (x + h - (x - h))
    error = Math.max(error, Math.abs(a - difference) / Math.max(1, Math.abs(a), Math.abs(difference)))
  })
  return error
}

function ancestors(program: Program, values: readonly Value[]): Operation[] {
  const wanted = new Set<Operation>()
  const open = values.flatMap(({ operation }) => operation ?? [])
  for (let operation = open.pop(); operation; operation = open.pop()) {
    if (wanted.has(operation)) continue
    wanted.add(operation)
    for (const value of needs(operation)) if (value.operation) open.push(value.operation)
  }
  return program.operations.filter((operation) => wanted.has(operation))
}
