// Free places: whatever is added, wherever one points, pastes and duplicates, nothing ever lies on anything.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whereBy, withNode } from '../../src/app/adding.ts'
import { overlaps } from '../../src/editor/layout.ts'
import { type Where, boxesOf, freeOffset, freePlace, placeFor } from '../../src/editor/placing.ts'
import { type Graph, type Point, emptyGraph } from '../../src/graph/document.ts'
import { fragment, paste } from '../../src/graph/paste.ts'
import { library } from '../../src/library.ts'
import { graphOf } from '../editor/build.ts'

const kinds = [...library.values()]
const place = fc.tuple(
  fc.double({ min: -800, max: 800, noNaN: true }),
  fc.double({ min: -800, max: 800, noNaN: true }),
)
const share = fc.double({ min: 0, max: 0.999, noNaN: true })
const addition = fc.record({
  does: fc.constantFrom('point', 'key', 'wire', 'paste', 'duplicate'),
  kind: fc.nat({ max: kinds.length - 1 }),
  place,
  /** Which nodes are selected, as parts of the list. */
  selected: fc.array(share, { maxLength: 3 }),
})
type Addition = typeof addition extends fc.Arbitrary<infer T> ? T : never

const chosenIn = ({ nodes }: Graph, shares: readonly number[]): Set<string> =>
  new Set(shares.flatMap((share) => nodes[Math.floor(share * nodes.length)]?.id ?? []))

function pasted(graph: Graph, chosen: Set<string>, wanted: Point): Graph {
  const part = fragment(graph, chosen)
  const result = paste(graph, part, freeOffset(graph, library, part, wanted))
  return 'problem' in result ? graph : result.graph
}

function perform(graph: Graph, { does, kind: index, place: at, selected }: Addition): Graph {
  const kind = kinds[index]
  const chosen = chosenIn(graph, selected)
  if (!kind) return graph
  if (does === 'duplicate') return pasted(graph, chosen, [32, 32])
  if (does === 'paste') return pasted(graph, chosen, at)
  const where: Where =
    does === 'key'
      ? whereBy(graph, library, chosen, kind, { x: at[0], y: at[1], width: 1200, height: 600 })
      : { is: 'at', point: at }
  const [node] = chosen
  const type = graph.nodes.find(({ id }) => id === node)?.type ?? ''
  const [port] = Object.keys(library.get(type)?.definition.outputs ?? {})
  const loose =
    does === 'wire' && node !== undefined && port !== undefined
      ? { node, port, side: 'output' as const }
      : null
  const added = withNode(graph, library, kind, where, loose)
  return 'problem' in added ? graph : added.graph
}

test('300 random additions never overlap', () => {
  fc.assert(
    fc.property(fc.array(addition, { minLength: 300, maxLength: 300 }), (additions) => {
      let graph: Graph = emptyGraph
      for (const each of additions) graph = perform(graph, each)
      expect(graph.nodes.length).toBeGreaterThan(150)
      expect(overlaps(graph, library)).toEqual([])
    }),
    { numRuns: 2, seed: 314 },
  )
})

test('ten nodes added one after the other by key lie apart, each right of the one before, in sight while there is room', () => {
  const seen = { x: 0, y: 0, width: 2400, height: 900 }
  let graph: Graph = emptyGraph
  let chosen: ReadonlySet<string> = new Set()
  let right = -Infinity
  for (const kind of kinds.slice(0, 10)) {
    const added = withNode(graph, library, kind, whereBy(graph, library, chosen, kind, seen))
    if ('problem' in added) throw new Error(added.problem.message)
    graph = added.graph
    chosen = new Set([added.id])
    const box = boxesOf(graph, library).at(-1)
    if (!box) throw new Error('nothing was added')
    expect(box.x).toBeGreaterThan(right)
    right = box.x + box.width
    if (right < 1800)
      expect([box.y, box.y + box.height]).toEqual([Math.max(box.y, 0), Math.min(box.y + box.height, 900)])
  }
  expect(overlaps(graph, library)).toEqual([])
})

test('what is right of something is right of it, however full it is there', () => {
  const box = fc.record({
    x: fc.integer({ min: 0, max: 900 }),
    y: fc.integer({ min: 0, max: 900 }),
  })
  fc.assert(
    fc.property(fc.array(box, { minLength: 1, maxLength: 12 }), fc.boolean(), (places, toTheRight) => {
      const graph = graphOf(places.map(({ x, y }, index) => [`n${index}`, 'number', [x, y]]))
      const side = toTheRight ? 'right' : 'left'
      const seen = { x: 0, y: 0, width: 1200, height: 800 }
      const size = { width: 200, height: 150 }
      const at = placeFor(graph, library, size, { is: 'beside', nodes: new Set(['n0']), side, seen })
      const [first, ...others] = boxesOf(graph, library)
      if (!first) throw new Error('no node')
      if (toTheRight) expect(at[0]).toBeGreaterThan(first.x + first.width)
      else expect(at[0] + size.width).toBeLessThan(first.x)
      for (const other of others)
        expect(
          at[0] >= other.x + other.width ||
            at[0] + size.width <= other.x ||
            at[1] >= other.y + other.height ||
            at[1] + size.height <= other.y,
        ).toBe(true)
    }),
    { numRuns: 200, seed: 314 },
  )
})

test('the free place is the nearest one', () => {
  const size = { width: 100, height: 60 }
  const box = fc.record({
    x: fc.integer({ min: 0, max: 400 }),
    y: fc.integer({ min: 0, max: 400 }),
    width: fc.integer({ min: 20, max: 200 }),
    height: fc.integer({ min: 20, max: 200 }),
  })
  const room = { x: 56, y: 40 }
  fc.assert(
    fc.property(fc.array(box, { maxLength: 6 }), fc.tuple(fc.nat(400), fc.nat(400)), (boxes, wanted) => {
      const isFree = ([x, y]: Point): boolean =>
        boxes.every(
          (each) =>
            x + size.width + room.x <= each.x ||
            each.x + each.width + room.x <= x ||
            y + size.height + room.y <= each.y ||
            each.y + each.height + room.y <= y,
        )
      const found = freePlace(boxes, size, wanted)
      expect(isFree(found)).toBe(true)
      const far = Math.hypot(found[0] - wanted[0], found[1] - wanted[1])
      // Nothing on a grid of rings around the wanted place is nearer.
      for (let ring = 0; ring < far - 1; ring += 7)
        for (let angle = 0; angle < 32; angle++) {
          const at: Point = [
            wanted[0] + ring * Math.cos((angle * Math.PI) / 16),
            wanted[1] + ring * Math.sin((angle * Math.PI) / 16),
          ]
          expect(isFree(at)).toBe(false)
        }
    }),
    { numRuns: 200, seed: 314 },
  )
})

test('what is cut comes back exactly to where it was', () => {
  const graph = graphOf([
    ['a', 'number', [0, 0]],
    ['b', 'number', [400, 0]],
  ])
  const part = fragment(graph, ['a'])
  const left = fragment(graph, ['b'])
  expect(freeOffset(left, library, part, [0, 0])).toEqual([0, 0])
  expect(boxesOf(left, library)).toHaveLength(1)
})
