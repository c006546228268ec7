// Edits: each does what its gesture means and shares the rest.
import { describe, expect, test } from 'vitest'
import { addFrame, addNote, removeFrame, removeNote, setFrame, setNote } from '../../src/graph/annotate.ts'
import { check } from '../../src/graph/check.ts'
import {
  type Graph,
  type GraphNode,
  type Point,
  emptyGraph,
  noFields,
  wireKey,
} from '../../src/graph/document.ts'
import * as edits from '../../src/graph/edits.ts'
import { load } from '../../src/graph/load.ts'
import { fragment, paste } from '../../src/graph/paste.ts'
import { save } from '../../src/graph/save.ts'
import { goodFile, textOf } from './bad/base.ts'
import { testLibrary as library } from './library.ts'

const opened = (content: unknown): Graph => {
  const { graph } = load(typeof content === 'string' ? content : textOf(content))
  if (!graph) throw new Error('the file cannot be opened')
  return graph
}
const file = (nodes: readonly unknown[], wires: readonly unknown[] = [], rest = {}): Graph =>
  opened({ format: 'gradloom', version: 1, nodes, wires, ...rest })
const node = (id: string, type = 'sum') => ({ id, type, at: [0, 0] })
const ids = ({ nodes }: Graph): string[] => nodes.map(({ id }) => id)
const done = <T extends { readonly graph: Graph }>(edit: T | edits.Refused): T => {
  if ('problem' in edit) throw new Error(edit.problem.message)
  return edit
}
const refusal = (edit: object): string => ('problem' in edit ? (edit as edits.Refused).problem.code : 'none') // just asked

describe('nodes', () => {
  test('get readable ids that nothing else has or speaks of', () => {
    let graph = file([node('sum'), node('sum3')], [{ from: 'sum2.out', to: 'sum.a' }])
    const given: string[] = []
    for (const type of ['sum', 'sum', 'no id', 'plot']) {
      const added = done(edits.addNode(graph, type, [1, 2]))
      graph = added.graph
      given.push(added.id)
    }
    expect(given).toEqual(['sum4', 'sum5', 'node', 'plot'])
    expect(graph.nodes.at(-1)).toEqual({
      id: 'plot',
      type: 'plot',
      at: [1, 2],
      params: noFields,
      extra: noFields,
    })
  })

  test('are refused beyond what a file may hold', () => {
    const nodes = Array.from({ length: 5000 }, (_, i): GraphNode => ({
      id: `n${i}`,
      type: 'sum',
      at: [0, 0],
      params: noFields,
      extra: noFields,
    }))
    const full = { ...emptyGraph, nodes }
    expect(refusal(edits.addNode(full, 'sum', [0, 0]))).toBe('LIMIT_EXCEEDED')
    expect(refusal(paste(full, fragment(full, ['n1']), [0, 0]))).toBe('LIMIT_EXCEEDED')
  })

  test('go with their wires, and with frames that were around nothing else', () => {
    const frames = [
      { id: 'f', title: '', around: ['a', 'b'] },
      { id: 'g', title: '', around: ['b'] },
      { id: 'h', title: '', around: [] },
    ]
    const graph = file(
      [node('a'), node('b'), node('c')],
      [
        { from: 'a.out', to: 'b.a' },
        { from: 'a.out', to: 'c.a' },
      ],
      { frames },
    )
    const left = edits.removeNodes(graph, ['b'])
    expect([ids(left), left.wires.map(wireKey)]).toEqual([['a', 'c'], ['a.out>c.a']])
    expect(left.frames.map(({ id, around }) => [id, around])).toEqual([
      ['f', ['a']],
      ['h', []],
    ])
    expect(left.nodes[0]).toBe(graph.nodes[0])
    expect(edits.removeNodes(graph, ['gone'])).toBe(graph)
  })

  test('of a taken id come to life when the id is free', () => {
    const graph = file([node('a'), node('a', 'plot'), 5])
    expect(ids(graph)).toEqual(['a', '?.0', '?.1'])
    const left = edits.removeNodes(graph, ['a'])
    expect(left.nodes.map(({ id, type, raw }) => [id, type, raw])).toEqual([
      ['a', 'plot', undefined],
      ['?.0', '', 5],
    ])
    expect(ids(edits.removeNodes(left, ['?.0']))).toEqual(['a'])
  })

  test('move, but not to where no file can follow, and placeholders not at all', () => {
    const graph = file([node('a'), node('b'), { id: 'c', at: 1 }])
    const moved = edits.moveNodes(
      graph,
      new Map([
        ['a', [5, 6]],
        ['b', [NaN, 0]],
        ['c', [1, 1]],
      ]),
    )
    expect(moved.nodes.map(({ at }) => at)).toEqual([
      [5, 6],
      [0, 0],
      [0, 0],
    ])
    expect(edits.moveNodes(moved, new Map([['a', [5, 6]]]))).toBe(moved)
  })

  test('have titles, sizes, bypass and parameters that go back to their defaults', () => {
    const graph = file([node('a')])
    const set = edits.setParam(
      edits.setBypass(edits.setSize(edits.setTitle(graph, 'a', 'Σ'), 'a', [9, 9]), 'a', true),
      'a',
      'x',
      [[-0, NaN]],
    )
    expect(set.nodes[0]).toEqual({
      ...graph.nodes[0],
      title: 'Σ',
      size: [9, 9],
      bypass: true,
      params: new Map([['x', [['-0', 'NaN']]]]),
    })
    const back = edits.setParam(
      edits.setBypass(edits.setSize(edits.setTitle(set, 'a', ''), 'a', null), 'a', false),
      'a',
      'x',
      undefined,
    )
    expect(back).toEqual(graph)
    expect(edits.setTitle(graph, 'a', 'x'.repeat(300)).nodes[0]?.title).toHaveLength(200)
    for (const same of [
      edits.setTitle(graph, 'a', ''),
      edits.setSize(graph, 'a', [0, 1]),
      edits.setBypass(graph, 'a', false),
      edits.setParam(graph, 'b', 'x', 1),
    ])
      expect(same).toBe(graph)
  })
})

