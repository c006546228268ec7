// Arranging: in line at each edge, and evenly between the outer ones.
import { expect, test } from 'vitest'
import { type Box, aligned, distributed } from '../../src/graph/arrange.ts'

const box = (id: string, x: number, y: number, width: number, height: number): Box => ({
  ...{ id, x, y, width, height },
})
const boxes = [box('a', 0, 10, 100, 50), box('b', 40, 80, 60, 30), box('c', 300, 20, 20, 20)]
const places = (map: ReadonlyMap<string, readonly [number, number]>) => [...map.values()]

test.each([
  ['left', [0, 0, 0], null],
  ['right', [220, 260, 300], null],
  ['top', null, [10, 10, 10]],
  ['bottom', null, [60, 80, 90]],
] as const)('in line at the %s', (edge, xs, ys) => {
  expect(places(aligned(boxes, edge))).toEqual(
    boxes.map(({ x, y }, place) => [xs ? xs[place] : x, ys ? ys[place] : y]),
  )
})

test('in line by their middles, which the mean of them decides', () => {
  const middles = places(aligned(boxes, 'centre')).map(([x], place) => x + (boxes[place]?.width ?? 0) / 2)
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1)
})

test('evenly: the outer ones stay, gaps are equal', () => {
  expect(places(distributed(boxes, 'x'))).toEqual([
    [0, 10],
    [170, 80],
    [300, 20],
  ])
  expect(distributed(boxes.slice(0, 2), 'x').size).toBe(0)
})
