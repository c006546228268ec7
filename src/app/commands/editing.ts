// Commands that change the document.
import { usualNote } from '../../editor/notes.ts'
import { boxesOf, freePlace } from '../../editor/placing.ts'
import { addFrame, addNote } from '../../graph/annotate.ts'
import { tidy } from '../tidy.ts'
import type { Desk } from '../desk.ts'
import type { Command } from './command.ts'

const isEditable: Command['when'] = ({ studio }) => !studio.document.readonly

/** Where one points, or in the middle of what can be seen, in the nearest place that is free. */
function addNoteThere({ studio, canvas, pointed }: Desk): void {
  if (!canvas) return
  const { x, y, width, height } = canvas.seen()
  const [noteWidth, noteHeight] = usualNote
  const wanted = pointed
    ? canvas.at(...pointed)
    : ([x + (width - noteWidth) / 2, y + (height - noteHeight) / 2] as const)
  const at = freePlace(
    boxesOf(studio.graph, studio.library),
    { width: noteWidth, height: noteHeight },
    wanted,
  )
  const { graph, id } = addNote(studio.graph, { at, size: usualNote, text: '' })
  studio.edit(() => graph, 'add a note', `write ${id}`)
  canvas.writeNote(id)
}

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
    id: 'note',
    label: 'Add note',
    group: 'Editing',
    keys: ['N'],
    onCanvas: true,
    icon: 'note',
    when: (desk) => desk.canvas !== null && !desk.studio.document.readonly,
    does: addNoteThere,
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
