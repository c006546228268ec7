// What is known of blocks without opening any: which nodes are some, and which frames remember one.
import type { NodeDefinition } from '../node.ts'
import type { Graph } from './document.ts'

/** The key of a frame's own fields under which the block is kept that its nodes were. */
export const blockKey = 'block'

/** What can be opened: composites, and what stands for a gradient. */
export const canUnfold = ({ build, differentiates }: NodeDefinition): boolean =>
  build !== undefined || differentiates?.how === 'exactly'

/** The frame that remembers a block, of those around all of these nodes; the innermost one. */
export function foldableFrame({ frames }: Graph, ids: ReadonlySet<string>): string | null {
  const around = frames.filter(
    (frame) => frame.extra.has(blockKey) && [...ids].every((id) => frame.around.includes(id)),
  )
  return around.toSorted((a, b) => a.around.length - b.around.length)[0]?.id ?? null
}
