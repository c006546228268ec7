// The outline: a graph as the rows of a tree. Nodes as one reads them, below each its ports, below these its wires; then frames and notes.
import { type LooseEnd, Refusals } from '../../editor/refusals.ts'
import { isPlaceholder, portsOf } from '../../editor/ports.ts'
import { nameOfNote } from '../../editor/notes.ts'
import { counted, titleOf } from '../../editor/words.ts'
import {
  type End,
  type Frame,
  type Graph,
  type GraphNode,
  type Note,
  type Wire,
  endText,
  wireKey,
} from '../../graph/document.ts'
import type { Library } from '../../node.ts'
import type { Shapes } from '../shapes.ts'

interface RowBase {
  readonly key: string
  readonly level: 1 | 2 | 3
  /** The row that it lies below. */
  readonly parent: string | null
  readonly place: number
  readonly count: number
  readonly text: string
  /** Said after it, quieter. */
  readonly note: string
  /** Null where there is nothing below it. */
  readonly isOpen: boolean | null
}

export type Row = RowBase &
  (
    | { readonly kind: 'node'; readonly node: string }
    | { readonly kind: 'port'; readonly end: LooseEnd; readonly isMissing: boolean }
    | { readonly kind: 'wire'; readonly wire: Wire }
    | { readonly kind: 'frame'; readonly frame: Frame }
    | { readonly kind: 'note'; readonly written: Note }
  )

/** Ids as one reads a page: columns from left to right, each from top to bottom. */
function readingOrder(nodes: readonly GraphNode[]): GraphNode[] {
  const column = 80
  const places = nodes.map((node) => ({ node, x: Math.round(node.at[0] / column), y: node.at[1] }))
  return places.sort((a, b) => a.x - b.x || a.y - b.y).map(({ node }) => node)
}

const shapeText = (shape: { readonly rows: number; readonly cols: number } | undefined): string =>
  shape ? `${shape.rows}×${shape.cols}` : ''

function byEnd(wires: readonly Wire[], end: 'from' | 'to'): ReadonlyMap<string, Wire[]> {
  const found = new Map<string, Wire[]>()
  for (const wire of wires) {
    if (wire.raw !== undefined) continue
    const key = endText(wire[end])
    const others = found.get(key)
    if (others) others.push(wire)
    else found.set(key, [wire])
  }
  return found
}

/** Rows of what lies on the canvas beside so many nodes. */
function besideNodes(
  nodes: number,
  frames: readonly Frame[],
  notes: readonly Note[],
  titles: ReadonlyMap<string, string>,
): readonly Row[] {
  const count = nodes + frames.length + notes.length
  const beside = { level: 1, parent: null, count, isOpen: null } as const
  return [
    ...frames.map((frame, i): Row => {
      const around = frame.around.filter((id) => titles.has(id)).length
      const note = `frame, ${counted(around, 'node')}${frame.collapsed === true ? ', collapsed' : ''}`
      const text = frame.title || 'without a title'
      return { ...beside, kind: 'frame', key: `frame ${frame.id}`, place: nodes + i + 1, text, note, frame }
    }),
    ...notes.map((written, i): Row => {
      const place = nodes + frames.length + i + 1
      const text = nameOfNote(written)
      return { ...beside, kind: 'note', key: `note ${written.id}`, place, text, note: 'note', written }
    }),
  ]
}

/** The rows that can be seen when these are open. */
export function outlineOf(
  graph: Graph,
  library: Library,
  shapes: Shapes,
  open: ReadonlySet<string>,
): readonly Row[] {
  const [into, outOf] = [byEnd(graph.wires, 'to'), byEnd(graph.wires, 'from')]
  const titles = new Map(
    graph.nodes.map((node) => [node.id, titleOf(node, library.get(node.type)?.definition)]),
  )
  const named = ({ node, port }: End): string => `${titles.get(node) ?? node} ${port}`
  const rows: Row[] = []
  const order = readingOrder(graph.nodes)
  const frames = graph.frames.filter(({ raw }) => raw === undefined)
  const notes = graph.notes.filter(({ raw }) => raw === undefined)
  const count = order.length + frames.length + notes.length
  for (const [place, node] of order.entries()) {
    const definition = library.get(node.type)?.definition
    const { inputs, outputs } = portsOf(node, definition, graph.wires)
    const ports = [...inputs, ...outputs]
    const key = `node ${node.id}`
    const isOpen = ports.length === 0 ? null : open.has(key)
    const title = titles.get(node.id) ?? node.id
    const kindName = definition?.title ?? node.type
    const note = [kindName === title ? node.id : kindName, node.bypass && 'bypassed'].filter(Boolean)
    rows.push({
      ...{ kind: 'node', key, level: 1, parent: null, place: place + 1, count },
      ...{ text: title, note: note.join(', '), isOpen, node: node.id },
    })
    if (!isOpen) continue
    for (const [index, port] of ports.entries()) {
      const end: LooseEnd = { node: node.id, port: port.name, side: port.side }
      const isInput = port.side === 'input'
      const wires = (isInput ? into : outOf).get(endText(end)) ?? []
      const portKey = `${port.side} ${endText(end)}`
      const isMissing = isInput && wires.length === 0 && !port.optional && !isPlaceholder(node, definition)
      const state = isMissing ? 'open' : isInput ? '' : shapeText(shapes.get(endText(end)))
      const portOpen = wires.length === 0 ? null : !open.has(`closed ${portKey}`)
      rows.push({
        ...{ kind: 'port', key: portKey, level: 2, parent: key, place: index + 1, count: ports.length, end },
        ...{ text: port.name, note: [isInput ? 'input' : 'output', state].filter(Boolean).join(', ') },
        ...{ isOpen: portOpen, isMissing },
      })
      if (!portOpen) continue
      for (const [row, wire] of wires.entries()) {
        const text = isInput ? `from ${named(wire.from)}` : `to ${named(wire.to)}`
        rows.push({
          ...{ kind: 'wire', key: `${port.side} wire ${wireKey(wire)}`, level: 3, parent: portKey },
          ...{ place: row + 1, count: wires.length, text, note: wire.label ?? '', isOpen: null },
          wire,
        })
      }
    }
  }
  return [...rows, ...besideNodes(order.length, frames, notes, titles)]
}

/** Why a port cannot be the other end of a wire; null if it can. Judged once for all rows. */
export function judgeFor(
  graph: Graph,
  library: Library,
  shapes: Shapes,
  start: LooseEnd,
): (end: LooseEnd) => string | null {
  const refusals = new Refusals(graph, library, shapes, start)
  return (end) => refusals.reason(end)
}
