// Provenance of every kind of node: a cell depends on the cells that are named, and on no others; its words hold its numbers.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { finish } from '../../src/engine/gradual.ts'
import { Lens } from '../../src/engine/lens.ts'
import { account, brief, type Sources } from '../../src/engine/provenance.ts'
import { library } from '../../src/library.ts'
import { type Matrix, matrix } from '../../src/numeric/matrix.ts'
import type { NodeDefinition } from '../../src/node.ts'
import { resolve } from '../../src/graph/resolve.ts'
import { descent, graphOf } from './building.ts'

/** Numbers between −2 and 2, always the same ones. */
function filled(rows: number, cols: number, seed: number): Matrix {
  const found = matrix(rows, cols)
  let state = seed + 1
  for (let i = 0; i < found.data.length; i++) {
    state = (state * 1103515245 + 12345) % 2 ** 31
    found.data[i] = (state / 2 ** 31) * 4 - 2
  }
  return found
}

const single = (sources: Record<string, Matrix>): Sources =>
  Object.fromEntries(Object.entries(sources).map(([port, each]) => [port, [each]]))

function run(definition: NodeDefinition, inputs: Record<string, Matrix>, params: Record<string, unknown>) {
  const shapes = definition.shape?.(inputs, params as never)
  if (!shapes || 'mismatch' in shapes) throw new Error('the sample does not fit')
  const [port = '', shape] = Object.entries(shapes)[0] ?? []
  const out = shape && matrix(shape.rows, shape.cols)
  if (!out) throw new Error('the sample gives nothing')
  definition.run?.({ [port]: out }, inputs, params as never, { arithmetic: 'separate', iteration: 0 })
  return out
}

const kinds = [...library.values()].filter(({ definition }) => definition.run && definition.samples)

describe.each(kinds.map(({ type, definition }) => [type, definition] as const))('%s', (_, definition) => {
  test('depends on what it names, and on nothing else', () => {
    for (const [index, sample] of (definition.samples ?? []).entries()) {
      const params = { ...resolve(definition, new Map()).values, ...sample.params }
      const inputs = Object.fromEntries(
        Object.entries(sample.inputs).flatMap(([port, draw]) => {
          if (!draw) return []
          const drawn = filled(draw.rows, draw.cols, index)
          const { low = -2, high = 2, diagonal = 0 } = draw
          for (let i = 0; i < drawn.data.length; i++)
            drawn.data[i] = low + (((drawn.data[i] ?? 0) + 2) / 4) * (high - low)
          for (let i = 0; i < Math.min(draw.rows, draw.cols); i++) drawn.data[i * draw.cols + i]! += diagonal
          return [[port, drawn]]
        }),
      )
      const out = run(definition, inputs, params)
      const [row, col] = [out.rows - 1, Math.floor(out.cols / 2)]
      const { from, text } = account(definition, params as never, single(inputs), out, row, col)
      const named = new Set(from.map(({ port, row: r, col: c }) => `${port} ${r} ${c}`))
      const cell = out.data[row * out.cols + col] ?? NaN
      expect(text).not.toBe('')
      for (const [port, input] of Object.entries(inputs))
        for (let i = 0; i < input.data.length; i++) {
          if (named.has(`${port} ${Math.floor(i / input.cols)} ${i % input.cols}`)) continue
          const other = { ...input, data: input.data.slice() }
          other.data[i] = (other.data[i] ?? 0) + 0.5
          const moved = run(definition, { ...inputs, [port]: other }, params)
          expect(moved.data[row * out.cols + col], `${port} at ${i}`).toBe(cell)
        }
    }
  })
})

test.each([
  [0, '0'],
  [-0, '−0'],
  [0.71961, '0.720'],
  [-12, '−12'],
  [NaN, 'NaN'],
  [-Infinity, '−∞'],
])('%s is written %s', (x, text) => {
  expect(brief(x)).toBe(text)
})

test('a sum is written out, and cut short where it is long', () => {
  const long = library.get('sum')?.definition
  if (!long) throw new Error('there is no sum')
  const params = resolve(long, new Map()).values
  const told = (cols: number) =>
    account(long, params, single({ in: filled(1, cols, 3) }), { rows: 1, cols: 1 }, 0, 0)
  expect(told(3).text.split(' + ')).toHaveLength(3)
  expect(told(300).text).toMatch(/ \+ …$/)
  expect(told(300).from).toHaveLength(300)
})

test('the gradient on every wire is what a Backward of it gives, to the bit', () => {
  const graph = descent()
  const lens = new Lens(compile(graph, library, { slopes: true }), 'js')
  finish(lens.look([], 0))
  const gradients = lens.gradients('mse.loss')
  expect([...gradients.keys()].toSorted()).toEqual(
    ['M.out', 'identity.out', 'matmul.out', 'mse.loss', 'sgd.value'].toSorted(),
  )
  for (const [output, { data }] of gradients) {
    const asked = graphOf({ asked: 'backward' }, ['mse.loss > asked.loss', `${output} > asked.of`])
    const with1 = {
      ...graph,
      nodes: [...graph.nodes, ...asked.nodes],
      wires: [...graph.wires, ...asked.wires],
    }
    const alone = new Lens(compile(with1, library, { slopes: true }), 'js')
    finish(alone.look([], 0))
    expect(alone.values().get('asked.gradient')?.data, output).toEqual(data)
  }
})
