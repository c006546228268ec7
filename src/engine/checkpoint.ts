// A checkpoint: the state of a run, to go on from it in another place, to the same bits.
import type { Curve } from '../picture.ts'
import type { Cell } from './planned.ts'

export interface Checkpoint {
  readonly iteration: number
  readonly memories: readonly Pick<Cell, 'key' | 'value'>[]
  /** What was drawn so far, by plot. */
  readonly curves: ReadonlyMap<string, readonly Curve[]>
}

/** The memories, with copies of their numbers. */
export const memoriesOf = (cells: readonly Cell[]): Checkpoint['memories'] =>
  cells.map(({ key, value }) => ({ key, value: { ...value, data: value.data.slice() } }))
