// How large controls and pictures are, so that nodes can be laid out without reading the page.
import type { Param, ParamValue } from '../node.ts'
import type { Picture } from '../picture.ts'

/** What a sibling parameter or the canvas says about a number beyond its definition. */
export interface ControlLimits {
  readonly min?: number | null
  readonly max?: number | null
  readonly step?: number | null
  readonly scale?: 'linear' | 'log'
}

/** Whether the pointer is a finger, for which everything that can be hit is larger. */
export const coarsePointer = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches

/** The height of the control of a parameter at this width, in pixels. */
export function controlHeight(
  param: Param,
  value: ParamValue,
  width: number,
  limits: ControlLimits = {},
  coarse = coarsePointer(),
): number {
  void [param, value, width, limits]
  return coarse ? 48 : 28
}

const sizes: Record<Picture['kind'], { readonly width: number; readonly height: number }> = {
  heatmap: { width: 240, height: 264 },
  lines: { width: 440, height: 264 },
  table: { width: 240, height: 112 },
  text: { width: 240, height: 44 },
}

/** The size of a picture unless a node says otherwise; one that keeps pictures has a filmstrip below. */
export function pictureSize(kind: Picture['kind'], keeps = false): { width: number; height: number } {
  const { width, height } = sizes[kind]
  return { width, height: keeps ? height + 104 : height }
}
