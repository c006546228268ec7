// Commands for documents as a whole.
import type { Command } from './command.ts'

export const documents: readonly Command[] = [
  {
    id: 'new',
    label: 'New',
    group: 'Document',
    does: (desk) => {
      desk.studio.newGraph()
      // Nothing can be read in it yet, and on the canvas it says how to begin.
      desk.reading = false
    },
  },
  {
    id: 'open',
    label: 'Open…',
    group: 'Document',
    keys: ['Mod+O'],
    does: ({ filing }) => void filing.pick(),
  },
  {
    id: 'save',
    label: 'Save',
    group: 'Document',
    keys: ['Mod+S'],
    does: ({ filing }) => void filing.save(),
  },
  {
    id: 'save-as',
    label: 'Save as…',
    group: 'Document',
    keys: ['Mod+Shift+S'],
    does: ({ filing }) => void filing.saveAs(),
  },
  { id: 'share', label: 'Share…', group: 'Document', does: (desk) => (desk.dialog = 'share') },
]
