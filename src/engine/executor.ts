// Which executor runs a plan: WebAssembly with SIMD where it is to be had, else JavaScript; both give the same bits.
import { Code } from '../wasm/assembler.ts'
import { Module } from '../wasm/module.ts'

export type Executor = 'wasm' | 'js'

let probed: Executor | undefined

/** Chosen once: old browsers lack SIMD, and a content security policy may refuse all WebAssembly. */
export function bestExecutor(): Executor {
  probed ??= probe()
  return probed
}

function probe(): Executor {
  const module = new Module()
  module.add(new Code([], ['v128']).f32x4(0))
  try {
    return new WebAssembly.Module(module.encode()) instanceof WebAssembly.Module ? 'wasm' : 'js'
  } catch {
    return 'js'
  }
}
