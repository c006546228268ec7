// A growing row of bytes, with the encodings of WebAssembly's binary format (specification, chapter 5).

const encoder = new TextEncoder()
const scratch = new DataView(new ArrayBuffer(8))

export class Bytes {
  #bytes = new Uint8Array(64)
  length = 0

  /** What was written so far: a view. */
  get view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length)
  }

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.length + more))
    larger.set(this.view)
    this.#bytes = larger
  }

  byte(value: number): void {
    this.#room(1)
    this.#bytes[this.length] = value
    this.length += 1
  }

  append(bytes: ArrayLike<number>): void {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  /** Seven bits a byte, the low ones first (LEB128), for 0 … 2³² − 1. */
  unsigned(value: number): void {
    let rest = value >>> 0
    while (rest > 127) {
      this.byte((rest & 127) | 128)
      rest >>>= 7
    }
    this.byte(rest)
  }

  /** The same with a sign; a safe integer of any size, so that 64-bit constants go as well. */
  signed(value: number): void {
    let rest = value
    for (;;) {
      const low = ((rest % 128) + 128) % 128
      rest = (rest - low) / 128
      const ends = low & 64 ? rest === -1 : rest === 0
      this.byte(ends ? low : low | 128)
      if (ends) return
    }
  }

  float32(value: number): void {
    scratch.setFloat32(0, value, true)
    for (let at = 0; at < 4; at += 1) this.byte(scratch.getUint8(at))
  }

  float64(value: number): void {
    scratch.setFloat64(0, value, true)
    for (let at = 0; at < 8; at += 1) this.byte(scratch.getUint8(at))
  }

  text(value: string): void {
    this.sized(encoder.encode(value))
  }

  /** Bytes behind their number. */
  sized(bytes: ArrayLike<number>): void {
    this.unsigned(bytes.length)
    this.append(bytes)
  }
}
