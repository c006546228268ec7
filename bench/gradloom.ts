// The flagship's descent by the engine: microseconds per iteration, after a warm-up.
import { compile } from '../src/engine/compile.ts'
import { Session } from '../src/engine/session.ts'
import { emptyGraph, noFields, type Graph, type Json } from '../src/graph/document.ts'
import { library } from '../src/library.ts'

const [size = 4, iterations = 10_000, arithmetic = 'separate'] = process.argv.slice(2)
const n = Number(size)

const node = (
  id: string,
  type: string,
  params: Readonly<Record<string, Json>> = {},
): Graph['nodes'][number] => ({
  id,
  type,
  at: [0, 0],
  params: new Map(Object.entries(params)),
  extra: noFields,
})

const wire = (text: string): Graph['wires'][number] => {
  const [a = '', b = '', c = '', d = ''] = text.split(/[. ]/)
  return { from: { node: a, port: b }, to: { node: c, port: d }, extra: noFields }
}

const graph: Graph = {
  ...emptyGraph,
  arithmetic: arithmetic === 'fused' ? 'fused' : 'separate',
  nodes: [
    node('W0', 'random', { rows: n, cols: n, seed: 314 }),
    node('M', 'random', { rows: n, cols: n, seed: 314, skip: n * n }),
    node('identity', 'identity', { size: n }),
    node('sgd', 'sgd', { learningRate: 0.9, momentum: 0.9 }),
    node('matmul', 'matmul'),
    node('mse', 'mse'),
    node('backward', 'backward'),
    node('plot', 'lossplot'),
  ],
  wires: [
    'W0.out sgd.initial',
    'sgd.value matmul.a',
    'M.out matmul.b',
    'matmul.out mse.prediction',
    'identity.out mse.target',
    'mse.loss backward.loss',
    'sgd.value backward.of',
    'backward.gradient sgd.gradient',
    'mse.loss plot.in',
  ].map(wire),
}

const count = Number(iterations)
const program = compile(graph, library)
new Session(program).run(count)
const session = new Session(program)
const start = performance.now()
const done = session.run(count)
const microseconds = ((performance.now() - start) * 1000) / count
if (done !== count) throw new Error(`stopped after ${done} iterations`)
process.stdout.write(JSON.stringify({ microseconds, loss: session.series[0]?.values.at(-1) }))
