// Graphs laid out for the tests of wires: in a grid, and scattered at random.
import { gridGraph } from '../../bench/grid.mjs'
import type { Graph } from '../../src/graph/document.ts'
import { load } from '../../src/graph/load.ts'
import { graphOf } from './build.ts'

/** Numbers from 0 to 1, the same for the same seed: Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Row = [id: string, type: string, at: readonly [number, number]]

/** Nodes with two inputs in rows, each fed by the one before it and by the one seven before. */
export function grid(count: number): Graph {
  const { graph } = load(JSON.stringify(gridGraph(count)))
  if (!graph) throw new Error('the grid cannot be read')
  return graph
}

/** Nodes at random places that leave room between them, and wires between any of them; some are fed back. */
export function scattered(seed: number, count: number): Graph {
  const random = seeded(seed)
  const columns = Math.ceil(Math.sqrt(count))
  const nodes = Array.from({ length: count }, (_, i): Row => {
    const at = [(i % columns) * 420 + 120 * random(), Math.floor(i / columns) * 420 + 120 * random()] as const
    return [
      `n${i}`,
      (['multiply', 'matmul', 'identity', 'sgd'] as const)[Math.floor(random() * 4)] ?? 'add',
      at,
    ]
  })
  const outputs = nodes.map(([id, type]) => `${id}.${type === 'sgd' ? 'value' : 'out'}`)
  const inputs = nodes.flatMap(([id, type]) =>
    type === 'identity'
      ? []
      : (type === 'sgd' ? ['initial', 'gradient'] : ['a', 'b']).map((port) => `${id}.${port}`),
  )
  return graphOf(
    nodes,
    inputs.map((input) => `${outputs[Math.floor(random() * count)] ?? ''}>${input}`),
  )
}
