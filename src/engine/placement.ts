// Where the values of a program lie in memory, and how much of it they take.
import { size, type Matrix, type Shape } from '../numeric/matrix.ts'
import { roomFor } from './rooms.ts'
import { firstOutput, type Operation, type Program, type Value } from './program.ts'
import { padded, type Space } from './space.ts'

const bytesOf = (shape: Shape): number => padded(4 * size(shape))

/** Bytes of everything that has a place in memory. */
export function footprint(program: Program, memories: readonly Operation[], scratch: number): number {
  let bytes = 0
  for (const { rows, cols } of program.constants.values()) bytes += bytesOf({ rows, cols })
  for (const { outputs } of program.operations)
    for (const { shape } of Object.values(outputs)) bytes += shape ? bytesOf(shape) : 0
  let state = 0
  for (const { outputs } of memories)
    for (const { shape } of Object.values(outputs)) state += shape ? bytesOf(shape) : 0
  // Once more for memories that have to wait.
  return bytes + state + roomFor(program.recordings.length, state, scratch)
}

/** All values in memory, memories first and side by side, and the view on these. */
export function place(
  program: Program,
  memories: readonly Operation[],
  space: Space,
): [Map<Value, Matrix>, Float32Array<ArrayBuffer>] {
  const buffers = new Map<Value, Matrix>()
  for (const { outputs } of [...memories, ...program.operations])
    for (const value of Object.values(outputs)) {
      if (!value.shape || buffers.has(value)) continue
      const found = space.matrix(value.shape)
      const constant = program.constants.get(value)
      if (constant) found.data.set(constant.data)
      buffers.set(value, found)
    }
  const first = memories[0] && firstOutput(memories[0])
  const at = (first && buffers.get(first)?.data.byteOffset) ?? 0
  const sizes = memories.flatMap(({ outputs }) => Object.values(outputs).map(({ shape }) => shape))
  const bytes = sizes.reduce((sum, shape) => sum + (shape ? bytesOf(shape) : 0), 0)
  return [buffers, space.floats(at, bytes / 4)]
}
