// Commands for documents as a whole.
import type { Command } from './command.ts'

export const documents: readonly Command[] = [
  { id: 'new', label: 'New', group: 'Document', does: ({ studio }) => studio.newGraph() },
  {
    id: 'open',
    label: 'Open…',
    group: 'Document',
    keys: ['Mod+O'],
    does: ({ studio }) => void studio.pick(),
  },
  {
    id: 'save',
    label: 'Save',
    group: 'Document',
    keys: ['Mod+S'],
    does: ({ studio }) => void studio.save(),
  },
]
