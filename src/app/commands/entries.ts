// Commands as entries of a menu, with a line between groups.
import type { Desk } from '../desk.ts'
import type { Entry } from '../menu.ts'

export const entriesOf = (desk: Desk, groups: readonly (readonly string[])[]): Entry[] =>
  groups.flatMap((group, row) =>
    group.map((command, place): Entry => {
      const { label, key, isOn, can } = desk.shown(command)
      return {
        ...{ key: command, label, can, rule: row > 0 && place === 0 },
        ...(key !== null && { stroke: key }),
        ...(isOn !== null && { isOn }),
      }
    }),
  )
