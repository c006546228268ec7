// What two digests of one iteration differ in, in words.
import type { Digest } from '../engine/digest.ts'

/** The number that the bits of a loss stand for. */
export function lossOf({ loss }: Digest): number | null {
  if (loss === null) return null
  const bits = new DataView(new ArrayBuffer(4))
  bits.setUint32(0, parseInt(loss, 16))
  return bits.getFloat32(0)
}

const told = (digest: Digest): string => String(lossOf(digest) ?? 'not recorded')

/** Null where they are the same. */
export function differenceOf(sent: Digest & { readonly iteration: number }, own: Digest): string | null {
  const { iteration } = sent
  if (sent.loss !== own.loss)
    return `the loss at iteration ${iteration} is ${told(own)}, and the sender’s was ${told(sent)}`
  return sent.memories === own.memories
    ? null
    : `the loss at iteration ${iteration} is the same, but the bits of the memories are others`
}
