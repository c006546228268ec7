// The machine's own places in the memory of a plan: what it records in, and copies the state to.
import type { Planned, Rooms } from './planned.ts'
import { padded } from './space.ts'

export type { Rooms } from './planned.ts'

/** So many values of a loss are recorded at one call. */
export const mostRecorded = 4096
/** Bytes for copies of the state that one call makes. */
const copyBytes = 65_536

/** Bytes that a machine needs beside the matrices of a plan. */
export const roomFor = (recordings: number, state: number, scratch: number): number =>
  recordings * padded(4 * mostRecorded) + Math.max(copyBytes, padded(state)) + padded(scratch)

/** Reserves them. */
export function roomsIn(
  { space, recorded, state }: Pick<Planned, 'space' | 'recorded' | 'state'>,
  scratch: number,
): Rooms {
  const copies = Math.max(copyBytes, state.byteLength)
  return {
    ring: space.reserve(recorded.length * 4 * mostRecorded),
    copies: space.reserve(copies),
    copyBytes: copies,
    scratch: space.reserve(scratch),
  }
}
