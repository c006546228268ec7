// What a step costs, roughly: which ones are worth a call into WebAssembly, and how far apart states may be kept.
import { describe, size, type Matrix, type Shape } from '../numeric/matrix.ts'
import { scratchOf } from '../wasm/calls.ts'
import type { Executor } from './executor.ts'
import type { Planned, Step } from './planned.ts'
import { at, firstOutput, type Program } from './program.ts'

/** Below this many operations JavaScript is done as soon as WebAssembly. */
const large = 2000
/** Nanoseconds per step and per operation of a step. */
const speed = { wasm: { step: 3, operation: 0.15 }, js: { step: 40, operation: 1.5 } }
/** Nanoseconds per multiplication of a large product. */
const multiplication = { wasm: { separate: 0.05, fused: 0.8 }, js: { separate: 1.7, fused: 1.7 } }
/** A replay from one kept state to the next takes about so many nanoseconds, but spans this many iterations at most. */
const replay = { nanoseconds: 1e6, iterations: 100 }

/** Numbers in what lies at a port. */
function numbersOf(found: Matrix | readonly Matrix[] | undefined): number {
  if (!found) return 0
  return 'data' in found ? size(found) : found.reduce((sum, each) => sum + size(each), 0)
}

/** Numbers that a step reads and writes; of a product, its multiplications. */
function operationsOf({ operation, out, inputs }: Pick<Step, 'operation' | 'out' | 'inputs'>): number {
  let numbers = 0
  for (const port in out) numbers += numbersOf(out[port])
  for (const port in inputs) numbers += numbersOf(inputs[port])
  const kernel = operation.kind.definition.kernel?.(operation.params)
  if (kernel?.does !== 'product') return numbers
  const [target] = Object.values(out)
  const a = inputs[kernel.a]
  return numbers + (a && target ? size(target) * a.cols : 0)
}

/** About how long a step takes by itself. */
export function nanosecondsOf(
  { operation, out, inputs }: Pick<Step, 'operation' | 'out' | 'inputs'>,
  executor: Executor,
  arithmetic: Program['arithmetic'],
): number {
  const { kernel, operations } = operation.kind.definition
  const made = kernel?.(operation.params)
  const numbers = operationsOf({ operation, out, inputs })
  if (made?.does === 'product') return multiplication[executor][arithmetic] * numbers
  const all = numbers + (operations?.(inputs) ?? 0)
  return speed[made ? executor : 'js'].operation * all
}

export const isLarge = (step: Pick<Step, 'operation' | 'out' | 'inputs'>): boolean =>
  step.operation.kind.definition.kernel !== undefined && operationsOf(step) > large

/** How many iterations may lie between kept states, so that what lies between is soon replayed. */
export function strideFor(plan: Pick<Planned, 'hot'>, executor: Executor): number {
  const { step, operation } = speed[executor]
  const nanoseconds = plan.hot.reduce((sum, each) => sum + step + operation * operationsOf(each), 1)
  return Math.max(1, Math.min(replay.iterations, Math.floor(replay.nanoseconds / nanoseconds)))
}

const placeless = (shape: Shape) => ({ ...shape, at: 0 })

/** Bytes of scratch memory that the hungriest kernel of a program needs in WebAssembly. */
export function scratchFor({ operations, arithmetic }: Program): number {
  let most = 0
  const known = new Set<string>()
  for (const operation of operations) {
    const kernel = operation.kind.definition.kernel?.(operation.params)
    // Only products ever need some.
    if (kernel?.does !== 'product') continue
    const [out, a, b] = [firstOutput(operation), at(operation, kernel.a), at(operation, kernel.b)]
    if (!out?.shape || !a?.shape || !b?.shape) continue
    const shapes = `${describe(a.shape)} ${describe(b.shape)}`
    if (known.has(shapes)) continue
    known.add(shapes)
    const operands = [placeless(a.shape), placeless(b.shape)]
    most = Math.max(most, scratchOf({ kernel, out: placeless(out.shape), operands }, arithmetic))
  }
  return most
}
