// What a command is: one entry that menus, buttons, keys, the help and the palette of commands all read.
import type { Desk } from '../desk.ts'
import type { IconName } from '../icons.ts'

/** In the order of the help. */
export const groups = ['Running', 'Editing', 'Selection', 'Document', 'View'] as const
export type Group = (typeof groups)[number]

export interface Command {
  /** "undo": how buttons and menus ask for it. */
  readonly id: string
  /** What it does, as on a button or in a menu; the help and the palette of commands show it, too. */
  readonly label: string
  readonly group: Group
  /** "Mod+Z" …: any of them gives the command. */
  readonly keys?: readonly string[]
  /** Keys that mean this only while the canvas has the focus: elsewhere Space presses buttons. */
  readonly onCanvas?: true
  /** The browser makes of these keys what is more than a command: it brings its clipboard. */
  readonly byBrowser?: true
  readonly icon?: IconName
  /** What it would do right now, where that says more than the label: "Undo: move 3 nodes". */
  readonly title?: (desk: Desk) => string
  /** Whether it can be given now; left out: always. */
  readonly when?: (desk: Desk) => boolean
  /** For a switch: whether it is on. */
  readonly isOn?: (desk: Desk) => boolean
  readonly does: (desk: Desk) => void
}

export const canGive = (command: Command, desk: Desk): boolean => command.when?.(desk) ?? true

/** Does it, where it can be done now. */
export function give(command: Command, desk: Desk): void {
  if (canGive(command, desk)) command.does(desk)
}
