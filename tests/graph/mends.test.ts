// Mends: each takes its problem away and brings no other one; what nobody touched keeps its text.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/graph/check.ts'
import { type EntryPlace, entryAt, entryText, withEntryText } from '../../src/graph/entry-text.ts'
import { load } from '../../src/graph/load.ts'
import { mendOf } from '../../src/graph/mends.ts'
import { save } from '../../src/graph/save.ts'
import { library } from '../../src/library.ts'
import { graphs } from './random-graphs.ts'

const node = (id: string, type: string, more: object = {}) => ({ id, type, at: [0, 0], ...more })
const opened = (parts: object) => {
  const { graph } = load(
    JSON.stringify({ format: 'gradloom', version: 1, title: 'T', nodes: [], wires: [], ...parts }),
  )
  if (!graph) throw new Error('it is not read')
  return graph
}
const problems = (graph: ReturnType<typeof opened>) =>
  check(graph, library).filter(({ code }) => code !== 'INPUT_MISSING')

const cases: readonly (readonly [string, object])[] = [
  ['Remove the wire', { nodes: [node('a', 'number')], wires: [{ from: 'a.out', to: 'gone.in' }] }],
  [
    'Remove the wire',
    {
      nodes: [node('a', 'number'), node('b', 'tanh')],
      wires: [
        { from: 'a.out', to: 'b.in' },
        { from: 'a.out', to: 'b.in' },
      ],
    },
  ],
  ['Remove the wire', { wires: [{ from: 7 }] }],
  [
    'Use the port out',
    { nodes: [node('a', 'number'), node('b', 'tanh')], wires: [{ from: 'a.ot', to: 'b.in' }] },
  ],
  ['Make it MatMul', { nodes: [node('a', 'matmull')] }],
  ['Give it another id', { nodes: [node('a', 'number'), node('a', 'tanh')] }],
  ['Give it another id', { notes: [1, 2].map((x) => ({ id: 'n', at: [x, 0], size: [90, 90], text: 'x' })) }],
  ['Use the default', { nodes: [node('a', 'random', { params: { rows: 'many' } })] }],
  ['Remove rowz', { nodes: [node('a', 'random', { params: { rowz: 3 } })] }],
  [
    'Leave it out of the frame',
    { nodes: [node('a', 'number')], frames: [{ id: 'f', title: 'F', around: ['a', 'gone'] }] },
  ],
]

describe.each(cases)('%s', (label, parts) => {
  test('takes the problem away, and nothing else', () => {
    const graph = opened(parts)
    const [first] = problems(graph)
    const mend = first && mendOf(first, graph, library)
    expect(mend?.label).toBe(label)
    const mended = mend?.apply(graph) ?? graph
    expect(problems(mended).length).toBeLessThan(problems(graph).length)
    expect(
      problems(mended).filter((each) => !problems(graph).some(({ message }) => message === each.message)),
    ).toEqual([])
  })
})

test('on any graph a mend brings no more problems than there were, and leaves a graph that is read back the same', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const all = check(graph, library)
      for (const problem of all.slice(0, 8)) {
        const mended = mendOf(problem, graph, library)?.apply(graph)
        if (!mended) continue
        expect(mended).not.toBe(graph)
        const after = check(mended, library).filter(({ code }) => code !== 'INPUT_MISSING')
        const before = all.filter(({ code }) => code !== 'INPUT_MISSING')
        // A node that can be used at last may have more to say of itself, and its wires as well.
        if (problem.code !== 'UNKNOWN_TYPE' && problem.code !== 'DUPLICATE_ID')
          expect(after.length).toBeLessThanOrEqual(before.length)
        expect(save(load(save(mended)).graph ?? graph)).toBe(save(mended))
      }
    }),
    { numRuns: 200 },
  )
})

const places = (graph: ReturnType<typeof opened>): EntryPlace[] =>
  (['nodes', 'wires', 'frames', 'notes'] as const).flatMap((list) =>
    graph[list].map((_, index) => ({ list, index })),
  )

test('the text of an entry, given back, changes nothing', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      for (const place of places(graph).slice(0, 6)) {
        const edited = withEntryText(graph, place, entryText(graph, place) ?? '')
        expect('graph' in edited && save(edited.graph)).toBe(save(graph))
      }
    }),
    { numRuns: 200 },
  )
})

test('a text that is no JSON is refused with its place; one that makes sense becomes a node', () => {
  const graph = opened({ nodes: [{ id: 'a', kind: 'number' }] })
  const place = entryAt('nodes[0].type')
  if (!place) throw new Error('there is no such entry')
  expect(graph.nodes[0]?.raw).not.toBe(undefined)
  const cut = withEntryText(graph, place, '{\n  "id": }')
  expect('wrong' in cut && cut.wrong).toMatch(/^line 2, column/)
  const edited = withEntryText(graph, place, '{ "id": "a", "type": "number", "at": [0, 0] }')
  expect('graph' in edited && problems(edited.graph)).toEqual([])
})
