// All panels. A new one is a component, and an entry here.
import { late } from '../late.svelte.ts'
import { headingOf } from './help-topic.ts'
import type { Panel } from './panel.ts'

export const panels: readonly Panel[] = [
  {
    id: 'palette',
    title: 'Palette',
    icon: 'palette',
    side: 'left',
    openFrom: 1440,
    part: late(() => import('./Palette.svelte')),
  },
  {
    id: 'outline',
    title: 'Outline',
    icon: 'outline',
    side: 'left',
    keys: ['O'],
    part: late(() => import('./Outline.svelte')),
  },
  {
    id: 'documents',
    title: 'Documents',
    icon: 'documents',
    side: 'left',
    part: late(() => import('../shelf/Documents.svelte')),
  },
  {
    id: 'info',
    title: 'Info',
    icon: 'info',
    side: 'right',
    openFrom: 1600,
    heading: headingOf,
    part: late(() => import('./Info.svelte')),
  },
  {
    id: 'probe',
    title: 'Probe',
    icon: 'search',
    side: 'right',
    keys: ['P'],
    part: late(() => import('./Probe.svelte')),
  },
  {
    id: 'history',
    title: 'History',
    icon: 'history',
    side: 'right',
    part: late(() => import('./History.svelte')),
  },
  {
    id: 'settings',
    title: 'Settings',
    icon: 'settings',
    side: 'right',
    heading: () => 'Graph settings',
    part: late(() => import('./Settings.svelte')),
  },
  {
    id: 'problems',
    title: 'Problems',
    icon: 'error',
    side: 'bottom',
    part: late(() => import('./Problems.svelte')),
  },
]
