// Slopes: the gradients of every loss with respect to every output on the canvas, whether or not a Backward asks for them.
import { ReversePass } from './differentiate.ts'
import { actual, type Program, type Value } from './program.ts'

export type Slopes = Program['slopes']

export const noSlopes: Slopes = new Map()

/** Whose operations these are: no node's on the canvas. */
export const nobody = '∂'

/**
 * By the output of each loss, those first of which a Backward takes the gradient: ∂loss/∂output by output. `isLoss` says
 * which scalars are losses; those that have a reverse pass already are. Outputs that a loss does not depend on are left out.
 */
export function slopesOf(
  outputs: ReadonlyMap<string, Value>,
  passes: ReadonlyMap<Value, ReversePass>,
  isLoss: (output: string, value: Value) => boolean,
  begin: (loss: Value) => ReversePass,
): Slopes {
  const known = [...outputs].flatMap(([name, slot]): [string, Value][] => {
    const value = actual(slot)
    return value.operation && value.shape ? [[name, value]] : []
  })
  const losses = known.filter(
    ([name, value]) =>
      value.shape?.rows === 1 && value.shape.cols === 1 && (passes.has(value) || isLoss(name, value)),
  )
  const asked = ([, value]: [string, Value]): number => (passes.has(value) ? 0 : 1)
  const found = new Map<string, ReadonlyMap<string, Value>>()
  for (const [name, loss] of losses.sort((a, b) => asked(a) - asked(b))) {
    const pass = passes.get(loss) ?? begin(loss)
    const adjoints = pass.adjoints(new Set(known.map(([, value]) => value)), nobody)
    const slopes = known.flatMap(([output, value]): [string, Value][] => {
      const slope = adjoints.get(value)
      return slope ? [[output, slope]] : []
    })
    found.set(name, new Map(slopes))
  }
  return found
}
