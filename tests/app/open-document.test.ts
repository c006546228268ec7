// The open document: edits, undo, and what is read-only.
import { expect, test } from 'vitest'
import { OpenDocument, blank, openingOf } from '../../src/app/open-document.svelte.ts'
import { emptyGraph } from '../../src/graph/document.ts'
import { setGraphTitle } from '../../src/graph/edits.ts'
import { load } from '../../src/graph/load.ts'

const opened = () => {
  const document = new OpenDocument()
  document.open(blank)
  return document
}
const title = (text: string) => (graph: typeof emptyGraph) => setGraphTitle(graph, text)

test('an edit can be undone and done again, and says what it was', () => {
  const document = opened()
  expect(document.edit(title('A'), 'rename', null)).toBe(true)
  expect([document.graph.title, document.undoLabel, document.touched]).toEqual(['A', 'rename', true])
  expect(document.undo()).toBe('rename')
  expect([document.graph.title, document.redoLabel]).toEqual(['Untitled', 'rename'])
  expect(document.redo()).toBe('rename')
  expect(document.redo()).toBe(null)
})

test('a gesture is one step until it is sealed', () => {
  const document = opened()
  for (const text of ['A', 'AB', 'ABC']) document.edit(title(text), 'rename', 'title')
  document.seal()
  document.edit(title('ABCD'), 'rename', 'title')
  document.undo()
  expect(document.graph.title).toBe('ABC')
  document.undo()
  expect(document.graph.title).toBe('Untitled')
})

test('an edit that changes nothing is none', () => {
  const document = opened()
  expect(document.edit((graph) => graph, 'nothing', null)).toBe(false)
  expect([document.touched, document.canUndo]).toEqual([false, false])
})

test('a document of a newer version cannot be changed and keeps its text to the letter', () => {
  const text = '{"format":"gradloom","version":99,"title":"Later", "nodes":[], "wires":[], "novelty": 1}'
  const opening = openingOf(load(text), text)
  const document = opened()
  if (opening) document.open(opening)
  expect([document.readonly, document.graph.title]).toEqual([true, 'Later'])
  expect(document.edit(title('Mine'), 'rename', null)).toBe(false)
  expect(document.text).toBe(text)
})

test('any step can be jumped to, and back', () => {
  const document = opened()
  for (const text of ['A', 'B', 'C', 'D']) document.edit(title(text), `call it ${text}`, null)
  expect(document.steps.all.map(({ label }) => label)).toEqual([
    ...['', 'call it A', 'call it B', 'call it C', 'call it D'],
  ])
  expect(document.jump(-3)).toBe(true)
  expect([document.graph.title, document.steps.at, document.steps.all.length]).toEqual(['A', 1, 5])
  expect(document.jump(2)).toBe(true)
  expect([document.graph.title, document.redoLabel]).toEqual(['C', 'call it D'])
  expect(document.jump(0)).toBe(false)
  document.jump(-100)
  expect([document.graph.title, document.canUndo]).toEqual(['Untitled', false])
})
