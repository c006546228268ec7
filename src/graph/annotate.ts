// Frames and notes: edits of what explains a graph to its readers, as pure as those in edits.ts.
import { type Frame, type Graph, type Json, type Note, type Point, noFields } from './document.ts'
import { aSize, cutTitle, inReach } from './fields.ts'
import { Names } from './names.ts'
import { frames as frameEntries, isPlaceholderId, notes as noteEntries, settle } from './read.ts'

type NewFrame = Pick<Frame, 'title' | 'around' | 'color' | 'collapsed'>
type NewNote = Pick<Note, 'at' | 'size' | 'text'>

const sound = (frame: NewFrame): NewFrame => ({
  ...frame,
  title: cutTitle(frame.title),
  around: frame.around.filter((id) => !isPlaceholderId(id)),
})

function replaced<T extends { readonly id: string; readonly raw?: Json }>(
  entries: readonly T[],
  id: string,
  change: (entry: T) => T,
): readonly T[] {
  const index = entries.findIndex((entry) => entry.id === id && entry.raw === undefined)
  const entry = entries[index]
  return entry ? entries.with(index, change(entry)) : entries
}

/** Puts a frame around nodes and answers its id. */
export function addFrame(graph: Graph, frame: NewFrame): { readonly graph: Graph; readonly id: string } {
  const id = new Names(graph.frames.map((each) => each.id)).fresh('frame')
  return { graph: { ...graph, frames: [...graph.frames, { id, ...sound(frame), extra: noFields }] }, id }
}

/** Changes a frame's title, colour or nodes. */
export const setFrame = (graph: Graph, id: string, change: Partial<NewFrame>): Graph => ({
  ...graph,
  frames: replaced(graph.frames, id, (frame) => ({ ...frame, ...sound({ ...frame, ...change }) })),
})

/** Shows a frame as a strip, or whole again. */
export const setCollapsed = (graph: Graph, id: string, collapsed: boolean): Graph => ({
  ...graph,
  frames: replaced(graph.frames, id, (frame) => {
    const { collapsed: before = false, ...rest } = frame
    if (before === collapsed) return frame
    return collapsed ? { ...rest, collapsed } : rest
  }),
})

/** Takes a frame away and leaves its nodes. */
export function removeFrame(graph: Graph, id: string): Graph {
  const frames = graph.frames.filter((frame) => frame.id !== id)
  return frames.length === graph.frames.length ? graph : { ...graph, frames: settle(frameEntries, frames) }
}

/** Writes a note on the canvas and answers its id. */
export function addNote(graph: Graph, note: NewNote): { readonly graph: Graph; readonly id: string } {
  const id = new Names(graph.notes.map((each) => each.id)).fresh('note')
  const { at, size, text } = note
  return {
    graph: {
      ...graph,
      notes: [...graph.notes, { id, at: inReach(at), size, text, extra: noFields }],
    },
    id,
  }
}

/** Moves, resizes or rewrites a note. */
export const setNote = (graph: Graph, id: string, change: Partial<NewNote>): Graph => ({
  ...graph,
  notes: replaced(graph.notes, id, (note) => {
    const next = { ...note, ...change }
    return 'value' in aSize(next.size) ? { ...next, at: inReach(next.at) } : note
  }),
})

/** Moves notes. */
export const moveNotes = (graph: Graph, places: ReadonlyMap<string, Point>): Graph =>
  [...places].reduce((next, [id, at]) => setNote(next, id, { at }), graph)

/** Takes a note away. */
export function removeNote(graph: Graph, id: string): Graph {
  const notes = graph.notes.filter((note) => note.id !== id)
  return notes.length === graph.notes.length ? graph : { ...graph, notes: settle(noteEntries, notes) }
}
