// What several selected nodes have in common, and one change for all of them.
import { expect, test } from 'vitest'
import { setShared, sharedParams } from '../../src/app/shared-params.ts'
import { load } from '../../src/graph/load.ts'
import { save } from '../../src/graph/save.ts'
import { library } from '../../src/library.ts'

const { graph } = load(
  JSON.stringify({
    format: 'gradloom',
    version: 1,
    title: 'Two',
    nodes: [
      { id: 'a', type: 'random', at: [0, 0], params: { rows: 2, seed: 1 } },
      { id: 'b', type: 'random', at: [0, 0], params: { rows: 3, seed: 1 } },
      { id: 'i', type: 'identity', at: [0, 0] },
      { id: 'x', type: 'no such type', at: [0, 0] },
    ],
    wires: [],
  }),
)
if (!graph) throw new Error('the graph is not read')
const nodes = (...ids: readonly string[]) => graph.nodes.filter(({ id }) => ids.includes(id))

test('nodes of one kind share all parameters, with the values that differ', () => {
  const shared = sharedParams(nodes('a', 'b'), library)
  expect(shared.map(({ name }) => name)).toEqual([
    'rows',
    'cols',
    'seed',
    'skip',
    'distribution',
    'low',
    'high',
  ])
  expect(shared.find(({ name }) => name === 'rows')?.values).toEqual(['2', '3'])
  expect(shared.find(({ name }) => name === 'seed')?.values).toEqual(['1'])
})

test('of different kinds only what has the same name and control', () => {
  const [other] = sharedParams(nodes('a', 'i'), library)
  expect(other).toBeUndefined()
  expect(sharedParams(nodes('a', 'x'), library)).toEqual([])
})

test('one change is made to all of them, and to nobody else', () => {
  const changed = setShared(graph, ['a', 'b'], 'rows', 5)
  expect(
    sharedParams(changed.nodes.slice(0, 2), library).find(({ name }) => name === 'rows')?.values,
  ).toEqual(['5'])
  expect(changed.nodes.slice(2)).toEqual(graph.nodes.slice(2))
  expect(save(changed)).not.toBe(save(graph))
})
