// Rewiring: chains heal when a link is taken out, nodes go into wires, and other kinds keep the wires that fit.
import { expect, test } from 'vitest'
import { type Graph, type Wire, emptyGraph, endText, noFields, wireKey } from '../../src/graph/document.ts'
import { healed, inserted, replaced } from '../../src/graph/rewire.ts'
import { library } from '../../src/library.ts'

/** A graph from types by id and wires as "a.out>b.in". */
function graphOf(nodes: Readonly<Record<string, string>>, ...wires: readonly string[]): Graph {
  const end = (text: string) => {
    const [node = '', port = ''] = text.split('.')
    return { node, port }
  }
  return {
    ...emptyGraph,
    nodes: Object.entries(nodes).map(([id, type]) => ({
      ...{ id, type, at: [0, 0] as const, params: noFields, extra: noFields },
    })),
    wires: wires.map((text): Wire => {
      const [from = '', to = ''] = text.split('>')
      return { from: end(from), to: end(to), extra: noFields }
    }),
  }
}

const keys = (graph: Graph | null): string[] => graph?.wires.map(wireKey) ?? []
const chain = graphOf(
  { W: 'random', double: 'scale', flip: 'negate', t: 'tanh', show: 'print' },
  ...['W.out>double.in', 'double.out>flip.in', 'flip.out>t.in', 'flip.out>show.in'],
)

test('what led into a removed node leads to where it led, one link or several', () => {
  expect(keys(healed(chain, library, ['flip'], new Map()))).toEqual([
    ...['W.out>double.in', 'double.out>t.in', 'double.out>show.in'],
  ])
  expect(keys(healed(chain, library, ['flip', 'double'], new Map()))).toEqual(['W.out>t.in', 'W.out>show.in'])
})

test('nothing is joined where there is no other end, or another shape', () => {
  expect(healed(chain, library, ['W'], new Map())).toBe(null)
  expect(healed(chain, library, ['t', 'show'], new Map())).toBe(null)
  const transposed = graphOf({ W: 'random', t: 'transpose', f: 'tanh' }, 'W.out>t.in', 't.out>f.in')
  const shapes = new Map([
    ['W.out', { rows: 2, cols: 3 }],
    ['t.out', { rows: 3, cols: 2 }],
  ])
  expect(healed(transposed, library, ['t'], shapes)).toBe(null)
  expect(keys(healed(transposed, library, ['t'], new Map()))).toEqual(['W.out>f.in'])
})

test('a loop of removed nodes ends', () => {
  const loop = graphOf({ a: 'tanh', b: 'tanh', c: 'tanh' }, 'a.out>b.in', 'b.out>a.in', 'b.out>c.in')
  expect(healed(loop, library, ['a', 'b'], new Map())).toBe(null)
})

test('a label goes with the wire that led on', () => {
  const [first, second, third, fourth] = chain.wires
  if (!first || !second || !third || !fourth) throw new Error('the chain has four wires')
  const labelled = { ...chain, wires: [first, second, { ...third, label: 'loss' }, fourth] }
  const graph = healed(labelled, library, ['flip'], new Map())
  expect(graph?.wires.find(({ to }) => to.node === 't')?.label).toBe('loss')
})

test('a node goes into a wire', () => {
  const [wire] = chain.wires
  if (!wire) throw new Error('the chain has wires')
  const result = inserted(chain, library, { ...wire }, 'transpose', [5, 6], { input: 'in', output: 'out' })
  if ('problem' in result) throw new Error(result.problem.message)
  expect(keys(result.graph)).toEqual([
    ...['double.out>flip.in', 'flip.out>t.in', 'flip.out>show.in'],
    ...['W.out>transpose.in', 'transpose.out>double.in'],
  ])
  expect(result.graph.nodes.at(-1)).toMatchObject({ id: 'transpose', at: [5, 6] })
  const refused = inserted(chain, library, wire, 'transpose', [5, 6], { input: 'none', output: 'out' })
  expect('problem' in refused && refused.problem.code).toBe('UNKNOWN_PORT')
})

test('another kind keeps id, title, parameters of the same name and the wires that fit', () => {
  const graph = graphOf(
    { a: 'random', b: 'random', op: 'subtract', loss: 'mse', show: 'print' },
    ...['a.out>op.a', 'b.out>op.b', 'op.out>show.in', 'op.out>loss.prediction'],
  )
  const product = replaced(graph, library, 'op', 'matmul')
  expect(product?.lost).toEqual([])
  expect(new Set(keys(product?.graph ?? null))).toEqual(new Set(keys(graph)))
  expect(product?.graph.nodes[2]).toMatchObject({ id: 'op', type: 'matmul' })
  const one = replaced(graph, library, 'op', 'tanh')
  expect(one?.lost.map(({ from, to }) => `${endText(from)}>${endText(to)}`)).toEqual(['b.out>op.b'])
  expect(keys(one?.graph ?? null)).toContain('a.out>op.in')
  const loss = replaced(graph, library, 'op', 'mse')
  expect(keys(loss?.graph ?? null)).toEqual(
    expect.arrayContaining(['a.out>op.prediction', 'b.out>op.target', 'op.loss>show.in']),
  )
})

test('only known kinds take the place of a node, and not its own', () => {
  expect(replaced(chain, library, 'flip', 'nothing')).toBe(null)
  expect(replaced(chain, library, 'flip', 'negate')).toBe(null)
  expect(replaced(chain, library, 'gone', 'tanh')).toBe(null)
})
