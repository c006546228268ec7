// The memory of a plan: all its matrices in one block, which WebAssembly can work on as well.
import type { Matrix, Shape } from '../numeric/matrix.ts'

const page = 65_536
/** WebAssembly reads whole vectors, so it may look a little beyond the last matrix. */
const slack = 32
/** So many blocks that nobody uses are kept for the next plan. */
const mostSpare = 3

const spare: WebAssembly.Memory[] = []
const sizeOf = ({ buffer }: WebAssembly.Memory): number => buffer.byteLength

/**
 * A browser gives every WebAssembly memory an address range of gigabytes, and has room for some dozens of them. So
 * blocks are used again: the smallest that is large enough, or a new one. Null where there is no more to be had.
 */
function lend(bytes: number): WebAssembly.Memory | null {
  const index = spare.findIndex((memory) => sizeOf(memory) >= bytes)
  const [found] = index < 0 ? [] : spare.splice(index, 1)
  if (found) return found
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / page) })
  } catch (thrown) {
    if (thrown instanceof RangeError) return null
    throw thrown
  }
}

function giveBack(memory: WebAssembly.Memory): void {
  spare.push(memory)
  spare.sort((a, b) => sizeOf(a) - sizeOf(b))
  // The largest goes first: it is what others may need the room for.
  if (spare.length > mostSpare) spare.pop()
}

export class Space {
  /** The block, where it is one of WebAssembly. */
  #memory: WebAssembly.Memory | null
  readonly #buffer: ArrayBuffer
  #used = 0

  /** `bytes` is the sum of all that will be reserved, each padded. */
  constructor(bytes: number, wantsWasm: boolean) {
    this.#memory = wantsWasm ? lend(bytes + slack) : null
    this.#buffer = this.#memory?.buffer ?? new ArrayBuffer(bytes)
  }

  get memory(): WebAssembly.Memory | null {
    return this.#memory
  }

  /** Bytes of the whole block. */
  get size(): number {
    return this.#memory?.buffer.byteLength ?? this.#buffer.byteLength
  }

  /** The address of so many bytes: a multiple of 16, as is the end of what is reserved. */
  reserve(bytes: number): number {
    const at = this.#used
    this.#used += padded(bytes)
    return at
  }

  matrix({ rows, cols }: Shape): Matrix {
    return { rows, cols, data: this.floats(this.reserve(4 * rows * cols), rows * cols) }
  }

  /** A view on numbers that were reserved. */
  floats(at: number, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#buffer, at, count)
  }

  /** Hands the block back: nothing that lies in it may be used any more. */
  release(): void {
    if (this.#memory) giveBack(this.#memory)
    this.#memory = null
  }
}

/** Every matrix begins at a multiple of 16 bytes, and takes a multiple: four float32 numbers are a vector. */
export const padded = (bytes: number): number => Math.ceil(bytes / 16) * 16
