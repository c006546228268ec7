// Which commands stand in the menu of a node, of several, of a wire, and of the canvas; a line between groups.
import type { MenuFor } from '../../editor/host.ts'

export const contextMenus: Readonly<Record<MenuFor, readonly (readonly string[])[]>> = {
  node: [
    ['rename', 'wire', 'replace', 'bypass'],
    ['unfold', 'fold', 'probe'],
    ['copy', 'cut', 'duplicate', 'delete'],
    ['frame', 'fit-selection'],
  ],
  selection: [
    ['bypass', 'tidy', 'fold', 'frame', 'fit-selection'],
    ['align-left', 'align-top', 'distribute-x', 'distribute-y'],
    ['copy', 'cut', 'duplicate', 'delete'],
  ],
  wire: [['label-wire', 'insert', 'probe', 'delete']],
  ground: [
    ['add', 'note', 'paste', 'select-all'],
    ['tidy', 'fit'],
  ],
}
