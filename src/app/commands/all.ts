// The table of all commands. A new one is an entry in one of the files here; a new file is a line here.
import type { Desk, Shown } from '../desk.ts'
import { panels } from '../panels/all.ts'
import { type Command, canGive, give } from './command.ts'
import { documents } from './documents.ts'
import { editing } from './editing.ts'
import { isMac, keyText } from './keys.ts'
import { running } from './running.ts'
import { selecting } from './selecting.ts'
import { viewing } from './viewing.ts'

/** Every panel can be shown and closed by a command. */
const showing = panels.map(({ id, title, keys, icon }): Command => ({
  id,
  label: title,
  group: 'View',
  icon,
  ...(keys && { keys }),
  isOn: (desk) => desk.panels.isOpen(id),
  does: (desk) => desk.panels.toggle(id),
}))

export const commands: readonly Command[] = [
  ...running,
  ...editing,
  ...selecting,
  ...documents,
  ...viewing,
  ...showing,
]

const byId: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.id, command]))

/** The command of this name. A name that is written wrongly is a mistake of ours. */
export function commandNamed(id: string): Command {
  const command = byId.get(id)
  if (!command) throw new Error(`There is no command "${id}".`)
  return command
}

/** Does a command by its name, where it can be done now. */
export const obey = (id: string, desk: Desk): void => give(commandNamed(id), desk)

/** A command as it is shown right now. */
export function show(command: Command, desk: Desk): Shown {
  const { id, label, icon = null, keys: [first] = [] } = command
  const key = first === undefined ? null : keyText(first, isMac())
  const title = command.title?.(desk) ?? label
  return {
    id,
    label,
    title: key === null ? title : `${title} (${key})`,
    key,
    icon,
    can: canGive(command, desk),
    isOn: command.isOn?.(desk) ?? null,
  }
}
