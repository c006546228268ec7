// Adding nodes: alone, and at the loose end of a wire.
import { expect, test } from 'vitest'
import { kindsFor, portsFor, whereBy, withNode } from '../../src/app/adding.ts'
import { faceOf, overlaps, socketAt } from '../../src/editor/layout.ts'
import { portsOf } from '../../src/editor/ports.ts'
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
  const added = withNode(graph, library, kind(type), { is: 'at', point: [10.4, 20] }, loose, shapes)
  if ('problem' in added) throw new Error(added.problem.message)
  return added.graph
}

const wires = ({ wires: all }: Graph): string[] => all.map(wireKey)
const from = (node: string, port: string): LooseEnd => ({ node, port, side: 'output' })
const into = (node: string, port: string): LooseEnd => ({ node, port, side: 'input' })

const seen = { x: 0, y: 0, width: 1200, height: 600 }

test('a node lands on whole pixels with its header where one points, and not over another', () => {
  const graph = add(add(emptyGraph, 'number'), 'number')
  expect(graph.nodes[0]?.at).toEqual([-6, 4])
  expect(overlaps(graph, library)).toEqual([])
})

test('a node that is dropped with a wire has its port where the wire was let go', () => {
  const graph = add(add(emptyGraph, 'number'), 'matmul', from('number', 'out'))
  const [, matmul] = graph.nodes
  if (!matmul) throw new Error('no MatMul')
  const definition = library.get('matmul')?.definition
  const ports = portsOf(matmul, definition, graph.wires)
  const [x, y] = socketAt(faceOf(matmul, definition, ports), ports, 'input', 'a')
  // Alone in the world it lies there exactly; beside the first node as near as it can.
  const alone = add(
    { ...emptyGraph, nodes: graph.nodes.map((node) => ({ ...node, at: [900, 900] })) },
    'matmul',
    from('number', 'out'),
  )
  const at = alone.nodes.at(-1)?.at ?? [NaN, NaN]
  expect([at[0] + x, at[1] + y]).toEqual([10, 20])
})

test('a source goes left of what waits for it, everything else right of what is selected', () => {
  const graph = add(emptyGraph, 'matmul')
  const side = (type: string) => whereBy(graph, library, new Set(['matmul']), kind(type), seen)
  expect([side('random'), side('mse')]).toMatchObject([{ side: 'left' }, { side: 'right' }])
  expect(whereBy(graph, library, new Set(), kind('mse'), seen)).toEqual({ is: 'around', seen })
})

test('what takes several values is wired to as many selected nodes, in their order', () => {
  const graph = add(add(emptyGraph, 'number'), 'number')
  const chosen = (type: string, ...nodes: string[]): string[] => {
    const where = { is: 'beside', nodes: new Set(nodes), side: 'right', seen } as const
    const added = withNode(graph, library, kind(type), where)
    return 'problem' in added ? [] : wires(added.graph)
  }
  expect(chosen('mse', 'number2', 'number')).toEqual(['number2.out>mse.prediction', 'number.out>mse.target'])
  expect(chosen('mse', 'number')).toEqual([])
  expect(chosen('square', 'number2', 'number')).toEqual([])
})

test('a fresh node takes the size that fits, where there is one', () => {
  const shapes = new Map([['random.out', { rows: 4, cols: 4 }]])
  let graph = add(add(emptyGraph, 'random'), 'mse', from('random', 'out'), shapes)
  graph = add(graph, 'identity', into('mse', 'target'), shapes)
  expect(graph.nodes.at(-1)?.params).toEqual(new Map([['size', 4]]))
})

test('of what fits, what suits the wire comes first, then what was used last', () => {
  const graph = add(add(add(emptyGraph, 'mse'), 'backward'), 'sgd')
  const kinds = [...library.values()]
  const first = (loose: LooseEnd | null, recent: string[] = []) =>
    kindsFor(graph, library, kinds, loose, new Map(), recent)[0]?.definition
  expect(first(from('backward', 'gradient'))?.learns).toBeDefined()
  expect(first(from('mse', 'loss'))?.records).toBeDefined()
  expect(first(into('sgd', 'gradient'))?.differentiates).toBeDefined()
  expect(first(into('backward', 'loss'))?.loss).toBeDefined()
  expect(first(null, ['tanh', 'add'])?.title).toBe('Tanh')
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
