// What a node will show, as far as its definition tells before anything runs: the kind of its picture, and its size.
import type { NodeDefinition } from '../node.ts'
import type { ParamValue } from '../param.ts'
import type { Picture } from '../picture.ts'
import { pictureSize } from '../views/metrics.ts'

export interface PictureFace {
  readonly kind: Picture['kind']
  /** The axis of a plot that has no picture yet. */
  readonly scale: 'log' | 'linear'
  readonly width: number
  readonly height: number
  readonly resizable: boolean
}

const one = { rows: 1, cols: 1, data: new Float32Array(1) }

/** Pictures are pure functions: that of a single zero shows what kind it is. */
export function pictureOf(
  definition: NodeDefinition,
  values: Record<string, ParamValue>,
): PictureFace | null {
  if (!definition.picture) return null
  const inputs = Object.entries(definition.inputs).map(
    ([name, { variadic }]) => [name, variadic ? [one] : one] as const,
  )
  // A definition knows its own ports; from outside they are only names.
  const given = Object.fromEntries(inputs) as Parameters<typeof definition.picture>[0]
  const picture = definition.picture(given, values)
  const keeps = (definition.keeps?.(values) ?? 0) > 0
  return {
    ...pictureSize(picture.kind, keeps),
    kind: picture.kind,
    scale: picture.kind === 'lines' ? picture.scale : 'log',
    resizable: picture.kind !== 'text',
  }
}
