// Commands of the window: zoom, colours, help.
import type { Command } from './command.ts'

/** One press of a zoom button. */
const factor = 1.25

export const viewing: readonly Command[] = [
  {
    id: 'fit',
    label: 'Zoom to fit',
    group: 'View',
    keys: ['Home'],
    onCanvas: true,
    icon: 'fit',
    does: ({ canvas }) => canvas?.fit(),
  },
  {
    id: 'zoom-in',
    label: 'Zoom in',
    group: 'View',
    icon: 'closer',
    does: ({ canvas }) => canvas?.zoomBy(factor),
  },
  {
    id: 'zoom-out',
    label: 'Zoom out',
    group: 'View',
    icon: 'further',
    does: ({ canvas }) => canvas?.zoomBy(1 / factor),
  },
  {
    id: 'reading',
    label: 'Reading view',
    group: 'View',
    icon: 'reading',
    isOn: (desk) => desk.reading,
    does: (desk) => (desk.reading = !desk.reading),
  },
  {
    id: 'snap',
    label: 'Snap to the grid',
    group: 'View',
    title: () => 'Moved nodes come to lie on a grid; Alt means the other way',
    isOn: ({ choices }) => choices.snap.isOn,
    does: ({ choices }) => choices.snap.toggle(),
  },
  {
    id: 'minimap',
    label: 'Minimap',
    group: 'View',
    isOn: ({ choices }) => choices.minimap.isOn,
    does: ({ choices }) => choices.minimap.toggle(),
  },
  {
    id: 'dark',
    label: 'Dark colours',
    group: 'View',
    icon: 'moon',
    isOn: ({ studio }) => studio.theme.theme === 'dark',
    does: ({ studio: { theme } }) => theme.set(theme.theme === 'dark' ? 'light' : 'dark'),
  },
  {
    id: 'next-region',
    label: 'Go to the next part of the page',
    group: 'View',
    keys: ['F6'],
    does: (desk) => desk.nextRegion(1),
  },
  {
    id: 'previous-region',
    label: 'Go to the part before',
    group: 'View',
    keys: ['Shift+F6'],
    does: (desk) => desk.nextRegion(-1),
  },
  {
    id: 'commands',
    label: 'All commands',
    group: 'View',
    keys: ['Mod+K'],
    icon: 'search',
    does: (desk) => (desk.dialog = 'commands'),
  },
  {
    id: 'help',
    label: 'Keyboard shortcuts',
    group: 'View',
    keys: ['?'],
    icon: 'help',
    does: (desk) => (desk.dialog = 'shortcuts'),
  },
]
