// An iteration taken apart: which node comes when, in which phase, what happens within it, and to the run's own bits.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { memoriesOf } from '../../src/engine/checkpoint.ts'
import { compile } from '../../src/engine/compile.ts'
import { Lens } from '../../src/engine/lens.ts'
import { Session } from '../../src/engine/session.ts'
import { finish } from '../../src/engine/gradual.ts'
import { stepsOf } from '../../src/engine/steps.ts'
import { emptyGraph, type Graph } from '../../src/graph/document.ts'
import { load } from '../../src/graph/load.ts'
import { library } from '../../src/library.ts'
import { graphOf } from './building.ts'

const names = [
  'matrix-inverse',
  'xor',
  'four-runs',
  'adam-or-sgd',
  'first-gradient',
  'builtin-inverse',
  'linear-regression',
]
const opened = (name: string): Graph => {
  const text = readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), 'utf8')
  return load(text).graph ?? emptyGraph
}
const past = ({ past: known, plan }: Session, iteration: number) =>
  known && finish(known.memoriesAt(iteration, plan))
const withSlopes = (graph: Graph) => compile(graph, library, { slopes: true })
const told = (name: string, first: boolean) =>
  stepsOf(withSlopes(opened(name)), first).map(({ phase, node, parts }) =>
    [phase, node, ...parts.map(({ operation, of }) => of ?? operation.key)].join(' '),
  )

test('the flagship goes forward, to the loss, backward and to the update', () => {
  expect(told('matrix-inverse', false)).toEqual([
    'forward sgd sgd/memory sgd/memory2',
    'forward matmul matmul',
    'forward diff diff',
    'forward heatmap heatmap',
    'loss mse mse/subtract mse/square mse/mean',
    'loss plot plot',
    'backward backward mse.loss matmul.out sgd.value',
    'update sgd sgd/scale sgd/add sgd/scale2 sgd/subtract',
  ])
  expect(told('matrix-inverse', true).slice(0, 3)).toEqual([
    'forward W0 W0',
    'forward M M',
    'forward sgd sgd/memory sgd/fill sgd/memory2',
  ])
})

test('two layers are walked back one after the other', () => {
  const steps = told('xor', false)
  expect(steps.filter((step) => step.startsWith('backward'))).toEqual([
    'backward dW1 mse.loss add2.out matmul2.out tanh.out add1.out matmul1.out W1.value',
    'backward db1 mse.loss add2.out matmul2.out tanh.out add1.out b1.value',
    'backward dW2 mse.loss add2.out matmul2.out W2.value',
    'backward db2 mse.loss add2.out b2.value',
  ])
  expect(steps.filter((step) => step.startsWith('update'))).toHaveLength(4)
})

test.each(names)('%s: every node of the graph is a step, and every output is settled once', (name) => {
  const program = withSlopes(opened(name))
  const steps = stepsOf(program, true)
  expect(new Set(steps.map(({ node }) => node))).toEqual(new Set(opened(name).nodes.map(({ id }) => id)))
  const settled = steps.flatMap(({ settles }) => settles)
  expect(settled.toSorted()).toEqual([...program.outputs.keys()].toSorted())
})

test.each(names)('%s: through the lens there are the numbers of the run, to the bit', (name) => {
  const graph = opened(name)
  const session = new Session(compile(graph, library), { historyBudget: 64e6 })
  const lens = new Lens(withSlopes(graph), 'js')
  session.run(7)
  session.look()
  finish(lens.look(memoriesOf(session.plan.cells), session.iteration))
  const values = lens.values()
  // What is measured by differences is not measured again to be looked at.
  const outputs = [...session.program.outputs].filter(([, { operation }]) => !operation?.compared)
  expect([...values.keys()].toSorted()).toEqual(outputs.map(([output]) => output).toSorted())
  for (const [output, { data }] of values) expect(data).toEqual(session.plan.read(output)?.data)
  // What a Backward asks for is among the gradients of all.
  for (const { node, port, value } of session.program.gradients) {
    const asked = session.plan.buffers.get(value)?.data
    const all = [...lens.program.slopes.keys()].flatMap((loss) => [...lens.gradients(loss).values()])
    expect(all.some(({ data }) => data.every((x, i) => Object.is(x, asked?.[i])))).toBe(true)
    expect(values.get(`${node}.${port}`)?.data).toEqual(asked)
  }
})

test('the state before is looked at beside the run, which stays where it is', () => {
  const session = new Session(compile(opened('matrix-inverse'), library), { historyBudget: 64e6 })
  session.run(5)
  const five = memoriesOf(session.plan.cells)
  session.run(3)
  expect(past(session, 5)).toEqual(five)
  expect([session.iteration, past(session, -1)]).toEqual([8, null])
})

test('sentences have the numbers', () => {
  const graph = opened('matrix-inverse')
  const session = new Session(compile(graph, library))
  const lens = new Lens(withSlopes(graph), 'js')
  finish(lens.look(memoriesOf(session.plan.cells), 0))
  const sentences = lens.steps(false, (node) => node).map(({ sentence }) => sentence)
  expect(sentences).toMatchInlineSnapshot(`
    [
      "sgd: remembers 4×4, first cell 0.720",
      "matmul: 4×4 · 4×4, first cell 0.720·0.411 + 0.629·0.192 + 0.667·0.307 + 0.338·0.0608 = 0.642",
      "diff: 4×4 and 4×4, first cell 0.642 − 1 = −0.358",
      "heatmap: shows 4×4",
      "mse: (0.128 + 1.57 + 3.09 + 1.16 + 0.351 + 0.0155 + …) / 16 = 0.849",
      "plot: shows 1×1",
      "backward: 4×4 · 4×4, first cell (−0.0447)·0.411 + 0.157·0.612 + 0.220·0.754 + 0.134·0.423 = 0.300",
      "sgd: 4×4 and 4×4, first cell 0.720 − 0.270 = 0.449",
    ]
  `)
})

test('an iteration that fails can be walked to the very node that fails', () => {
  const graph = graphOf({ t: 'iteration', inverse: 'inverse', norm: 'norm' }, [
    't.out > inverse.in',
    'inverse.out > norm.in',
  ])
  const lens = new Lens(withSlopes(graph), 'js')
  finish(lens.look([], 0))
  const steps = lens.steps(true, (node) => node)
  expect(steps.map(({ node, failed }) => [node, failed])).toMatchInlineSnapshot(`
    [
      [
        "t",
        null,
      ],
      [
        "inverse",
        "in is singular and has no inverse; its determinant must not be 0.",
      ],
      [
        "norm",
        "something before it could not be computed",
      ],
    ]
  `)
})
