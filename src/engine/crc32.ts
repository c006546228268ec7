// CRC-32, the checksum of PNG and ZIP: notices every damage of up to 32 neighbouring bits.

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/** Of these bytes, or with the checksum of what came before, of all of it. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before
  for (let i = 0; i < bytes.length; i += 1) rest = (rest >>> 8) ^ (table[(rest ^ (bytes[i] ?? 0)) & 255] ?? 0)
  return ~rest >>> 0
}

/** 32 bits as eight digits. */
export const hex = (bits: number): string => bits.toString(16).padStart(8, '0')
