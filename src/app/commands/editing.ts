// Commands that change the document.
import { addFrame } from '../../graph/annotate.ts'
import { tidy } from '../tidy.ts'
import type { Command } from './command.ts'

const isEditable: Command['when'] = ({ studio }) => !studio.document.readonly

export const editing: readonly Command[] = [
  {
    id: 'add',
    label: 'Add node',
    group: 'Editing',
    keys: ['A', 'Space'],
    onCanvas: true,
    icon: 'closer',
    when: isEditable,
    does: (desk) => desk.add(),
  },
  {
    id: 'undo',
    label: 'Undo',
    group: 'Editing',
    keys: ['Mod+Z'],
    icon: 'undo',
    title: ({ studio: { document } }) =>
      document.undoLabel === null ? 'Undo' : `Undo: ${document.undoLabel}`,
    when: ({ studio }) => studio.document.canUndo,
    does: ({ studio }) => studio.undo(),
  },
  {
    id: 'redo',
    label: 'Redo',
    group: 'Editing',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    icon: 'redo',
    title: ({ studio: { document } }) =>
      document.redoLabel === null ? 'Redo' : `Redo: ${document.redoLabel}`,
    when: ({ studio }) => studio.document.canRedo,
    does: ({ studio }) => studio.redo(),
  },
  {
    id: 'tidy',
    label: 'Tidy',
    group: 'Editing',
    keys: ['Mod+Shift+L'],
    icon: 'tidy',
    title: ({ studio }) => (studio.selection.size > 1 ? 'Tidy what is selected' : 'Tidy the graph'),
    when: (desk) => desk.studio.graph.nodes.length > 1 && !desk.studio.document.readonly,
    does: (desk) => void tidy(desk),
  },
  {
    id: 'frame',
    label: 'Frame the selection',
    group: 'Selection',
    keys: ['Mod+G'],
    when: ({ studio }) => studio.selection.size > 0 && !studio.document.readonly,
    does: ({ studio, canvas }) => {
      const { graph, id } = addFrame(studio.graph, { title: 'Frame', around: [...studio.selection] })
      studio.edit(() => graph, 'add frame')
      canvas?.renameFrame(id)
    },
  },
]
