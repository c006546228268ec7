// What the list of shortcuts says: the keys of all commands, and those of the hand on the canvas.
import { commands } from './all.ts'
import { type Group, groups } from './command.ts'
import { keyText } from './keys.ts'

export interface Shortcut {
  readonly keys: readonly string[]
  readonly does: string
}

/** Keys that move or choose something on the canvas and are no commands: they need a place. */
const onTheCanvas: readonly (Shortcut & { readonly group: Group })[] = [
  { group: 'Selection', keys: ['Arrows', 'Shift+Arrows'], does: 'Move what is selected, or move it further' },
  { group: 'View', keys: ['Alt+Arrows'], does: 'Go to the next node there' },
  { group: 'View', keys: ['Shift+F10'], does: 'The menu of what has the focus' },
  { group: 'View', keys: ['Enter', 'Escape'], does: 'Into the controls of a node, and back' },
]

/** Everything that the help lists, by group, with the keys of this machine. */
export function shortcutList(
  mac: boolean,
): readonly { readonly group: Group; readonly entries: readonly Shortcut[] }[] {
  const written = (keys: readonly string[]) => keys.map((key) => keyText(key, mac))
  return groups.map((group) => {
    const own = commands.flatMap((command) =>
      command.group === group && command.keys
        ? [
            {
              keys: written(command.keys),
              does: command.onCanvas ? `${command.label}, when the canvas has the focus` : command.label,
            },
          ]
        : [],
    )
    const others = onTheCanvas.filter((each) => each.group === group)
    return { group, entries: [...own, ...others.map(({ keys, does }) => ({ keys: written(keys), does }))] }
  })
}
