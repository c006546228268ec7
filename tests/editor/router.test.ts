// Ways of wires over whole graphs: none on another, none under a foreign port, and the same however one got there.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Graph, Point } from '../../src/graph/document.ts'
import { Router } from '../../src/editor/router.ts'
import { load } from '../../src/graph/load.ts'
import { grid, scattered, seeded } from './layouts.ts'
import { coverings, follow, pathsOf, planOf, pointsAlong, sharings, tell } from './routes.ts'

/** Of different wires, where they meet at one port or cross at a small angle. */
const few = 10
const folder = join(import.meta.dirname, '..', '..', 'graphs')
const shipped = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (file: string): Graph => {
  const { graph } = load(readFileSync(join(folder, file), 'utf8'))
  if (!graph) throw new Error(`${file} cannot be read`)
  return graph
}

const examples: [string, Graph][] = [
  ...shipped.map((file): [string, Graph] => [file, read(file)]),
  ['a grid', grid(120)],
  ...[1, 2, 3, 4, 5, 6].map((seed): [string, Graph] => [`scattered, seed ${seed}`, scattered(seed, 24)]),
]

describe.each(examples)('%s', (_, graph) => {
  const plan = planOf(graph)
  const router = follow(new Router(), plan)

  it('has no wires of different sources on each other', () => {
    expect(sharings(router, plan, few)).toEqual([])
  })

  it('has no wire under a foreign port', () => {
    expect(coverings(router, plan)).toEqual([])
  })

  it('has what is fed back below what it passes', () => {
    for (const { key, from, to } of plan.wires.filter(({ feedsBack }) => feedsBack)) {
      const [right, left] = [from.at[0], to.at[0]]
      if (right < left) continue
      const passed = plan.spots.filter(({ box }) => box.x + box.width > left && box.x < right)
      const floor = Math.max(...passed.map(({ box }) => box.y + box.height))
      const deepest = Math.max(...pointsAlong(router.pathOf(key) ?? '').map(([, y]) => y))
      expect(deepest, key).toBeGreaterThan(floor)
    }
  })

  it('is the same whatever comes first', () => {
    const backwards = { spots: plan.spots.toReversed(), wires: plan.wires.toReversed() }
    expect(pathsOf(follow(new Router(), backwards), plan)).toEqual(pathsOf(router, plan))
  })
})

/** An edit at random: a node is moved, taken away or put back, or a wire is. */
function edited(graph: Graph, whole: Graph, random: () => number): Graph {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const { nodes, wires } = graph
  switch (Math.floor(random() * 5)) {
    case 0: {
      const gone = pick(nodes)?.id
      return {
        ...graph,
        nodes: nodes.filter(({ id }) => id !== gone),
        wires: wires.filter(({ from, to }) => from.node !== gone && to.node !== gone),
      }
    }
    case 1: {
      const wire = pick(wires)
      return { ...graph, wires: wires.filter((each) => each !== wire) }
    }
    case 2: {
      const ids = new Set(nodes.map(({ id }) => id))
      const back = whole.nodes.filter(({ id }) => !ids.has(id)).slice(0, 1)
      const all = [...nodes, ...back]
      const known = new Set(all.map(({ id }) => id))
      return {
        ...graph,
        nodes: all,
        wires: whole.wires.filter(({ from, to }) => known.has(from.node) && known.has(to.node)),
      }
    }
    default: {
      const moved = pick(nodes)
      const far = random() < 0.5 ? 2000 : 300
      const [dx, dy] = [far * (random() - 0.5), far * (random() - 0.5)]
      const at: Point = [(moved?.at[0] ?? 0) + dx, (moved?.at[1] ?? 0) + dy]
      return { ...graph, nodes: nodes.map((node) => (node === moved ? { ...node, at } : node)) }
    }
  }
}

describe('after any edits', () => {
  it.each([
    ['a grid', grid(60), 11],
    ['scattered', scattered(7, 24), 12],
    ['four-runs', read('four-runs.json'), 13],
    ['xor', read('xor.json'), 14],
  ] as const)('%s is as if led from scratch', (_, whole, seed) => {
    const random = seeded(seed)
    const router = new Router()
    let [graph, before] = [whole, planOf(whole)]
    follow(router, before)
    for (let step = 0; step < 25; step++) {
      graph = edited(graph, whole, random)
      const plan = planOf(graph)
      follow(router, plan, before)
      before = plan
      expect(pathsOf(router, plan), `step ${step}`).toEqual(pathsOf(follow(new Router(), plan), plan))
    }
  })

  it('that come while wires are still waiting, too', () => {
    const random = seeded(21)
    const whole = grid(60)
    const router = new Router()
    let graph: Graph = whole
    let before = planOf(whole)
    tell(router, before)
    for (let step = 0; step < 40; step++) {
      for (let turn = 0; turn < 5; turn++) router.next()
      graph = edited(graph, whole, random)
      const plan = planOf(graph)
      tell(router, plan, before)
      before = plan
    }
    follow(router, before)
    expect(pathsOf(router, before)).toEqual(pathsOf(follow(new Router(), before), before))
  })
})

describe('a graph of 1,000 nodes', () => {
  const graph = grid(1000)
  const plan = planOf(graph)
  const router = follow(new Router(), plan)

  it('is led once, each wire by one search', () => {
    expect(router.searches).toBe(plan.wires.length)
  })

  it('leads only wires nearby when one node moves', () => {
    const before = router.searches
    const moved = graph.nodes.map((node) =>
      node.id === 'n500' ? { ...node, at: [node.at[0] + 24, node.at[1] + 16] as const } : node,
    )
    follow(router, planOf({ ...graph, nodes: moved }), plan)
    expect(router.searches - before).toBeGreaterThan(0)
    expect(router.searches - before).toBeLessThan(200)
  })

  it('leads nothing where nothing has changed', () => {
    follow(router, plan)
    const before = router.searches
    follow(router, planOf(graph), plan)
    expect(router.searches).toBe(before)
  })
})
