// Commands of the run.
import type { Command } from './command.ts'

const walking = (
  [
    ['step-node', 'Step node', 'S', 'stepNode'],
    ['step-back', 'Step back', 'Shift+S', 'stepBack'],
    ['step-into', 'Step into', 'I', 'stepInto'],
    ['step-out', 'Step out', 'Shift+I', 'stepOut'],
  ] as const
).map(([id, label, key, how]): Command => ({
  id,
  label,
  group: 'Running',
  keys: [key],
  when: ({ studio }) =>
    !studio.run.running && (how !== 'stepOut' || studio.walking.walk?.cursor?.inside != null),
  does: ({ studio }) => void studio.walking.take(how),
}))

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
  ...walking,
  {
    id: 'reset',
    label: 'Reset',
    group: 'Running',
    icon: 'reset',
    does: ({ studio }) => studio.run.reset(),
  },
]
