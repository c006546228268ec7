// The transcendental functions in machine code against those in JavaScript, to the bit.
import { describe, expect, it } from 'vitest'
import * as functions from '../../src/numeric/functions.ts'
import { Code } from '../../src/wasm/assembler.ts'
import type { Module } from '../../src/wasm/module.ts'
import { scalarFunction, vectorFunction } from '../../src/wasm/functions.ts'
import { access } from '../../src/wasm/instructions.ts'
import { seeded } from '../numeric/reference.ts'
import { Machine } from './machine.ts'

const names = ['exp', 'log', 'tanh', 'sigmoid'] as const
const COUNT = 100_000

const singles = new Float32Array(COUNT)
const doubles = new Float64Array(COUNT)
const next = seeded(17)
const edges = [
  0,
  -0,
  NaN,
  Infinity,
  -Infinity,
  1,
  -1,
  5e-324,
  -5e-324,
  1e-308,
  2 ** -1022,
  1e308,
  1e-45,
  88.7,
  -746,
  710,
]
for (const numbers of [singles, doubles]) {
  const words = new Uint32Array(numbers.buffer)
  for (let word = 0; word < words.length; word += 1) words[word] = next() * 2 ** 32
  // A random pattern is mostly huge or tiny; every other number is of the size that functions are about.
  for (let index = 0; index < COUNT; index += 2) numbers[index] = (next() - 0.5) * 2 ** (next() * 12 - 2)
  numbers.set(edges)
}

/** Calls a function for number after number; the first 16 bytes of the memory stay free. */
const scalar = (name: (typeof names)[number] | 'pow') => (module: Module) => scalarFunction(module, name)

/** (address) → (): four numbers there are replaced by what the function makes of them. */
const vector = (name: (typeof names)[number]) => (module: Module) => {
  const code = new Code(['i32']).get(0).get(0).access(access.load)
  return module.add(code.call(vectorFunction(module, name)).access(access.store))
}

const machine = new Machine([...names.map(scalar), ...names.map(vector), scalar('pow')], 8)

/** The first few arguments of which two functions make different numbers. */
function differences(numbers: ArrayLike<number>, got: (x: number) => number, wanted: (x: number) => number) {
  return Array.from(numbers)
    .filter((x) => !Object.is(got(x), wanted(x)))
    .slice(0, 5)
    .map((x) => `of ${x}: ${got(x)}, not ${wanted(x)}`)
}

describe.each(names)('%s', (name) => {
  const index = names.indexOf(name)

  it.each([
    ['float32', singles],
    ['float64', doubles],
  ])('of a hundred thousand %s numbers', (_, numbers) => {
    expect(differences(numbers, (x) => machine.call(index, x), functions[name])).toEqual([])
  })

  it('of four float32 numbers at once', () => {
    const memory = new Float32Array(machine.memory.buffer)
    memory.set(singles)
    for (let at = 0; at < COUNT; at += 4) machine.call(names.length + index, 4 * at)
    const wrong = Array.from(singles).filter(
      (x, at) => !Object.is(memory[at], Math.fround(functions[name](x))),
    )
    expect(wrong.slice(0, 5)).toEqual([])
  })
})

describe('pow', () => {
  const pow = (x: number, y: number) => machine.call(2 * names.length, x, y)
  const exponents = [...edges, 2, 3, 0.5, -0.5, -2, 5, 7, 1.7, -1.3, 0.1, 20.5, 1023, -1024, 1e10, -3]

  it('of a hundred thousand bases and exponents', () => {
    let at = 0
    const y = () => (at % 3 === 0 ? exponents[at % exponents.length]! : doubles[(at * 7) % COUNT]!)
    const wrong: string[] = []
    for (const x of doubles) {
      at += 1
      for (const base of [x, Math.fround(Math.abs(x))]) {
        const [got, wanted] = [pow(base, y()), functions.pow(base, y())]
        if (!Object.is(got, wanted)) wrong.push(`${base} to the power ${y()} is ${got}, not ${wanted}`)
      }
    }
    expect(wrong.slice(0, 5)).toEqual([])
  })

  it('of all pairs of edge cases', () => {
    const wrong = exponents.flatMap((x) =>
      exponents
        .filter((y) => !Object.is(pow(x, y), functions.pow(x, y)))
        .map((y) => `${x} to the power ${y} is ${pow(x, y)}, not ${functions.pow(x, y)}`),
    )
    expect(wrong).toEqual([])
  })
})
