// The plan against the naive interpreter and against central differences, on random graphs.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { Interpreter } from '../../src/engine/interpreter.ts'
import { Session } from '../../src/engine/session.ts'
import { library } from '../../src/library.ts'
import type { Matrix } from '../../src/numeric/matrix.ts'
import { randomGraph } from './random-graphs.ts'

const bits = ({ data }: Matrix): string =>
  Buffer.from(new Uint32Array(Float32Array.from(data).buffer).buffer).toString('hex')

/** Where plan and interpreter differ in a run of so many iterations. */
function differences(seed: number, iterations: number): string[] {
  const program = compile(randomGraph(seed, false).graph, library)
  const errors = program.problems.map(({ message }) => message)
  if (errors.length > 0) return errors
  const session = new Session(program, { executor: 'js' })
  const judge = new Interpreter(program)
  const found: string[] = []
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    session.look()
    for (const [name, value] of program.outputs) {
      const [ours, theirs] = [session.plan.read(name), judge.values.get(value)]
      if (!ours || !theirs || bits(ours) !== bits(theirs)) found.push(`${name} at ${iteration}`)
    }
    if (session.run(1) === 0) break
    judge.advance()
  }
  return found
}

describe('1,000 random graphs', () => {
  test('agree with the interpreter bit for bit', () => {
    const wrong = Array.from({ length: 1000 }, (_, seed) =>
      differences(seed, 4).map((place) => `seed ${seed}: ${place}`),
    ).flat()
    expect(wrong).toEqual([])
  })

  test('agree with central differences', () => {
    const wrong: string[] = []
    for (let seed = 0; seed < 1000; seed += 1) {
      const { graph, check } = randomGraph(seed, true)
      const program = compile(graph, library)
      const session = new Session(program)
      session.look()
      const error = session.plan.read(check)?.data[0] ?? NaN
      if (!(error <= 1e-6) || program.problems.length > 0) wrong.push(`seed ${seed}: ${error}`)
    }
    expect(wrong).toEqual([])
  })
})
