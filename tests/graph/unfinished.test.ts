// What is unfinished, told apart from what is wrong.
import { expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { apart, openInputs } from '../../src/graph/unfinished.ts'
import { library } from '../../src/library.ts'
import { graphOf } from '../editor/build.ts'

const told = (...[nodes, wires]: Parameters<typeof graphOf>) => {
  const graph = graphOf(nodes, wires)
  const { wrong, open } = apart(compile(graph, library).problems, graph, library)
  const said = (problems: typeof open) => problems.map(({ code, node, port }) => `${code} ${node}.${port}`)
  return { wrong: said(wrong), open: said(open) }
}

test('every kind of node by itself has open inputs, and nothing wrong', () => {
  for (const { type } of library.values()) {
    const graph = graphOf([['one', type]])
    const { wrong, open } = told([['one', type]])
    expect(wrong, type).toEqual([])
    expect(open, type).toEqual(openInputs(graph, library).map(({ port }) => `INPUT_MISSING one.${port}`))
  }
})

test('a gradient waits where nothing makes use of the parameter yet, or what does waits itself', () => {
  const nodes = [
    ['a', 'random'],
    ['b', 'random'],
    ['w', 'random'],
    ['loss', 'mse'],
    ['back', 'backward'],
    ['matmul', 'matmul'],
  ] as const
  const wires = ['a.out>loss.prediction', 'b.out>loss.target', 'loss.loss>back.loss', 'w.out>back.of']
  const waits = 'NO_GRADIENT_PATH back.of'
  expect(told([...nodes], wires)).toEqual({
    wrong: [],
    open: ['INPUT_MISSING matmul.a', 'INPUT_MISSING matmul.b', waits].toSorted((a, b) => a.localeCompare(b)),
  })
  expect(told([...nodes], [...wires, 'w.out>matmul.a']).wrong).toEqual([])
  expect(told([...nodes], [...wires, 'w.out>matmul.a', 'a.out>matmul.b'])).toEqual({
    wrong: [waits],
    open: [],
  })
})

test('a contradiction stays one', () => {
  const { wrong } = told(
    [
      ['a', 'random'],
      ['b', 'random', [0, 0], { rows: 3 }],
      ['c', 'matmul'],
      ['d', 'exp'],
    ],
    ['a.out>c.a', 'b.out>c.b', 'zebra.out>d.in'],
  )
  expect(wrong).toEqual(['DANGLING_WIRE d.in', 'SHAPE_MISMATCH c.b'])
})
