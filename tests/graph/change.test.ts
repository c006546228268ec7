// What a step of the history says: the one value that changed, before and after.
import { expect, test } from 'vitest'
import { changedValue } from '../../src/graph/change.ts'
import { type Graph, emptyGraph, noFields } from '../../src/graph/document.ts'
import * as edits from '../../src/graph/edits.ts'

const graph: Graph = {
  ...emptyGraph,
  nodes: [
    { id: 'sgd', type: 'sgd', at: [0, 0], params: new Map([['momentum', 0.9]]), extra: noFields },
    { id: 'M', type: 'random', at: [0, 0], params: noFields, extra: noFields },
  ],
}
const said = (after: Graph) => changedValue(graph, after, (_, param) => (param === 'seed' ? 0 : undefined))

test.each([
  ['0.9 → 0.5', edits.setParam(graph, 'sgd', 'momentum', 0.5)],
  ['0 → 314', edits.setParam(graph, 'M', 'seed', 314)],
  ['M → My matrix', edits.setTitle(graph, 'M', 'My matrix')],
  ['Untitled → Mine', edits.setGraphTitle(graph, 'Mine')],
  ['1000 → 20', edits.setRun(graph, { iterations: 20 })],
  ['never → 0.001', edits.setRun(graph, { stopBelow: 0.001 })],
  ['separate → fused', edits.setArithmetic(graph, 'fused')],
])('%s', (text, after) => {
  expect(said(after)).toBe(text)
})

test('nothing where more than one value changed, or none that fits into a line', () => {
  const both = edits.setParam(edits.setParam(graph, 'sgd', 'momentum', 0.5), 'M', 'seed', 3)
  expect(said(both)).toBe(null)
  expect(said(edits.setParam(graph, 'M', 'values', [[1]]))).toBe(null)
  expect(said(edits.removeNodes(graph, ['M']))).toBe(null)
  expect(said(edits.moveNodes(graph, new Map([['M', [4, 4]]])))).toBe(null)
  expect(said(graph)).toBe(null)
})
