// Keystrokes on the page: which command each gives, and who comes first.
import type { Desk } from '../desk.ts'
import { commands } from './all.ts'
import { type Command, give } from './command.ts'
import { type Stroke, keyOf, takesKeys } from './keys.ts'

const byKey: ReadonlyMap<string, Command> = new Map(
  commands.flatMap((command) =>
    (command.byBrowser ? [] : (command.keys ?? [])).map((key) => [key, command] as const),
  ),
)

/** The command of a keystroke outside of fields. */
export const commandOf = (stroke: Stroke): Command | null => byKey.get(keyOf(stroke)) ?? null

/** Does what a keystroke says, unless someone else has done so or it is meant for a field. */
export function press(event: KeyboardEvent, desk: Desk): void {
  // No field has a use for F6, and one must be able to leave it.
  if (event.defaultPrevented || (takesKeys(event.target) && event.key !== 'F6')) return
  const command = commandOf(event)
  if (!command) return
  if (command.onCanvas) {
    const target = event.target instanceof Element ? event.target : null
    const elsewhere = target !== document.body && !desk.area?.contains(target)
    if (elsewhere || target?.closest('button, input, summary, a')) return
  }
  event.preventDefault()
  give(command, desk)
}
