// Where frames are: each around its nodes, and around every frame whose nodes are all among its own.
import type { Frame, Note } from '../graph/document.ts'
import type { Box } from './ground.ts'
import { boxAround, noteBox } from './placing.ts'
import { emptyMap, grouped, setOf } from './sets.ts'
import { textWidth } from './text-width.ts'

export interface FrameBox {
  readonly frame: Frame
  /** Its nodes that are there. */
  readonly nodes: readonly string[]
  readonly collapsed: boolean
  /** The strip that is left of it where it is collapsed. */
  readonly box: Box
}

/** What is left of a collapsed frame: its title, and how many nodes there are. */
const strip = { least: 160, most: 320, height: 36 } as const

function stripOf({ x, y, width }: Box, { title }: Frame): Box {
  const wanted = textWidth(title, 14, 'bold') + 152
  return { x, y, width: Math.max(strip.least, Math.min(strip.most, wanted, width)), height: strip.height }
}

/** From the nodes to the edge of a frame; above them there is room for its title. */
const padding = 16
export const titleHeight = 28
const above = titleHeight + 12

/** Colours that a file may name; others are grey. */
export const frameColours = ['blue', 'orange', 'green', 'purple', 'red', 'grey'] as const
export type FrameColour = (typeof frameColours)[number]

export const frameColour = ({ color }: Frame): FrameColour =>
  frameColours.find((each) => each === color) ?? 'grey'

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - padding,
  y: y - above,
  width: width + 2 * padding,
  height: height + above + padding,
})

/** Frames as they are drawn, outer ones first. Those around nothing that is there, or within a collapsed one, are left out. */
export function frameBoxes(
  frames: readonly Frame[],
  boxOf: (node: string) => Box | undefined,
  isCollapsed: (frame: Frame) => boolean = () => false,
): readonly FrameBox[] {
  const sizes = frames.flatMap((frame) => {
    const nodes = [...setOf(frame.around)].filter((id) => boxOf(id) !== undefined)
    return frame.raw === undefined && nodes.length > 0 ? [{ frame, nodes }] : []
  })
  const inwards = sizes.toSorted((a, b) => a.nodes.length - b.nodes.length)
  // Whatever lies within a frame begins with one of its nodes.
  const beginning = grouped(inwards, ({ nodes }) => nodes.slice(0, 1))
  const done = new Map<Frame, FrameBox>()
  for (const { frame, nodes } of inwards) {
    const own = setOf(nodes)
    const within = nodes
      .flatMap((id) => beginning.get(id) ?? [])
      .flatMap((each) => (each.nodes.every((id) => own.has(id)) ? (done.get(each.frame)?.box ?? []) : []))
    const box = boxAround([...nodes.flatMap((id) => boxOf(id) ?? []), ...within])
    if (box) done.set(frame, { frame, nodes, collapsed: isCollapsed(frame), box: grown(box) })
  }
  const boxes = [...done.values()].reverse()
  const hidden = foldedIn(boxes)
  return boxes.flatMap((each) => {
    const { frame, nodes, collapsed, box } = each
    if (!collapsed) return nodes.every((id) => hidden.has(id)) ? [] : [each]
    return nodes.some((id) => hidden.get(id) === each) ? [{ ...each, box: stripOf(box, frame) }] : []
  })
}

/** By what the strip of a frame goes among the nodes that wires lead to. No node has a space in its id. */
export const spotOfFrame = ({ id }: Frame): string => `frame ${id}`

/** The nodes that are hidden, each with the outermost collapsed frame that it lies in. */
export function foldedIn(boxes: readonly FrameBox[]): ReadonlyMap<string, FrameBox> {
  const found = emptyMap<FrameBox>()
  for (const each of boxes)
    if (each.collapsed) for (const id of each.nodes) if (!found.has(id)) found.set(id, each)
  return found
}

const encloses = (outer: Box, { x, y, width, height }: Box): boolean =>
  x >= outer.x && y >= outer.y && x + width <= outer.x + outer.width && y + height <= outer.y + outer.height

/** The notes that go along when these nodes move: those that lie in a frame whose nodes are all among them. */
export function carriedNotes(
  notes: readonly Note[],
  frames: readonly FrameBox[],
  moved: ReadonlySet<string>,
): readonly Note[] {
  const whole = frames.filter(({ collapsed, nodes }) => !collapsed && nodes.every((id) => moved.has(id)))
  if (whole.length === 0) return []
  return notes.filter(
    (note) => note.raw === undefined && whole.some(({ box }) => encloses(box, noteBox(note))),
  )
}

const sameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height

export const sameFrames = (a: readonly FrameBox[], b: readonly FrameBox[]): boolean =>
  a.length === b.length &&
  a.every(
    (each, i) =>
      each.frame === b[i]?.frame && each.collapsed === b[i].collapsed && sameBox(each.box, b[i].box),
  )
