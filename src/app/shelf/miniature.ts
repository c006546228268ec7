// A graph at the size of a stamp: its nodes as boxes, its wires as lines.
import { boxAround, boxesOf } from '../../editor/placing.ts'
import type { Box } from '../../editor/ground.ts'
import type { Graph } from '../../graph/document.ts'
import type { Library } from '../../node.ts'

export interface Miniature {
  readonly viewBox: string
  /** Those that show something are told apart. */
  readonly nodes: readonly (Box & { readonly isPicture: boolean })[]
  /** All wires as one path. */
  readonly wires: string
}

const margin = 24

/** Null where there is nothing to draw. */
export function miniatureOf(graph: Graph, library: Library): Miniature | null {
  const boxes = boxesOf({ ...graph, notes: [] }, library)
  const around = boxAround(boxes)
  if (!around) return null
  const places = new Map(graph.nodes.map(({ id }, index) => [id, boxes[index]]))
  const wires = graph.wires.flatMap(({ from, to, raw }) => {
    const [source, target] = [places.get(from.node), places.get(to.node)]
    if (raw !== undefined || !source || !target) return []
    const [x1, y1] = [source.x + source.width, source.y + source.height / 2]
    return [`M${x1} ${y1}L${target.x} ${target.y + target.height / 2}`]
  })
  const nodes = graph.nodes.flatMap(({ type }, index) => {
    const box = boxes[index]
    return box ? [{ ...box, isPicture: library.get(type)?.definition.picture !== undefined }] : []
  })
  const { x, y, width, height } = around
  return {
    viewBox: [x - margin, y - margin, width + 2 * margin, height + 2 * margin].join(' '),
    nodes,
    wires: wires.join(''),
  }
}
