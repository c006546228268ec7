// All dialogs that a command opens. A new one is a component, and an entry here.
import type { Desk, DialogName } from './desk.ts'
import { late, type LatePart } from './late.svelte.ts'

export const dialogs: Readonly<Record<DialogName, LatePart<{ desk: Desk; onclose: () => void }>>> = {
  commands: late(() => import('./commands/CommandPalette.svelte')),
  shortcuts: late(() => import('./commands/Shortcuts.svelte')),
  share: late(() => import('./share/Share.svelte')),
}

/** What is seldom on the screen. */
export const rare = {
  menu: late(() => import('./ContextMenu.svelte')),
  reading: late(() => import('./reading/Reading.svelte')),
  wires: late(() => import('../editor/WireList.svelte')),
  start: late(() => import('./NewStart.svelte')),
  seeing: late(() => import('./walk/Seeing.svelte')),
  walk: late(() => import('./walk/WalkBar.svelte')),
  diverged: late(() => import('./Diverged.svelte')),
  watched: late(() => import('./WatchedBar.svelte')),
  changed: late(() => import('./FileChanged.svelte')),
  failed: late(() => import('./OpenFailed.svelte')),
}
