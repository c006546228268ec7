// All panels. A new one is a component, and an entry here.
import { headingOf } from './help-topic.ts'
import History from './History.svelte'
import Info from './Info.svelte'
import Outline from './Outline.svelte'
import Palette from './Palette.svelte'
import type { Panel } from './panel.ts'
import Problems from './Problems.svelte'
import Settings from './Settings.svelte'

export const panels: readonly Panel[] = [
  { id: 'palette', title: 'Palette', icon: 'palette', side: 'left', openFrom: 1440, component: Palette },
  { id: 'outline', title: 'Outline', icon: 'outline', side: 'left', keys: ['O'], component: Outline },
  {
    id: 'info',
    title: 'Info',
    icon: 'info',
    side: 'right',
    openFrom: 1600,
    heading: headingOf,
    component: Info,
  },
  { id: 'history', title: 'History', icon: 'history', side: 'right', component: History },
  {
    id: 'settings',
    title: 'Settings',
    icon: 'settings',
    side: 'right',
    heading: () => 'Graph settings',
    component: Settings,
  },
  { id: 'problems', title: 'Problems', icon: 'error', side: 'bottom', component: Problems },
]
