// What a step costs, roughly: which ones are worth a call into WebAssembly, and how far apart states may be kept.
import { size, type Matrix, type Shape } from '../numeric/matrix.ts'
import { scratchOf } from '../wasm/calls.ts'
import type { Executor } from './executor.ts'
import type { Plan, Step } from './plan.ts'
import { actual, type Program } from './program.ts'

/** Below this many operations JavaScript is done as soon as WebAssembly. */
const large = 2000
/** Nanoseconds per step and per operation of a step. */
const speed = { wasm: { step: 3, operation: 0.15 }, js: { step: 40, operation: 1.5 } }
/** A replay from one kept state to the next takes about so many nanoseconds, but spans this many iterations at most. */
const replay = { nanoseconds: 1e6, iterations: 100 }

/** Numbers that a step reads and writes; of a product, its multiplications as well. */
export function workOf({ operation, out, inputs }: Pick<Step, 'operation' | 'out' | 'inputs'>): number {
  const kernel = operation.kind.definition.kernel?.(operation.params)
  const target = Object.values(out)[0]
  const a = kernel?.does === 'product' ? inputs[kernel.a] : undefined
  let work = a && target ? size(target) * a.cols : 0
  for (const matrix of Object.values(out)) work += size(matrix)
  const matrices: (Matrix | undefined)[] = Object.values(inputs).flat()
  for (const matrix of matrices) work += matrix ? size(matrix) : 0
  return work
}

export const isLarge = ({ operation, work }: Pick<Step, 'operation' | 'work'>): boolean =>
  work > large && operation.kind.definition.kernel !== undefined

/** How many iterations may lie between kept states, so that what lies between is soon replayed. */
export function strideFor(plan: Plan, executor: Executor): number {
  const { step, operation } = speed[executor]
  const nanoseconds = plan.hot.reduce((sum, each) => sum + step + operation * each.work, 1)
  return Math.max(1, Math.min(replay.iterations, Math.floor(replay.nanoseconds / nanoseconds)))
}

const placeless = (shape: Shape) => ({ ...shape, at: 0 })

/** Bytes of scratch memory that the hungriest kernel of a program needs in WebAssembly. */
export function scratchFor({ operations, arithmetic }: Program): number {
  let most = 0
  const known = new Set<string>()
  for (const { kind, params, inputs, outputs } of operations) {
    const kernel = kind.definition.kernel?.(params)
    const [out] = outputs.values()
    if (kernel?.does !== 'product' || !out?.shape) continue
    const [a, b] = [kernel.a, kernel.b].map((port) => inputs.get(port)?.[0])
    const [left, right] = [a && actual(a).shape, b && actual(b).shape]
    if (!left || !right) continue
    const shapes = `${left.rows} ${left.cols} ${right.cols}`
    if (known.has(shapes)) continue
    known.add(shapes)
    const job = { kernel, out: placeless(out.shape), operands: [placeless(left), placeless(right)] }
    most = Math.max(most, scratchOf(job, arithmetic))
  }
  return most
}
