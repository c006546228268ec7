// Which edits the engine hears of.
import { expect, test } from 'vitest'
import { computesTheSame } from '../../src/app/computation.ts'
import { addNote } from '../../src/graph/annotate.ts'
import { emptyGraph } from '../../src/graph/document.ts'
import type { Graph } from '../../src/graph/document.ts'
import {
  addNode,
  connect,
  disconnect,
  moveNodes,
  setAbout,
  setArithmetic,
  setBypass,
  setGraphTitle,
} from '../../src/graph/edits.ts'
import { setParam, setRun, setSize } from '../../src/graph/edits.ts'
import { library } from '../../src/library.ts'

const must = <T extends object>(made: T): Exclude<T, { problem: unknown }> => {
  if ('problem' in made) throw new Error(JSON.stringify(made.problem))
  return made as Exclude<T, { problem: unknown }> // just found to be one
}

const first = must(addNode(emptyGraph, 'number', [0, 0])).graph
const second = must(addNode(first, 'square', [200, 0])).graph
const { graph, wire } = must(
  connect(second, library, { node: 'number', port: 'out' }, { node: 'square', port: 'in' }),
)

test.each<[string, (graph: Graph) => Graph]>([
  ['moving a node', (before) => moveNodes(before, new Map([['number', [5, 5]]]))],
  ['resizing a node', (before) => setSize(before, 'number', [300, 300])],
  ['naming the document', (before) => setGraphTitle(before, 'Other')],
  ['describing it', (before) => setAbout(before, 'Other')],
  ['writing a note', (before) => addNote(before, { at: [0, 0], size: [9, 9], text: '' }).graph],
  ['stopping later', (before) => setRun(before, { iterations: 5 })],
])('%s changes nothing that is computed', (_, edit) => {
  expect(edit(graph)).not.toBe(graph)
  expect(computesTheSame(edit(graph), graph)).toBe(true)
})

test.each<[string, (graph: Graph) => Graph]>([
  ['a parameter', (before) => setParam(before, 'number', 'value', 3)],
  ['a bypass', (before) => setBypass(before, 'square', true)],
  ['a new node', (before) => must(addNode(before, 'number', [0, 0])).graph],
  ['a wire that is gone', (before) => disconnect(before, wire)],
  ['the arithmetic', (before) => setArithmetic(before, 'fused')],
  ['the limit to stop below', (before) => setRun(before, { stopBelow: 0.1 })],
])('%s changes what is computed', (_, edit) => {
  expect(computesTheSame(edit(graph), graph)).toBe(false)
})
