// The limits of a number that its siblings set: a parameter called min, max, step or scale beside it.
import type { NodeDefinition } from '../node.ts'
import type { ParamValue } from '../param.ts'
import type { ControlLimits } from '../views/metrics.ts'

export type Limits = ControlLimits

const none: Limits = {}
const names = ['min', 'max', 'step'] as const

/** Only where a node has a single number: whose limits they are must be plain. */
export function limitsFor(
  { params }: NodeDefinition,
  name: string,
  values: Record<string, ParamValue>,
): Limits {
  const numbers = Object.values(params).filter(({ control }) => control === 'number')
  if (numbers.length !== 1 || params[name]?.control !== 'number') return none
  const limits: { min?: number; max?: number; step?: number; scale?: 'linear' | 'log' } = {}
  for (const each of names) {
    const value = values[each]
    if (params[each]?.control === 'maybe' && typeof value === 'number') limits[each] = value
  }
  const scale = params['scale']?.control === 'choice' ? values['scale'] : undefined
  if (scale === 'log' || scale === 'linear') limits.scale = scale
  return limits
}
