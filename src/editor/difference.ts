// What has to change on the canvas so that it shows another graph.
import type { Point } from '../graph/document.ts'

/** Nodes with their places, and wires between them, by key. */
export interface Scene<W> {
  readonly nodes: ReadonlyMap<string, Point>
  readonly wires: ReadonlyMap<string, W>
}

export interface Difference<W> {
  readonly gone: readonly string[]
  readonly come: readonly string[]
  readonly moved: readonly (readonly [id: string, at: Point])[]
  readonly cut: readonly string[]
  readonly drawn: readonly (readonly [key: string, wire: W])[]
}

/** From what is shown to what is wanted. Wires of nodes that go are cut. */
export function difference<W extends { readonly source: string; readonly target: string }>(
  shown: Scene<W>,
  wanted: Scene<W>,
): Difference<W> {
  const gone = [...shown.nodes.keys()].filter((id) => !wanted.nodes.has(id))
  const come = [...wanted.nodes.keys()].filter((id) => !shown.nodes.has(id))
  const moved = [...wanted.nodes].filter(([id, [x, y]]) => {
    const at = shown.nodes.get(id)
    return !at || at[0] !== x || at[1] !== y
  })
  const cut = [...shown.wires.keys()].filter((key) => !wanted.wires.has(key))
  const drawn = [...wanted.wires].filter(([key]) => !shown.wires.has(key))
  return { gone, come, moved, cut, drawn }
}

export const isNothing = ({ gone, come, moved, cut, drawn }: Difference<unknown>): boolean =>
  gone.length + come.length + moved.length + cut.length + drawn.length === 0