describe('wires', () => {
  const graph = file(
    [node('a', 'source'), node('s'), node('p', 'plot'), node('x', 'novel')],
    [{ from: 'a.out', to: 's.a' }],
  )
  const end = (text: string) => ({ node: text.split('.')[0] ?? '', port: text.split('.')[1] ?? '' })
  const connect = (from: string, to: string) => edits.connect(graph, library, end(from), end(to))

  test('connect what can be connected', () => {
    const { graph: next, wire } = done(edits.connect(graph, library, end('a.out'), end('s.b'), 'second'))
    expect([next.wires.length, wireKey(wire), wire.label]).toEqual([2, 'a.out>s.b', 'second'])
    expect(next.nodes).toBe(graph.nodes)
    expect(refusal(connect('a.out', 'x.any'))).toBe('none')
    expect(refusal(connect('s.out', 's.b'))).toBe('none')
  })

  test('are refused with the reason', () => {
    const cases = [
      ['a.out', 's.a'],
      ['x.y', 's.a'],
      ['a.out', 's.c'],
      ['s.a', 's.b'],
      ['gone.out', 's.b'],
      ['a.out', 'a.out'],
    ]
    expect(cases.map(([from = '', to = '']) => refusal(connect(from, to)))).toEqual([
      'PORT_OCCUPIED',
      'PORT_OCCUPIED',
      'UNKNOWN_PORT',
      'UNKNOWN_PORT',
      'DANGLING_WIRE',
      'UNKNOWN_PORT',
    ])
  })

  test('disconnect, also broken ones, and carry labels', () => {
    const broken = file(
      [node('a')],
      [5, { from: 'a.out', to: 'a.a' }, { from: 'a.out', to: 'a.a' }, { from: 'no' }],
    )
    const labelled = edits.setWireLabel(broken, broken.wires[1]!, 'loop')
    expect(labelled.wires[1]?.label).toBe('loop')
    expect(edits.setWireLabel(labelled, labelled.wires[1]!, '')).toEqual(broken)
    expect(edits.setWireLabel(broken, broken.wires[0]!, 'x')).toBe(broken)
    const left = edits.disconnect(edits.disconnect(broken, broken.wires[3]!), broken.wires[0]!)
    expect(left.wires.map(({ raw }) => raw !== undefined)).toEqual([false, true])
    const revived = edits.disconnect(left, left.wires[0]!)
    expect(revived.wires.map(wireKey)).toEqual(['a.out>a.a'])
    expect(edits.disconnect(revived, broken.wires[0]!)).toBe(revived)
  })
})

