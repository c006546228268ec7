// What has to change on the canvas so that it shows other nodes, or the same at other places.
import type { Point } from '../graph/document.ts'

/** Where nodes are, by id. */
export type Places = ReadonlyMap<string, Point>

export interface Difference {
  readonly gone: readonly string[]
  readonly come: readonly string[]
  readonly moved: readonly (readonly [id: string, at: Point])[]
}

/** From what is shown to what is wanted. */
export function difference(shown: Places, wanted: Places): Difference {
  const gone = [...shown.keys()].filter((id) => !wanted.has(id))
  const come = [...wanted.keys()].filter((id) => !shown.has(id))
  const moved = [...wanted].filter(([id, [x, y]]) => {
    const at = shown.get(id)
    return !at || at[0] !== x || at[1] !== y
  })
  return { gone, come, moved }
}

export const isNothing = ({ gone, come, moved }: Difference): boolean =>
  gone.length + come.length + moved.length === 0
