// Order against its definition: on chains, on loops, and on random graphs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { order } from '../../src/graph/order.ts'

type Edges = readonly (readonly number[])[]
/** The edges lead from each to those that come after it. */
const ordered = (edges: Edges) =>
  order(edges.length, (i, add) =>
    edges.forEach((to, from) => {
      for (const each of to) if (each === i) add(from)
    }),
  )

test('keeps the order of the file where nothing speaks against it', () => {
  expect(ordered([[], [], []])).toEqual({ order: [0, 1, 2], cycles: [] })
  expect(ordered([[], [0], [1]])).toEqual({ order: [2, 1, 0], cycles: [] })
  expect(ordered([[3], [3], [0], []])).toEqual({ order: [2, 0, 1, 3], cycles: [] })
})

test('names loops, also of one, and leaves out what depends on them', () => {
  expect(ordered([[1], [2], [1, 3], [], [4], []])).toEqual({ order: [0, 5], cycles: [[1, 2], [4]] })
})

test('takes 100,000 in a row and in a ring', () => {
  const count = 100_000
  const chain = order(count, (i, add) => i > 0 && add(i - 1))
  expect([chain.order.length, chain.order.at(-1), chain.cycles]).toEqual([count, count - 1, []])
  const back = order(count, (i, add) => i + 1 < count && add(i + 1))
  expect([back.order.length, back.order[0]]).toEqual([count, count - 1])
  const ring = order(count, (i, add) => add((i + 1) % count))
  expect([ring.order.length, ring.cycles.length, ring.cycles[0]?.length]).toEqual([0, 1, count])
})

test('agrees with reachability on random graphs', () => {
  const graphs = fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.array(fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 3 }), {
      minLength: count,
      maxLength: count,
    }),
  )
  fc.assert(
    fc.property(graphs, (edges) => {
      const reach = edges.map((to) => new Set(to))
      for (const k of edges.keys())
        for (const from of reach) if (from.has(k)) for (const to of reach[k]!) from.add(to)
      const looping = [...edges.keys()].filter((i) => reach[i]!.has(i))
      const blocked = new Set(
        [...edges.keys()].filter((i) => looping.some((l) => l === i || reach[l]!.has(i))),
      )
      const answer = ordered(edges)
      expect([...answer.order].sort((a, b) => a - b)).toEqual(
        [...edges.keys()].filter((i) => !blocked.has(i)),
      )
      const place = new Map(answer.order.map((i, at) => [i, at]))
      for (const i of answer.order)
        for (const to of edges[i]!) if (place.has(to)) expect(place.get(to)).toBeGreaterThan(place.get(i)!)
      const parts = looping.map((i) =>
        looping.filter((j) => i === j || (reach[i]!.has(j) && reach[j]!.has(i))),
      )
      const unique = [...new Map(parts.map((part) => [part[0]!, part])).values()]
      expect(answer.cycles).toEqual(unique)
    }),
    { seed: 1, numRuns: 2000 },
  )
})
