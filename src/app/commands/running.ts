// Commands of the run.
import type { Command } from './command.ts'

export const running: readonly Command[] = [
  {
    id: 'run',
    label: 'Run or pause',
    group: 'Running',
    keys: ['R', 'Mod+Enter'],
    icon: 'run',
    does: ({ studio }) => studio.toggleRun(),
  },
  {
    id: 'step',
    label: 'Step iteration',
    group: 'Running',
    keys: ['.'],
    icon: 'step',
    when: ({ studio }) => !studio.run.running,
    does: ({ studio }) => studio.run.step(),
  },
  {
    id: 'reset',
    label: 'Reset',
    group: 'Running',
    icon: 'reset',
    does: ({ studio }) => studio.run.reset(),
  },
]
