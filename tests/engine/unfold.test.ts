// Unfolded blocks run to the same bits as the blocks.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import { unfold } from '../../src/engine/unfold.ts'
import type { Graph } from '../../src/graph/document.ts'
import { library } from '../../src/library.ts'
import { descent, graphOf } from './building.ts'

function lossesOf(graph: Graph): Float32Array | undefined {
  const program = compile(graph, library)
  expect(program.problems).toEqual([])
  const session = new Session(program)
  session.run(500)
  return session.series[0]?.values.slice()
}

function opened(graph: Graph, id: string): Graph {
  const found = unfold(graph, library, id)
  if ('problem' in found) throw new Error(found.problem.message)
  expect(found.graph.nodes.some((node) => node.id === id)).toBe(false)
  return found.graph
}

describe('unfolding', () => {
  test.each(['mse', 'sgd', 'backward'])('%s', (id) => {
    expect(lossesOf(opened(descent(), id))).toEqual(lossesOf(descent()))
  })

  test('adam', () => {
    const graph = descent()
    const adam = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === 'sgd' ? { ...node, type: 'adam', params: new Map() } : node,
      ),
    }
    expect(lossesOf(opened(adam, 'sgd'))).toEqual(lossesOf(adam))
  })

  test('everything, one after the other', () => {
    const all = ['backward', 'sgd'].reduce(opened, descent())
    expect(all.nodes.some(({ type }) => library.get(type)?.definition.build)).toBe(false)
    expect(lossesOf(all)).toEqual(lossesOf(descent()))
  })

  test('the gradient of a gradient', () => {
    const graph = graphOf(
      {
        X: ['random', { rows: 2, cols: 2 }],
        tanh: 'tanh',
        mean: 'mean',
        first: 'backward',
        square: 'square',
        sum: 'sum',
        second: 'backward',
        norm: 'norm',
        plot: 'lossplot',
      },
      [
        'X.out > tanh.in',
        'tanh.out > mean.in',
        'mean.out > first.loss',
        'X.out > first.of',
        'first.gradient > square.in',
        'square.out > sum.in',
        'sum.out > second.loss',
        'X.out > second.of',
        'second.gradient > norm.in',
        'norm.out > plot.in',
      ],
    )
    expect(lossesOf(opened(graph, 'second'))).toEqual(lossesOf(graph))
    expect(lossesOf(opened(graph, 'first'))).toEqual(lossesOf(graph))
  })

  test('a block whose inputs are not finished says so', () => {
    const graph = descent()
    const unfinished = { ...graph, wires: graph.wires.filter(({ from }) => from.node !== 'identity') }
    expect(unfold(unfinished, library, 'sgd')).toMatchObject({
      problem: { code: 'BAD_VALUE', node: 'sgd', port: 'gradient' },
    })
    for (const { id } of unfinished.nodes) expect(() => unfold(unfinished, library, id)).not.toThrow()
  })

  test('any block of a graph that lacks any wire opens or says why not', () => {
    const graph = descent()
    for (const gone of graph.wires) {
      const lacking = { ...graph, wires: graph.wires.filter((wire) => wire !== gone) }
      for (const { id } of lacking.nodes) expect(() => unfold(lacking, library, id)).not.toThrow()
    }
  })

  test('a primitive says that there is nothing to unfold', () => {
    expect(unfold(descent(), library, 'matmul')).toMatchObject({
      problem: { code: 'BAD_VALUE', node: 'matmul' },
    })
    expect(unfold(descent(), library, 'nobody')).toMatchObject({ problem: { code: 'BAD_VALUE' } })
  })
})
