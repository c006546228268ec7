// The digest of a state: few digits by which two runs know that they arrived at the same bits.
import { Failure } from '../node.ts'
import { crc32, hex } from './crc32.ts'
import type { Gradual } from './gradual.ts'
import type { Plan } from './plan.ts'

export interface Digest {
  /** Checksum of all memories, eight hexadecimal digits. */
  readonly memories: string
  /** The bits of the first recorded loss, as many; null where none is recorded. */
  readonly loss: string | null
}

/** Engines differ in the bits of NaN, which nobody can see. */
const oneNaN = 0x7fc00000

function bitsOf(numbers: ArrayLike<number>): Uint8Array {
  const bits = new DataView(new ArrayBuffer(4 * numbers.length))
  for (let i = 0; i < numbers.length; i += 1) {
    const x = numbers[i] ?? NaN
    if (x === x) bits.setFloat32(4 * i, x, true)
    else bits.setUint32(4 * i, oneNaN, true)
  }
  return new Uint8Array(bits.buffer)
}

function shapeBytes(rows: number, cols: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8))
  bytes.setUint32(0, rows, true)
  bytes.setUint32(4, cols, true)
  return new Uint8Array(bytes.buffer)
}

/** Of the state that a plan holds, from which no loss may be computable. */
export function* digested(plan: Plan): Gradual<Digest> {
  try {
    yield* plan.workbench.compute(plan.hot)
  } catch (thrown) {
    if (thrown instanceof Failure) return { ...digestOf(plan), loss: null }
    throw thrown
  }
  return digestOf(plan)
}

function digestOf({ cells, program, buffers }: Plan): Digest {
  const text = new TextEncoder()
  let sum = 0
  const inOrder = cells.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
  for (const { key, value } of inOrder) {
    sum = crc32(text.encode(`${key}\0`), sum)
    sum = crc32(shapeBytes(value.rows, value.cols), sum)
    sum = crc32(bitsOf(value.data), sum)
  }
  const recorded = program.recordings[0]?.value
  const loss = recorded && buffers.get(recorded)?.data
  return { memories: hex(sum), loss: loss ? hex(new DataView(bitsOf(loss).buffer).getUint32(0, true)) : null }
}
