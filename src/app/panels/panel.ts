// What a panel is: something beside the canvas that can be shown and closed, at one of three sides.
import type { Desk } from '../desk.ts'
import type { IconName } from '../icons.ts'
import type { LatePart } from '../late.svelte.ts'

export const sides = ['left', 'right', 'bottom'] as const
export type Side = (typeof sides)[number]

export interface Panel {
  /** Also the name of the command that shows it. */
  readonly id: string
  /** Of its button and its tab. */
  readonly title: string
  readonly icon: IconName
  /** Panels of one side share its place: one is open at a time. */
  readonly side: Side
  readonly keys?: readonly string[]
  /** In windows at least so wide, in pixels, it is open from the start. */
  readonly openFrom?: number
  /** What stands at its head, where that is not its title. */
  readonly heading?: (desk: Desk) => string
  /** It has a head of its own. */
  readonly bare?: true
  readonly part: LatePart<{ desk: Desk }>
}
