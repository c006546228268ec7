// The outline: a graph as the rows of a tree, each with its place among its sisters.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgeFor, outlineOf } from '../../src/app/panels/outline.ts'
import { emptyGraph } from '../../src/graph/document.ts'
import { addNote } from '../../src/graph/annotate.ts'
import { removeNodes } from '../../src/graph/edits.ts'
import { load } from '../../src/graph/load.ts'
import { library } from '../../src/library.ts'

const file = new URL('../../graphs/matrix-inverse.json', import.meta.url)
const graph = load(readFileSync(file, 'utf8')).graph ?? emptyGraph
const shapes = new Map([['matmul.out', { rows: 4, cols: 4 }]])
const rowsOf = (...open: readonly string[]) => outlineOf(graph, library, shapes, new Set(open))

test('closed, it lists every node once, in reading order', () => {
  const rows = rowsOf()
  const nodes = rows.flatMap((row) => (row.kind === 'node' ? [row.node] : []))
  expect(nodes.toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted())
  expect(rows.map(({ place }) => place)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.every(({ count, level }) => count === rows.length && level === 1)).toBe(true)
})

test('an open node shows its ports, and below them where their wires lead', () => {
  const all = rowsOf('node matmul')
  const from = all.findIndex(({ key }) => key === 'node matmul')
  const next = all.findIndex(({ level }, index) => index > from && level === 1)
  const rows = all.slice(from, next)
  expect(rows.map(({ level, text, note }) => [level, text, note])).toEqual([
    [1, 'Ŷ = W · M', 'MatMul'],
    [2, 'a', 'input'],
    [3, 'from SGD value', ''],
    [2, 'b', 'input'],
    [3, 'from M out', ''],
    [2, 'out', 'output, 4×4'],
    [3, 'to MSE prediction', ''],
    [3, 'to Ŷ − I a', ''],
  ])
  expect(rows.filter(({ level }) => level === 2).map(({ place, count }) => [place, count])).toEqual([
    ...[[1, 3], [2, 3], [3, 3]], // prettier-ignore
  ])
  expect(rowsOf('node matmul', 'closed output matmul.out').some(({ text }) => text.startsWith('to '))).toBe(
    false,
  )
})

test('an input that needs a wire and has none is open', () => {
  const without = removeNodes(graph, ['M'])
  const rows = outlineOf(without, library, shapes, new Set(['node matmul']))
  expect(rows.find(({ key }) => key === 'input matmul.b')?.note).toBe('input, open')
})

test('an end of a wire is judged as on the canvas', () => {
  const judge = judgeFor(graph, library, shapes, { node: 'mse', port: 'loss', side: 'output' })
  expect(judge({ node: 'matmul', port: 'a', side: 'input' })).toMatch(/already has a wire/)
  expect(judge({ node: 'plot', port: 'in', side: 'input' })).toMatch(/is there already/)
})

test('frames and notes come after the nodes, with what is in them', () => {
  const noted = addNote(graph, { at: [0, 0], size: [200, 100], text: '# Why\nit works' }).graph
  const last = outlineOf(noted, library, shapes, new Set()).slice(-2)
  expect(last.map(({ kind, text, note, place, count }) => [kind, text, note, place, count])).toEqual([
    ['frame', 'How far is W · M from I?', 'frame, 2 nodes', 11, 12],
    ['note', 'Why', 'note', 12, 12],
  ])
})
