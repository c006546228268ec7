// Edits at random, as an editor can make them, and what must hold of every sequence of them.
import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import {
  addFrame,
  addNote,
  removeFrame,
  removeNote,
  setCollapsed,
  setFrame,
  setNote,
} from '../../src/graph/annotate.ts'
import { type Graph, type Wire, noFields, wireKey } from '../../src/graph/document.ts'
import * as edits from '../../src/graph/edits.ts'
import { commit, redo, start, undo } from '../../src/graph/history.ts'
import { load } from '../../src/graph/load.ts'
import { fragment, paste } from '../../src/graph/paste.ts'
import { save } from '../../src/graph/save.ts'
import { testLibrary as library } from './library.ts'
import { type Random, below, pick } from './mutate.ts'

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
    () => setCollapsed(graph, pick(random, ['frame', 'f1']), random() < 0.5),
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

/** No two things have one name, and the text of the graph is read as the very graph. */
export function expectSound(graph: Graph): void {
  strictEqual(new Set(ids(graph)).size, graph.nodes.length)
  const keys = graph.wires.filter(({ raw }) => raw === undefined).map(wireKey)
  strictEqual(new Set(keys).size, keys.length)
  for (const entries of [graph.frames, graph.notes])
    strictEqual(new Set(entries.map(({ id }) => id)).size, entries.length)
  const saved = save(graph)
  const again = load(saved).graph
  deepStrictEqual(again, graph)
  if (again) strictEqual(save(again), saved)
}

interface Care {
  readonly count: number
  /** Which of the graphs on the way are looked at closely: one in so many. */
  readonly every: number
}

/** Many edits; all undone gives the very bytes at the start, all done again the very ones at the end, any step in between its own. */
export function editAtRandom(graph: Graph, random: Random, { count, every }: Care): void {
  const before = save(graph)
  let history = start(graph)
  const texts = [before]
  for (let i = 0; i < count; i++) {
    const present = history.present.graph
    if (present.nodes.length > 60) break
    const next = randomEdit(present, random)
    if (i % every === 0) expectSound(next)
    // Some gestures are one step with the one before.
    const isMerged = random() < 0.2
    const committed = commit(history, next, `edit ${i}`, isMerged ? 'gesture' : null)
    const isNew = committed.past.length > history.past.length
    if (committed !== history && isNew) strictEqual(undo(committed).present.graph, present)
    if (committed !== history) texts.splice(committed.past.length, Infinity, save(next))
    history = committed
  }
  const end = history.present.graph
  const total = history.past.length
  expectSound(end)
  const prefix = below(random, total + 1)
  while (history.past.length > 0) {
    history = undo(history)
    if (history.past.length === prefix) strictEqual(save(history.present.graph), texts[prefix])
  }
  strictEqual(history.present.graph, graph)
  // Nothing that was given has changed: not even where its text is known from before.
  strictEqual(save(history.present.graph), before)
  deepStrictEqual(load(before).graph, graph)
  while (history.future.length > 0) history = redo(history)
  strictEqual(history.present.graph, end)
  strictEqual(save(end), texts[total])
}
