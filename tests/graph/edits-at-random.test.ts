// Edits at random, of sound files and of broken ones: always sound, never changing what they are given, undoable.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addFrame, addNote, removeFrame, removeNote, setFrame, setNote } from '../../src/graph/annotate.ts'
import { type Graph, type Wire, noFields, wireKey } from '../../src/graph/document.ts'
import * as edits from '../../src/graph/edits.ts'
import { commit, redo, start, undo } from '../../src/graph/history.ts'
import { load } from '../../src/graph/load.ts'
import { fragment, paste } from '../../src/graph/paste.ts'
import { save } from '../../src/graph/save.ts'
import { goodFile, textOf } from './bad/base.ts'
import { testLibrary as library } from './library.ts'
import { type Random, below, pick, randomFrom, structural } from './mutate.ts'
import { graphs } from './random-graphs.ts'

const ids = ({ nodes }: Graph): string[] => nodes.map(({ id }) => id)

/** Any edit that an editor can make, with whatever is there and sometimes with what is not. */
function randomEdit(graph: Graph, random: Random): Graph {
  const id = pick(random, [...ids(graph), 'gone'])
  const port = pick(random, ['a', 'b', 'in', 'out', 'value', 'next', 'initial'])
  const wire = pick(random, [
    ...graph.wires,
    { from: { node: 'x', port: 'y' }, to: { node: 'z', port: 'w' }, extra: noFields } satisfies Wire,
  ])
  const value = pick(random, [0, -0, NaN, 'text', [1, 2], [[1], [Infinity]], null, true])
  const of = <T extends { readonly graph: Graph }>(edit: T | edits.Refused): Graph =>
    'graph' in edit ? edit.graph : graph
  const point = [below(random, 500), -0] as const
  const kinds: readonly (() => Graph)[] = [
    () => of(edits.addNode(graph, pick(random, [...library.keys(), '9']), point)),
    () => edits.removeNodes(graph, [id, pick(random, [...ids(graph), 'x'])]),
    () => edits.moveNodes(graph, new Map([[id, point]])),
    () => edits.setParam(graph, id, pick(random, ['factor', '__proto__', '3']), value),
    () => edits.setTitle(graph, id, pick(random, ['', 'T', '__proto__'])),
    () => edits.setSize(graph, id, pick(random, [null, [3, 4] as const])),
    () => edits.setBypass(graph, id, random() < 0.5),
    () =>
      of(
        edits.connect(
          graph,
          library,
          { node: id, port: 'out' },
          { node: pick(random, [...ids(graph), 'y']), port },
        ),
      ),
    () => edits.disconnect(graph, wire),
    () => edits.setWireLabel(graph, wire, pick(random, ['', 'label'])),
    () => edits.setRun(graph, { iterations: below(random, 9), stopBelow: pick(random, [null, 1, -0]) }),
    () => edits.setArithmetic(graph, pick(random, ['fused', 'separate'])),
    () => edits.setGraphTitle(graph, pick(random, ['A', 'B'])),
    () => edits.setAbout(graph, pick(random, ['', 'B'])),
    () => addFrame(graph, { title: 'F', around: [id] }).graph,
    () => setFrame(graph, pick(random, ['frame', 'f1']), { around: [id] }),
    () => removeFrame(graph, pick(random, [...graph.frames.map((frame) => frame.id), 'f'])),
    () => addNote(graph, { at: point, size: [1, 1], text: '' }).graph,
    () => setNote(graph, pick(random, ['note', 'n1']), { text: 'x' }),
    () => removeNote(graph, pick(random, [...graph.notes.map((note) => note.id), 'n'])),
    () =>
      of(
        paste(
          graph,
          fragment(
            graph,
            ids(graph).filter(() => random() < 0.5),
          ),
          point,
        ),
      ),
  ]
  return pick(random, kinds)()
}

function expectSound(graph: Graph): void {
  expect(new Set(ids(graph)).size).toBe(graph.nodes.length)
  const keys = graph.wires.filter(({ raw }) => raw === undefined).map(wireKey)
  expect(new Set(keys).size).toBe(keys.length)
  for (const entries of [graph.frames, graph.notes])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  const saved = save(graph)
  const again = load(saved).graph
  if (!isDeepStrictEqual(again, graph)) expect(again).toEqual(graph)
  if (again) expect(save(again)).toBe(saved)
}

/** Many edits; all undone gives the very graph at the start, all done again the very one at the end. */
function editAtRandom(graph: Graph, random: Random, count: number): void {
  const before = save(graph)
  let history = start(graph)
  for (let i = 0; i < count; i++) {
    const present = history.present.graph
    if (present.nodes.length > 60) break
    const next = randomEdit(present, random)
    expectSound(next)
    const committed = commit(history, next, `edit ${i}`)
    if (committed !== history) expect(undo(committed).present.graph).toBe(present)
    history = committed
  }
  const end = history.present.graph
  while (history.past.length > 0) history = undo(history)
  expect(history.present.graph).toBe(graph)
  // Nothing that was given has changed: not even where its text is known from before.
  expect(load(before).graph).toEqual(graph)
  while (history.future.length > 0) history = redo(history)
  expect(history.present.graph).toBe(end)
}

test('any edits of any graph keep it sound and can be undone', () => {
  fc.assert(
    fc.property(graphs, fc.integer(), (graph, seed) => editAtRandom(graph, randomFrom(seed), 15)),
    { seed: 3, numRuns: 100 },
  )
})

test('any edits of files with broken parts keep them sound and can be undone', () => {
  const random = randomFrom(5)
  const good = textOf(goodFile())
  for (let i = 0; i < 600; i++) {
    let text = good
    for (let n = 0; n < 4; n++) text = pick(random, structural)(text, random, good)
    const { graph } = load(text)
    const lists = ['nodes', 'wires', 'frames', 'notes']
    if (graph && !lists.some((key) => graph.extra.has(key))) editAtRandom(graph, random, 12)
  }
})
