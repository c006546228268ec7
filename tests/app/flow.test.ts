// The flow of a graph, as the reading view pages through it.
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { flowOf } from '../../src/app/reading/flow.ts'
import { type Graph, emptyGraph } from '../../src/graph/document.ts'
import { load } from '../../src/graph/load.ts'
import { library } from '../../src/library.ts'

const folder = new URL('../../graphs/', import.meta.url)
const graphIn = (name: string): Graph => load(readFileSync(new URL(name, folder), 'utf8')).graph ?? emptyGraph

test('the flagship is read from what is given to the gradient', () => {
  const ids = flowOf(graphIn('matrix-inverse.json'), library).map(({ id }) => id)
  expect(ids.slice(0, 6)).toEqual(['M', 'W0', 'identity', 'sgd', 'matmul', 'mse'])
  expect(ids.at(-1)).toBe('backward')
})

test.each(readdirSync(folder).filter((name) => name.endsWith('.json')))(
  'in %s each node comes once, after all that it is made of',
  (name) => {
    const graph = graphIn(name)
    const ids = flowOf(graph, library).map(({ id }) => id)
    expect(ids.toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted())
    const types = new Map(graph.nodes.map(({ id, type }) => [id, type]))
    for (const { from, to } of graph.wires) {
      const isNext = library.get(types.get(to.node) ?? '')?.definition.inputs[to.port]?.next
      if (!isNext)
        expect(ids.indexOf(from.node), `${from.node} before ${to.node}`).toBeLessThan(ids.indexOf(to.node))
    }
  },
)

test('a loop without a memory is read as well, last', () => {
  const graph = graphIn('matrix-inverse.json')
  const [wire] = graph.wires
  if (!wire) throw new Error('the flagship has wires')
  const loop = {
    ...graph,
    wires: [
      ...graph.wires,
      { ...wire, from: { node: 'mse', port: 'loss' }, to: { node: 'matmul', port: 'b' } },
    ],
  }
  expect(flowOf(loop, library)).toHaveLength(graph.nodes.length)
})
