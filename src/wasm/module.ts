// A WebAssembly module: functions and what they import, in the binary format (specification, chapter 5).
import type { Code } from './assembler.ts'
import { Bytes } from './bytes.ts'
import { valueType, type ValueType } from './instructions.ts'

const FUNCTION = 0
const MEMORY = 2

/** A module that imports its memory ("env", "memory") and, where asked to, functions. */
export class Module {
  readonly #types = new Map<string, number>()
  readonly #typeSection = new Bytes()
  readonly #imports: { readonly name: string; readonly type: number }[] = []
  readonly #functions: { readonly type: number; readonly code: Code }[] = []
  readonly #exports: { readonly name: string; readonly index: number }[] = []
  readonly #named = new Map<string, number>()

  #type(params: readonly ValueType[], results: readonly ValueType[]): number {
    const key = `${params.join()}>${results.join()}`
    const known = this.#types.get(key)
    if (known !== undefined) return known
    this.#typeSection.byte(0x60)
    this.#typeSection.sized(params.map((type) => valueType[type]))
    this.#typeSection.sized(results.map((type) => valueType[type]))
    this.#types.set(key, this.#types.size)
    return this.#types.size - 1
  }

  /** An imported function of the field "env"; all imports come before all functions. Answers its index. */
  import(name: string, params: readonly ValueType[], results: readonly ValueType[]): number {
    if (this.#functions.length > 0) throw new Error(`${name} is imported after a function was added`)
    return this.#imports.push({ name, type: this.#type(params, results) }) - 1
  }

  /** Adds a function and answers its index. */
  add(code: Code): number {
    const type = this.#type(code.params, code.results)
    return this.#imports.length + this.#functions.push({ type, code }) - 1
  }

  /** A function that is made when it is first asked for, and shared from then on. */
  once(name: string, make: () => Code): number {
    const known = this.#named.get(name)
    if (known !== undefined) return known
    const index = this.add(make())
    this.#named.set(name, index)
    return index
  }

  export(name: string, index: number): void {
    this.#exports.push({ name, index })
  }

  encode(): Uint8Array<ArrayBuffer> {
    const out = new Bytes()
    out.append([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
    const section = (id: number, count: number, fill: (bytes: Bytes) => void) => {
      const bytes = new Bytes()
      bytes.unsigned(count)
      fill(bytes)
      out.byte(id)
      out.sized(bytes.view)
    }
    section(1, this.#types.size, (bytes) => bytes.append(this.#typeSection.view))
    section(2, this.#imports.length + 1, (bytes) => {
      for (const { name, type } of this.#imports) {
        bytes.text('env')
        bytes.text(name)
        bytes.byte(FUNCTION)
        bytes.unsigned(type)
      }
      bytes.text('env')
      bytes.text('memory')
      bytes.byte(MEMORY)
      bytes.append([0, 1])
    })
    section(3, this.#functions.length, (bytes) => {
      for (const { type } of this.#functions) bytes.unsigned(type)
    })
    section(7, this.#exports.length, (bytes) => {
      for (const { name, index } of this.#exports) {
        bytes.text(name)
        bytes.byte(FUNCTION)
        bytes.unsigned(index)
      }
    })
    section(10, this.#functions.length, (bytes) => {
      for (const { code } of this.#functions) code.write(bytes)
    })
    return out.view
  }
}
