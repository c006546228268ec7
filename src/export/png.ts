// A text inside of a PNG picture: a chunk of the kind iTXt, uncompressed, under our own keyword.
import { crc32 } from '../engine/crc32.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Keyword; no compression, language and translated keyword empty. */
const head = new TextEncoder().encode('gradloom\0\0\0\0\0')
const compressed = 9

/** Length, kind and checksum, around what a chunk holds. */
const frame = 12

export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, at) => bytes[at] === byte)

interface Chunk {
  readonly kind: string
  /** Where it begins and ends in the file. */
  readonly from: number
  readonly to: number
  /** What it holds, and whether that is as it was written. */
  readonly data: Uint8Array<ArrayBuffer>
  readonly sound: boolean
}

/** The chunks up to the first that is not all there. */
function* chunksOf(png: Uint8Array<ArrayBuffer>): Generator<Chunk> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  for (let from = signature.length; from + frame <= png.length;) {
    const to = from + frame + view.getUint32(from)
    if (to > png.length) return
    const kind = String.fromCharCode(...png.subarray(from + 4, from + 8))
    const sound = crc32(png.subarray(from + 4, to - 4)) === view.getUint32(to - 4)
    yield { kind, from, to, data: png.subarray(from + 8, to - 4), sound }
    from = to
  }
}

function chunk(kind: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frame + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(kind), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}

/** The same picture with this text behind its header. */
export function withText(png: Uint8Array<ArrayBuffer>, text: string): Uint8Array<ArrayBuffer> {
  const [header] = chunksOf(png)
  const at = header?.to ?? signature.length
  const body = new TextEncoder().encode(text)
  const held = new Uint8Array(head.length + body.length)
  held.set(head)
  held.set(body, head.length)
  const added = chunk('iTXt', held)
  const whole = new Uint8Array(png.length + added.length)
  whole.set(png.subarray(0, at))
  whole.set(added, at)
  whole.set(png.subarray(at), at + added.length)
  return whole
}

const begins = (data: Uint8Array, length: number): boolean =>
  head.subarray(0, length).every((byte, at) => data[at] === byte)

/** The bytes of the text that was put in; null if there is none, or why it cannot be read. */
export function textIn(png: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | 'damaged' | null {
  for (const { kind, data, sound } of chunksOf(png)) {
    if (kind !== 'iTXt' || !begins(data, compressed)) continue
    return sound && begins(data, head.length) ? data.subarray(head.length) : 'damaged'
  }
  return null
}
