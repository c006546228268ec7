// Every primitive: its kernel fills what its shape rule promises, leaves its inputs alone and repeats itself.
import { describe, expect, test } from 'vitest'
import { library } from '../../src/library.ts'
import { isMismatch, type NodeDefinition } from '../../src/node.ts'
import { matrix, type Arithmetic, type Matrix } from '../../src/numeric/matrix.ts'
import { fromRows, settings } from './bench.ts'
import { draw } from './draw.ts'

/** All inputs that a node declares itself: those of its examples and one draw of each sample. */
function trials(definition: NodeDefinition, arithmetic: Arithmetic) {
  const { examples = [], samples = [] } = definition
  const from = <T>(inputs: Readonly<Record<string, T | undefined>> | undefined, make: (value: T) => Matrix) =>
    Object.fromEntries(
      Object.entries(inputs ?? {}).flatMap(([port, value]) => (value ? [[port, make(value)]] : [])),
    )
  return [
    ...examples.map((each) => ({
      inputs: from(each.inputs, (rows) => fromRows(rows, arithmetic)),
      params: each.params,
    })),
    ...samples.map((each) => ({
      inputs: from(each.inputs, (spec) => draw(spec, 1, arithmetic)),
      params: each.params,
    })),
  ].map(({ inputs, params }) => ({ inputs, params: settings(definition, params) }))
}

const primitives = [...library.values()].filter(({ definition }) => 'run' in definition)

describe.each(primitives)('the kernel of $type', ({ definition }) => {
  describe.each(['separate', 'fused', 'double'] as const)('in %s arithmetic', (arithmetic) => {
    const all = trials(definition, arithmetic)

    /** Runs into fresh memory, first filled with NaN. */
    function run({ inputs, params }: (typeof all)[number], iteration = 0): Record<string, Matrix> {
      const shapes = definition.shape?.(inputs, params)
      if (!shapes || isMismatch(shapes)) throw new Error('the declared inputs do not fit')
      const out = Object.fromEntries(
        Object.entries(shapes).map(([port, { rows, cols }]) => [port, matrix(rows, cols, arithmetic)]),
      )
      for (const { data } of Object.values(out)) data.fill(NaN)
      definition.run?.(out, inputs, params, { arithmetic, iteration })
      return out
    }

    test('writes every number of every output', () => {
      for (const trial of all) {
        const out = run(trial)
        expect(Object.keys(out)).toEqual(Object.keys(definition.outputs))
        for (const { data } of Object.values(out)) expect(data).not.toContain(NaN)
      }
    })

    test('leaves its inputs as they are', () => {
      for (const trial of all) {
        const before = structuredClone(trial.inputs)
        run(trial)
        expect(trial.inputs).toEqual(before)
      }
    })

    test('gives the same numbers again, and others in time only if it says so', () => {
      for (const trial of all) {
        const first = run(trial)
        expect(run(trial)).toEqual(first)
        if (definition.timed) expect(run(trial, 7)).not.toEqual(first)
        else expect(run(trial, 7)).toEqual(first)
      }
    })

    test('needs no more than the shape of inputs that are said to matter by shape only', () => {
      for (const trial of all) {
        const hollow = { ...trial.inputs }
        for (const port of definition.shapeOnly ?? []) {
          const { rows = 0, cols = 0 } = hollow[port] ?? {}
          hollow[port] = { rows, cols, data: new Float32Array(0) }
        }
        expect(run({ ...trial, inputs: hollow })).toEqual(run(trial))
      }
    })

    test('gives back the input that it says passes through', () => {
      for (const trial of all) {
        const port = definition.passes?.(trial.inputs)
        if (port != null) expect(Object.values(run(trial))[0]).toEqual(trial.inputs[port])
      }
    })
  })
})
