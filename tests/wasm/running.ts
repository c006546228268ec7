// Runs modules of ours: with a memory of their own, and matrix products between guard words.
import { type Matrix, matrix } from '../../src/numeric/matrix.ts'
import { Module } from '../../src/wasm/module.ts'
import { product, type ProductOptions, productScratch } from '../../src/wasm/product.ts'

export interface Running {
  readonly memory: WebAssembly.Memory
  readonly call: (name: string, ...values: number[]) => number
}

export const instantiate = (
  module: Module,
  imports: Readonly<Record<string, (x: number) => number>> = {},
  pages = 1,
): Running => {
  const memory = new WebAssembly.Memory({ initial: pages })
  const compiled = new WebAssembly.Module(module.encode())
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory, ...imports } })
  return {
    memory,
    call(name, ...values) {
      const found = exports[name]
      if (typeof found !== 'function') throw new Error(`no function ${name}`)
      return Number(Reflect.apply(found, undefined, values))
    },
  }
}

/** What no test writes: a NaN, so that a number read from outside would show. */
const GUARD = 0x7fdecade
const GUARD_BYTES = 64

/**
 * a·b by a function that is made for it, from buffers that lie between guard words.
 * Answers with what else was written, in words: only the result and the scratch memory may be.
 */
export const runProduct = (
  options: ProductOptions,
  a: Matrix,
  b: Matrix,
): { out: Matrix; spilled: number } => {
  const { rows, cols } = options.shape
  const module = new Module()
  module.export('product', product(module, options))
  const out = matrix(rows, cols)
  let end = GUARD_BYTES
  const place = (bytes: number): number => {
    const start = end
    end += 16 * Math.ceil(bytes / 16) + GUARD_BYTES
    return start
  }
  const [atOut, atA, atB] = [place(4 * out.data.length), place(4 * a.data.length), place(4 * b.data.length)]
  const scratch = productScratch(options)
  const atScratch = place(scratch)
  const { memory, call } = instantiate(module, {}, Math.ceil(end / 65536))
  const words = new Uint32Array(memory.buffer).fill(GUARD)
  const numbers = new Float32Array(memory.buffer)
  numbers.set(a.data, atA / 4)
  numbers.set(b.data, atB / 4)
  const before = words.slice()
  call('product', atOut, atA, atB, atScratch)
  out.data.set(numbers.subarray(atOut / 4, atOut / 4 + out.data.length))
  const within = (at: number, start: number, bytes: number) => 4 * at >= start && 4 * at < start + bytes
  let spilled = 0
  words.forEach((word, at) => {
    if (word === before[at]) return
    if (!within(at, atOut, 4 * out.data.length) && !within(at, atScratch, scratch)) spilled += 1
  })
  return { out, spilled }
}
