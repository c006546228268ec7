// Graphs for tests, put together in one line each.
import {
  emptyGraph,
  noFields,
  type Graph,
  type GraphNode,
  type Json,
  type Wire,
} from '../../src/graph/document.ts'

type Params = Readonly<Record<string, Json>>

/** `nodes` by id: type, or type and parameters; `wires` as "from.port > to.port". */
export function graphOf(
  nodes: Readonly<Record<string, string | readonly [type: string, params: Params]>>,
  wires: readonly string[],
  rest: Partial<Graph> = {},
): Graph {
  return {
    ...emptyGraph,
    nodes: Object.entries(nodes).map(([id, given]) => nodeOf(id, given)),
    wires: wires.map(wireOf),
    ...rest,
  }
}

export function nodeOf(id: string, given: string | readonly [type: string, params: Params]): GraphNode {
  const [type, params] = typeof given === 'string' ? [given, {}] : given
  return { id, type, at: [0, 0], params: new Map(Object.entries(params)), extra: noFields }
}

export function wireOf(text: string): Wire {
  const [from = '', to = ''] = text.split('>').map((end) => end.trim())
  const end = (name: string) => ({ node: name.split('.')[0] ?? '', port: name.split('.')[1] ?? '' })
  return { from: end(from), to: end(to), extra: noFields }
}

/** Gradient descent towards the inverse of a matrix, as the flagship does it. */
export const descent = (params: Params = {}, rest: Partial<Graph> = {}): Graph =>
  graphOf(
    {
      W0: ['random', { rows: 4, cols: 4, seed: 314 }],
      M: ['random', { rows: 4, cols: 4, seed: 314, skip: 16 }],
      identity: ['identity', { size: 4 }],
      sgd: ['sgd', { learningRate: 0.9, momentum: 0.9, ...params }],
      matmul: 'matmul',
      mse: 'mse',
      backward: 'backward',
      plot: 'lossplot',
    },
    [
      'W0.out > sgd.initial',
      'sgd.value > matmul.a',
      'M.out > matmul.b',
      'matmul.out > mse.prediction',
      'identity.out > mse.target',
      'mse.loss > backward.loss',
      'sgd.value > backward.of',
      'backward.gradient > sgd.gradient',
      'mse.loss > plot.in',
    ],
    rest,
  )

/** A small seeded generator of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
