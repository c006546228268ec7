// What a step costs, roughly: which ones are worth a call into WebAssembly, and how far apart states may be kept.
import { size, type Matrix, type Shape } from '../numeric/matrix.ts'
import { scratchOf } from '../wasm/calls.ts'
import type { Executor } from './executor.ts'
import { operandPorts } from './machine.ts'
import type { Plan, Step } from './plan.ts'
import { actual, type Operation, type Program } from './program.ts'

/** Below this many operations JavaScript is done as soon as WebAssembly. */
const large = 2000
/** Nanoseconds per step and per operation of a step. */
const speed = { wasm: { step: 3, operation: 0.15 }, js: { step: 40, operation: 1.5 } }
/** A replay from one kept state to the next takes about so many nanoseconds, but spans this many iterations at most. */
const replay = { nanoseconds: 1e6, iterations: 100 }

/** Numbers that a step reads and writes; of a product, its multiplications. */
function operationsOf({ operation, out, inputs }: Pick<Step, 'operation' | 'out' | 'inputs'>): number {
  const kernel = operation.kind.definition.kernel?.(operation.params)
  const matrices = [...Object.values(out), ...Object.values(inputs).flat()].filter(
    (matrix): matrix is Matrix => matrix !== undefined,
  )
  const numbers = matrices.reduce((sum, matrix) => sum + size(matrix), 0)
  const [target] = Object.values(out)
  const a = kernel?.does === 'product' ? inputs[kernel.a] : undefined
  return numbers + (a && target ? size(target) * a.cols : 0)
}

export const isLarge = (step: Pick<Step, 'operation' | 'out' | 'inputs'>): boolean =>
  step.operation.kind.definition.kernel !== undefined && operationsOf(step) > large

/** How many iterations may lie between kept states, so that what lies between is soon replayed. */
export function strideFor(plan: Plan, executor: Executor): number {
  const { step, operation } = speed[executor]
  const nanoseconds = plan.hot.reduce((sum, each) => sum + step + operation * operationsOf(each), 1)
  return Math.max(1, Math.min(replay.iterations, Math.floor(replay.nanoseconds / nanoseconds)))
}

const placeless = (shape: Shape) => ({ ...shape, at: 0 })

/** Bytes of scratch memory that the hungriest kernel of a program needs in WebAssembly. */
export function scratchFor(program: Program): number {
  return program.operations.reduce((most, operation) => Math.max(most, scratchIn(program, operation)), 0)
}

function scratchIn({ arithmetic }: Program, { kind, params, inputs, outputs }: Operation): number {
  const kernel = kind.definition.kernel?.(params)
  const [out] = outputs.values()
  if (!kernel || !out?.shape) return 0
  const ports = operandPorts(kernel)
  const shapes = ports.map((port) => {
    const value = inputs.get(port)?.[0]
    return value && actual(value).shape
  })
  const operands = shapes.flatMap((shape) => (shape ? [placeless(shape)] : []))
  if (operands.length < ports.length) return 0
  return scratchOf({ kernel, out: placeless(out.shape), operands }, arithmetic)
}
