// What the help is about: the selected node, or the document.
import { counted, titleOf } from '../../editor/words.ts'
import type { GraphNode } from '../../graph/document.ts'
import type { Desk } from '../desk.ts'

/** The node that is selected, where it is one alone. */
export function nodeOf({ studio: { selection, graph } }: Desk): GraphNode | null {
  const [only, ...others] = selection
  return others.length > 0 ? null : (graph.nodes.find(({ id }) => id === only) ?? null)
}

export function headingOf(desk: Desk): string {
  const { size } = desk.studio.selection
  if (size > 1) return counted(size, 'node')
  const node = nodeOf(desk)
  if (!node) return 'About this graph'
  return titleOf(node, desk.studio.library.get(node.type)?.definition)
}
