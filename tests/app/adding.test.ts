// Adding nodes: alone, and at the loose end of a wire.
import { expect, test } from 'vitest'
import { portsFor, withNode } from '../../src/app/adding.ts'
import type { LooseEnd } from '../../src/editor/refusals.ts'
import { type Graph, emptyGraph, wireKey } from '../../src/graph/document.ts'
import type { NodeKind } from '../../src/node.ts'
import { library } from '../../src/library.ts'

const kind = (type: string): NodeKind => {
  const found = library.get(type)
  if (!found) throw new Error(type)
  return found
}

const add = (graph: Graph, type: string, loose: LooseEnd | null = null, shapes = new Map()): Graph => {
  const added = withNode(graph, library, kind(type), [10.4, 20], loose, shapes)
  if ('problem' in added) throw new Error(added.problem.message)
  return added.graph
}

const wires = ({ wires: all }: Graph): string[] => all.map(wireKey)
const from = (node: string, port: string): LooseEnd => ({ node, port, side: 'output' })
const into = (node: string, port: string): LooseEnd => ({ node, port, side: 'input' })

test('a node lands on whole pixels and not exactly on another', () => {
  const graph = add(add(emptyGraph, 'number'), 'number')
  expect(graph.nodes.map(({ at }) => at)).toEqual([
    [10, 20],
    [34, 44],
  ])
})

test('a wire from an output goes to the first needed input', () => {
  const graph = add(add(emptyGraph, 'number'), 'matmul', from('number', 'out'))
  expect(wires(graph)).toEqual(['number.out>matmul.a'])
})

test('a wire from a gradient goes to the input of that name', () => {
  const graph = add(add(emptyGraph, 'backward'), 'sgd', from('backward', 'gradient'))
  expect(wires(graph)).toEqual(['backward.gradient>sgd.gradient'])
})

test('a wire from an input takes the first output, and the place of the wire that was there', () => {
  let graph = add(add(emptyGraph, 'number'), 'square', from('number', 'out'))
  graph = add(graph, 'random', into('square', 'in'))
  expect(wires(graph)).toEqual(['random.out>square.in'])
})

test('a variadic input keeps its other wires', () => {
  let graph = add(add(emptyGraph, 'number'), 'lossplot', from('number', 'out'))
  graph = add(graph, 'number', into('lossplot', 'in'))
  expect(wires(graph)).toEqual(['number.out>lossplot.in', 'number2.out>lossplot.in'])
})

test('only what can take the value is offered', () => {
  const graph = add(emptyGraph, 'random')
  const shapes = new Map([['random.out', { rows: 2, cols: 3 }]])
  const fits = (type: string) =>
    portsFor(graph, library, kind(type), from('random', 'out'), shapes).length > 0
  expect(['square', 'matmul', 'inverse', 'number'].map(fits)).toEqual([true, true, false, false])
})

test('every kind can be added alone, and fits the wire of another', () => {
  const graph = add(add(emptyGraph, 'number'), 'square')
  const ends = [from('number', 'out'), into('square', 'in')]
  for (const each of library.values()) {
    expect(add(graph, each.type).nodes).toHaveLength(3)
    expect(
      ends.some((loose) => portsFor(graph, library, each, loose, new Map()).length > 0),
      each.type,
    ).toBe(true)
  }
})
