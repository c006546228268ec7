// Runs functions in machine code on matrices, and watches what they write: all of the result and nothing beside it.
import { type Matrix, matrix, type Shape } from '../../src/numeric/matrix.ts'
import { Module } from '../../src/wasm/module.ts'
import { seeded } from '../numeric/reference.ts'

/** A function of addresses, the operands that it gets, and the result that it has to come to. */
export interface Case {
  readonly title: string
  /** Adds the function to the module and answers its index. */
  readonly make: (module: Module) => number
  readonly operands: readonly Matrix[]
  readonly expected: Matrix
  /** The operand whose place the result takes, if any. */
  readonly inPlace?: number
}

const GUARD = 0x7fa5c3e1
/** The only bytes behind the last buffer that may be read. */
const BEHIND = 32
const BETWEEN = 64

const roundUp = (bytes: number): number => Math.ceil(bytes / 16) * 16

/** The functions of the cases, in one module with a memory that ends where the last buffer may be read to. */
export class Machine {
  readonly memory: WebAssembly.Memory
  readonly #exports: WebAssembly.Exports

  constructor(makers: readonly ((module: Module) => number)[], pages = 32) {
    const module = new Module()
    makers.forEach((make, index) => module.export(`f${index}`, make(module)))
    this.memory = new WebAssembly.Memory({ initial: pages })
    const compiled = new WebAssembly.Module(module.encode())
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory: this.memory } }).exports
  }

  call(index: number, ...args: readonly number[]): number {
    const run = this.#exports[`f${index}`] as (...args: readonly number[]) => number // exported above
    return run(...args)
  }
}

/** What is wrong with the result of one case, or nothing. */
function faults(machine: Machine, { title, operands, expected, inPlace }: Case, index: number): string[] {
  const bytes = machine.memory.buffer.byteLength
  const words = new Uint32Array(machine.memory.buffer)
  const numbers = new Float32Array(machine.memory.buffer)
  const sizes = operands.map(({ data }) => roundUp(4 * data.length) + BETWEEN)
  const own = inPlace === undefined ? roundUp(4 * expected.data.length) + BETWEEN : 0
  const total = sizes.reduce((sum, size) => sum + size, own)
  const start = bytes - BEHIND - (total - BETWEEN)
  const guarded = (start - BETWEEN) / 4
  words.fill(GUARD, guarded)
  // The result goes first or last by turns, the operands one after the other.
  const addresses: number[] = []
  let at = index % 2 === 0 ? start + own : start
  for (const size of sizes) {
    addresses.push(at)
    at += size
  }
  operands.forEach(({ data }, operand) => numbers.set(data, addresses[operand]! / 4))
  const out = inPlace === undefined ? (index % 2 === 0 ? start : at) : addresses[inPlace]!
  const before = words.slice(guarded)
  machine.call(index, out, ...addresses)
  const found: string[] = []
  for (let place = 0; place < expected.data.length; place += 1) {
    const [got, number] = [numbers[out / 4 + place]!, expected.data[place]!]
    if (!Object.is(got, number)) found.push(`${title}: number ${place} is ${got}, not ${number}`)
  }
  const end = out + roundUp(4 * expected.data.length)
  for (let word = guarded; word < words.length; word += 1)
    if (words[word] !== before[word - guarded] && (4 * word < out || 4 * word >= end))
      found.push(`${title}: wrote ${4 * word - out} bytes from the result, which has ${end - out}`)
  return found.slice(0, 3)
}

/** What is wrong in any of the cases; none: an empty list. */
export function allFaults(cases: readonly Case[], pages = 32): string[] {
  const machine = new Machine(
    cases.map(({ make }) => make),
    pages,
  )
  return cases.flatMap((one, index) => faults(machine, one, index)).slice(0, 20)
}

const SPECIAL = [
  0,
  -0,
  NaN,
  Infinity,
  -Infinity,
  1e-45,
  -1e-45,
  3e-39,
  -1e-38,
  3.4e38,
  -3.4e38,
  1,
  -1,
  0.5,
  2.5,
]

/** Matrices of numbers of many magnitudes, the same for the same seed; `special` puts in edge cases, in parts of 1. */
export function matrices(seed: number): (shape: Shape, special?: number) => Matrix {
  const next = seeded(seed)
  return ({ rows, cols }, special = 0) => {
    const made = matrix(rows, cols)
    for (let index = 0; index < made.data.length; index += 1)
      made.data[index] =
        next() < special
          ? SPECIAL[Math.floor(next() * SPECIAL.length)]!
          : (next() - 0.5) * 2 ** Math.floor(next() * 12)
    return made
  }
}
