// History: steps, gestures that merge into one, and the labels of undo and redo.
import { expect, test } from 'vitest'
import { type Graph, emptyGraph } from '../../src/graph/document.ts'
import {
  canRedo,
  canUndo,
  commit,
  longestPast,
  redo,
  redoLabel,
  seal,
  start,
  undo,
  undoLabel,
} from '../../src/graph/history.ts'

const titled = (title: string): Graph => ({ ...emptyGraph, title })
const [a, b, c, d] = [titled('a'), titled('b'), titled('c'), titled('d')]

test('steps back and forth, with the labels of what was done', () => {
  const history = commit(commit(start(a), b, 'Add'), c, 'Move')
  expect([canUndo(history), canRedo(history), undoLabel(history), redoLabel(history)]).toEqual([
    true,
    false,
    'Move',
    null,
  ])
  const back = undo(history)
  expect([back.present.graph, undoLabel(back), redoLabel(back)]).toEqual([b, 'Add', 'Move'])
  expect(redo(back).present.graph).toBe(c)
  const first = undo(back)
  expect([first.present.graph, canUndo(first), undoLabel(first)]).toEqual([a, false, null])
  expect(undo(first)).toEqual(first)
  expect(redo(redo(redo(first))).present.graph).toBe(c)
})

test('a new step ends what could be done again, and the same graph is no step', () => {
  const back = undo(commit(start(a), b, 'Add'))
  expect(canRedo(commit(back, c, 'Other'))).toBe(false)
  expect(commit(back, a, 'Nothing')).toBe(back)
})

test('a gesture is one step until it is sealed', () => {
  const dragged = commit(commit(commit(start(a), b, 'Drag', 'x'), c, 'Drag', 'x'), d, 'Drag', 'x')
  expect(undo(dragged).present.graph).toBe(a)
  const sealed = commit(seal(dragged), b, 'Drag', 'x')
  expect(undo(sealed).present.graph).toBe(d)
  expect(undo(commit(dragged, b, 'Drag', 'y')).present.graph).toBe(d)
  expect(undo(commit(dragged, b, 'Type')).present.graph).toBe(d)
})

test('nothing merges into a step that was undone or done again', () => {
  const history = commit(commit(start(a), b, 'Drag', 'x'), c, 'Drag', 'y')
  expect(undo(commit(undo(history), d, 'Drag', 'x')).present.graph).toBe(b)
  expect(undo(commit(redo(undo(history)), d, 'Drag', 'y')).present.graph).toBe(c)
})

test('keeps a bounded past', () => {
  let history = start(a)
  for (let i = 0; i < longestPast + 100; i++) history = commit(history, titled(String(i)), 'Step')
  expect(history.past).toHaveLength(longestPast)
  while (canUndo(history)) history = undo(history)
  expect(history.present.graph.title).toBe('99')
})