test('settings of the document replace what could not be read', () => {
  const graph = opened({
    ...goodFile(),
    title: 5,
    about: null,
    arithmetic: 'exact',
    run: { iterations: 'many', seed: 1 },
  })
  expect(
    check(graph, new Map()).filter(({ node: id, severity }) => id === null && severity === 'error'),
  ).toHaveLength(4)
  const set = edits.setAbout(
    edits.setGraphTitle(
      edits.setArithmetic(edits.setRun(graph, { iterations: 7, stopBelow: 1e-9 }), 'fused'),
      'T',
    ),
    'A',
  )
  expect(JSON.parse(save(set))).toMatchObject({
    title: 'T',
    about: 'A',
    arithmetic: 'fused',
    run: { iterations: 7, stopBelow: 1e-9, seed: 1 },
  })
  expect(edits.setRun(set, { stopBelow: null }).run.stopBelow).toBeUndefined()
  expect(edits.setRun(set, { iterations: 1.5 })).toBe(set)
  expect(edits.setRun(opened({ ...goodFile(), run: 5 }), { iterations: 3 }).extra.has('run')).toBe(false)
})

test('frames and notes come, change and go', () => {
  const graph = file([node('a')])
  const framed = addFrame(graph, { title: 'F', around: ['a', '?.0'], color: 'blue' })
  const noted = addNote(framed.graph, { at: [0, 0], size: [10, 10], text: 'N' })
  expect([framed.id, noted.id]).toEqual(['frame', 'note'])
  const changed = setNote(setFrame(noted.graph, 'frame', { title: 'G', color: 'red' }), 'note', {
    text: 'M',
    at: [1, 1],
  })
  expect([changed.frames, changed.notes]).toEqual([
    [{ id: 'frame', title: 'G', around: ['a'], color: 'red', extra: noFields }],
    [{ id: 'note', at: [1, 1], size: [10, 10], text: 'M', extra: noFields }],
  ])
  expect(setNote(changed, 'note', { size: [0, 0] })).toEqual(changed)
  expect(removeNote(removeFrame(changed, 'frame'), 'note')).toEqual(graph)
})

test('a copy brings its inner wires, frames and notes, under names that are free', () => {
  const graph = opened(goodFile())
  const part = fragment(graph, ['matmul', 'mse', 'I'], ['n1'])
  expect([ids(part), part.wires.map(wireKey), part.frames.length, part.notes.length]).toEqual([
    ['I', 'matmul', 'mse'],
    ['matmul.out>mse.prediction', 'I.out>mse.target'],
    1,
    1,
  ])
  const copied = opened(save(part))
  const { graph: next, ids: names } = done(paste(graph, copied, [10, 20]))
  expect([...names]).toEqual([
    ['I', 'I2'],
    ['matmul', 'matmul2'],
    ['mse', 'mse2'],
  ])
  expect(next.wires.slice(-2).map(wireKey)).toEqual(['matmul2.out>mse2.prediction', 'I2.out>mse2.target'])
  expect(next.nodes.at(-1)?.at).toEqual([610, 20])
  expect(next.frames.map(({ id, around }) => [id, around])).toEqual([
    ['f1', ['matmul', 'mse']],
    ['f2', ['matmul2', 'mse2']],
  ])
  expect(next.notes.map(({ id, at }) => [id, at])).toEqual([
    ['n1', [0, -200]],
    ['n2', [10, -180]],
  ])
  expect(done(paste(emptyGraph, part, [0, 0])).graph.nodes).toEqual(part.nodes)
  const twice = done(paste(next, part, [0, 0]))
  expect([...twice.ids.values()]).toEqual(['I3', 'matmul3', 'mse3'])
})

test('no edit leads beyond the canvas', () => {
  const graph = file([node('a')])
  const far: Point = [1e308, -Infinity]
  const end: Point = [1_000_000, -1_000_000]
  expect(edits.moveNodes(graph, new Map([['a', far]])).nodes[0]?.at).toEqual(end)
  const added = [edits.addNode(graph, 'sum', far), paste(graph, graph, far)].map(
    (edit) => done<{ graph: Graph }>(edit).graph,
  )
  for (const each of added) {
    expect(each.nodes[1]?.at).toEqual(end)
    expect(opened(save(each))).toEqual(each)
  }
  const noted = addNote(graph, { at: [NaN, 1e7], size: [1, 1], text: '' }).graph
  expect(noted.notes[0]?.at).toEqual([0, 1_000_000])
  expect(setNote(noted, 'note', { at: far }).notes[0]?.at).toEqual(end)
  expect(setNote(noted, 'note', { size: far })).toEqual(noted)
})
