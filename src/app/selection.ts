// The selection: ids of nodes, never of nodes that are gone.
import type { Graph } from '../graph/document.ts'

export type Selection = ReadonlySet<string>

export const nobody: Selection = new Set()

export const only = (id: string): Selection => new Set([id])

/** What is left of a selection in a graph; the same set if that is all of it. */
export function stillThere(selection: Selection, { nodes }: Graph): Selection {
  const ids = new Set(nodes.map(({ id }) => id))
  const left = [...selection].filter((id) => ids.has(id))
  return left.length === selection.size ? selection : new Set(left)
}
