// What notes on the canvas have of their own: a name to be told by, a smallest size, what they speak of.
import type { Graph, Note, Point } from '../graph/document.ts'
import type { Library } from '../node.ts'
import { visible } from '../views/visible.ts'
import type { Box } from './ground.ts'
import { boxOf, boxesOf, freePlace, noteBox } from './placing.ts'

const most = 40

/** Its first words. */
export function nameOfNote({ text }: Pick<Note, 'text'>): string {
  const words =
    visible(text)
      .replace(/[#*_`$>]/g, '')
      .trim()
      .split('\n')[0]
      ?.trim() ?? ''
  if (words === '') return 'without text'
  return words.length > most ? `${words.slice(0, most - 1)}…` : words
}

/** A size in which a note can still be read and taken hold of. */
export const leastNote = ([width, height]: Point): Point => [Math.max(96, width), Math.max(48, height)]

/** What a new note has room for. */
export const usualNote: Point = [240, 120]

const gap = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, start - to, from - end)

/** How far two boxes are apart; 0 where they touch. */
const distance = (a: Box, b: Box): number =>
  Math.hypot(gap(a.x, a.x + a.width, b.x, b.x + b.width), gap(a.y, a.y + a.height, b.y, b.y + b.height))

/** The node that each note stands nearest to, by the ids of the notes: that is what it speaks of. */
export function subjects(graph: Graph, library: Library): ReadonlyMap<string, string> {
  const nodes = graph.nodes.map((node) => ({ id: node.id, box: boxOf(node, library, graph.wires) }))
  return new Map(
    graph.notes.flatMap((note) => {
      const box = noteBox(note)
      let nearest: { readonly id: string; readonly far: number } | null = null
      for (const each of nodes) {
        const far = distance(box, each.box)
        if (!nearest || far < nearest.far) nearest = { id: each.id, far }
      }
      return nearest ? [[note.id, nearest.id] as const] : []
    }),
  )
}

/** Where notes go when their nodes have moved: along with what they speak of, to where they can be read. */
export function followingNotes(before: Graph, after: Graph, library: Library): ReadonlyMap<string, Point> {
  const spoken = subjects(before, library)
  const [old, now] = [before, after].map(({ nodes }) => new Map(nodes.map(({ id, at }) => [id, at])))
  const taken = boxesOf({ ...after, notes: [] }, library)
  const places = new Map<string, Point>()
  for (const note of after.notes) {
    const subject = spoken.get(note.id) ?? ''
    const [from, to] = [old?.get(subject), now?.get(subject)]
    if (note.raw !== undefined || !from || !to) continue
    const [width, height] = note.size
    const wanted: Point = [note.at[0] + to[0] - from[0], note.at[1] + to[1] - from[1]]
    const at = freePlace(taken, { width, height }, wanted)
    places.set(note.id, at)
    taken.push(noteBox({ ...note, at }))
  }
  return places
}
