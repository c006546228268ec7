// The arrow keys on the canvas: where each leads, and how far what is selected goes.
import type { Point } from '../graph/document.ts'

export const directions: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
])

/** In pixels of the canvas; the far one with Shift. */
export const strides = { near: 4, far: 20 } as const
