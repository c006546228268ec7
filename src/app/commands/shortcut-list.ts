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
  { group: 'Editing', keys: ['W'], does: 'Wire a node or port; pressed again, the next open one' },
  { group: 'Editing', keys: ['Mod+C', 'Mod+X', 'Mod+V'], does: 'Copy, cut or paste' },
  { group: 'Selection', keys: ['Delete'], does: 'Delete what is selected' },
  { group: 'Selection', keys: ['F2'], does: 'Rename the node' },
  { group: 'Selection', keys: ['Mod+D'], does: 'Duplicate what is selected' },
  { group: 'Selection', keys: ['Mod+A'], does: 'Select everything' },
  { group: 'Selection', keys: ['Arrows', 'Shift+Arrows'], does: 'Move what is selected, or move it further' },
  { group: 'View', keys: ['Alt+Arrows'], does: 'Go to the next node there' },
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
