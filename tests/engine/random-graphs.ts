// Random graphs: seeded, sound, with memories and gradients, for judging the plan.
import type { Graph, Json } from '../../src/graph/document.ts'
import { graphOf, seeded } from './building.ts'

interface Wired {
  readonly end: string
  readonly rows: number
  readonly cols: number
}
type Nodes = Record<string, readonly [type: string, params: Readonly<Record<string, Json>>]>

/** Smooth everywhere, so that central differences can judge the gradient. */
const smooth = ['negate', 'square', 'tanh', 'sigmoid']
const kinked = ['abs', 'relu', 'sign', 'round', 'sqrt', 'exp', 'log']
const pairs = ['add', 'subtract', 'multiply']

class Growing {
  readonly nodes: Nodes = {}
  readonly wires: string[] = []
  readonly values: Wired[] = []
  readonly draw: () => number
  readonly sizes: readonly number[]
  #count = 0

  constructor(draw: () => number, sizes: readonly number[]) {
    this.draw = draw
    this.sizes = sizes
  }

  pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.draw() * from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }

  add(type: string, params: Readonly<Record<string, Json>>, inputs: Readonly<Record<string, Wired>>): string {
    const id = `n${(this.#count += 1)}`
    this.nodes[id] = [type, params]
    for (const [port, value] of Object.entries(inputs)) this.wires.push(`${value.end} > ${id}.${port}`)
    return id
  }

  grow(
    type: string,
    params: Readonly<Record<string, Json>>,
    inputs: Readonly<Record<string, Wired>>,
    rows: number,
    cols: number,
    port = 'out',
  ): Wired {
    const value = { end: `${this.add(type, params, inputs)}.${port}`, rows, cols }
    this.values.push(value)
    return value
  }

  source(rows: number, cols: number): Wired {
    const params = { rows, cols, seed: Math.floor(this.draw() * 1000), low: -1, high: 1 }
    return this.grow('random', params, {}, rows, cols)
  }
}

/** Small ones, of which machine code is written out, and with larger ones, which loops go through. */
export const few = [1, 2, 3, 4, 5, 8]
export const many = [1, 3, 4, 7, 16, 19, 33]

function step(graph: Growing, functions: readonly string[]): void {
  const a = graph.pick(graph.values)
  const kind = graph.draw()
  if (kind < 0.25) {
    const b =
      graph.draw() < 0.5
        ? graph.source(a.cols, graph.pick(graph.sizes))
        : (graph.values.find(({ rows }) => rows === a.cols) ?? graph.source(a.cols, 2))
    graph.grow('matmul', {}, { a, b }, a.rows, b.cols)
  } else if (kind < 0.5) {
    const fits = graph.values.filter(
      ({ rows, cols }) => (rows === a.rows || rows === 1) && (cols === a.cols || cols === 1),
    )
    const b = graph.pick(fits)
    const [left, right] = graph.draw() < 0.5 ? [a, b] : [b, a]
    graph.grow(graph.pick(pairs), {}, { a: left, b: right }, a.rows, a.cols)
  } else if (kind < 0.6) graph.grow('transpose', {}, { in: a }, a.cols, a.rows)
  else if (kind < 0.7)
    graph.grow('scale', { factor: Math.round(graph.draw() * 20 - 10) / 10 }, { in: a }, a.rows, a.cols)
  else if (kind < 0.8) {
    const over = graph.pick(['all', 'rows', 'columns'])
    const [rows, cols] = [over === 'columns' ? a.rows : 1, over === 'rows' ? a.cols : 1]
    graph.grow(graph.pick(['sum', 'mean']), { over }, { in: a }, rows, cols)
  } else graph.grow(graph.pick(functions), {}, { in: a }, a.rows, a.cols)
}

/**
 * A graph with an optimiser, a loss that depends on it and its gradient; `isSmooth`: with a gradient check as well.
 * Between them are three nodes and at most so many more.
 */
export function randomGraph(
  seed: number,
  isSmooth: boolean,
  sizes = few,
  more = 10,
): { graph: Graph; check: string } {
  const draw = seeded(seed)
  const graph = new Growing(draw, sizes)
  const rows = graph.pick(graph.sizes)
  const cols = graph.pick(graph.sizes)
  const start = graph.source(rows, cols)
  const optimizer = graph.pick(['sgd', 'adam'])
  const params =
    optimizer === 'sgd' ? { learningRate: 0.05, momentum: graph.pick([0, 0.5]) } : { learningRate: 0.01 }
  const learner = graph.add(optimizer, params, { initial: start })
  const value = { end: `${learner}.value`, rows, cols }
  graph.values.push(value)
  const functions = isSmooth ? smooth : [...smooth, ...kinked]
  for (let count = 3 + Math.floor(draw() * more); count > 0; count -= 1) step(graph, functions)
  const last = graph.values.at(-1) ?? value
  const mixed = graph.grow('matmul', {}, { a: graph.source(last.cols, rows), b: value }, last.cols, cols)
  const bent = graph.grow('tanh', {}, { in: mixed }, mixed.rows, mixed.cols)
  const met = graph.grow('matmul', {}, { a: last, b: bent }, last.rows, cols)
  const calm = graph.grow('tanh', {}, { in: met }, met.rows, met.cols)
  const loss = {
    end: `${graph.add('mse', {}, { prediction: calm, target: graph.source(met.rows, met.cols) })}.loss`,
    rows: 1,
    cols: 1,
  }
  const gradient = { end: `${graph.add('backward', {}, { loss, of: value })}.gradient`, rows, cols }
  graph.wires.push(`${gradient.end} > ${learner}.gradient`)
  if (draw() < 0.5) graph.add('backward', {}, { loss, of: last })
  if (draw() < 0.3)
    graph.grow(
      'memory',
      {},
      { initial: last, next: calm.rows === last.rows && calm.cols === last.cols ? calm : last },
      last.rows,
      last.cols,
      'value',
    )
  graph.add('lossplot', {}, { in: loss })
  const check = isSmooth ? graph.add('gradcheck', {}, { loss, of: value }) : ''
  const arithmetic = draw() < 0.5 ? 'separate' : 'fused'
  return { graph: graphOf(graph.nodes, graph.wires, { arithmetic }), check: `${check}.error` }
}
