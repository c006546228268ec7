// Curves as paths: every spike drawn, nothing dropped that has no place.
import { describe, expect, it } from 'vitest'
import type { Axis } from '../../src/views/axes.ts'
import { type Plane, draw, heightOf, nearest } from '../../src/views/curves.ts'

const axis = (log: boolean, from: number, to: number): Axis => ({ log, from, to, ticks: [], minor: [] })
const plane: Plane = { x: axis(false, 0, 10), y: axis(true, -2, 0), width: 100, height: 50 }
const curve = (x: number[], y: number[]) => ({ x: Float64Array.from(x), y: Float32Array.from(y) })

/** The points of a path in pixels, one list for each stroke. */
function strokes(path: string): [number, number][][] {
  return path
    .split('M')
    .slice(1)
    .map((stroke) => {
      const [start = '', steps = ''] = stroke.split('l')
      let [x = 0, y = 0] = start.split(' ').map(Number)
      const points: [number, number][] = [[x / 10, y / 10]]
      const numbers = steps.split(' ').map(Number)
      for (let i = 2; i < numbers.length; i += 2) {
        x += numbers[i] ?? 0
        y += numbers[i + 1] ?? 0
        points.push([x / 10, y / 10])
      }
      return points
    })
}

describe('draw', () => {
  it('puts every point where it belongs', () => {
    expect(strokes(draw(curve([0, 5, 10], [1, 0.1, 0.01]), plane).path)).toEqual([
      [
        [0, 0],
        [50, 25],
        [100, 50],
      ],
    ])
  })

  it('keeps a spike of one iteration among many', () => {
    const x = Array.from({ length: 1000 }, (_, i) => i / 100)
    const y = x.map((_, i) => (i === 777 ? 1 : 0.01))
    const [points = []] = strokes(draw(curve(x, y), plane).path)
    expect(points.filter(([, height]) => height === 0)).toEqual([[77.7, 0]])
  })

  it('breaks the line at what has no place, and marks it with count and first iteration', () => {
    const { path, marks, marked } = draw(
      curve([0, 1, 2, 3, 4, 5, 6, 7], [1, 0, 0.1, NaN, NaN, Infinity, -1, 1]),
      plane,
    )
    expect(strokes(path)).toEqual([[[0, 0]], [[20, 25]], [[70, 0]]])
    expect(marked).toEqual([
      { odd: 'low', count: 2, first: 1 },
      { odd: 'nan', count: 2, first: 3 },
      { odd: 'high', count: 1, first: 5 },
    ])
    expect(marks).toEqual([
      { odd: 'low', x: 10 },
      { odd: 'nan', x: 30 },
      { odd: 'nan', x: 40 },
      { odd: 'high', x: 50 },
      { odd: 'low', x: 60 },
    ])
  })

  it('shows zero and negatives on a linear axis', () => {
    const linear = { ...plane, y: axis(false, -1, 1) }
    expect(draw(curve([0, 10], [-1, 0]), linear)).toMatchObject({ path: 'M0 500l0 0 1000 -250', marks: [] })
  })

  it('draws a lone point as a dot and nothing as nothing', () => {
    expect(draw(curve([0], [1]), plane).path).toBe('M0 0l0 0')
    expect(draw(curve([], []), plane).path).toBe('')
  })
})

it('nearest finds the closest recorded iteration, the earlier of two', () => {
  const x = Float64Array.from([0, 10, 20, 100])
  expect([-5, 4, 5, 6, 61, 1000].map((each) => nearest(x, each))).toEqual([0, 0, 0, 1, 3, 3])
  expect(nearest(new Float64Array(), 3)).toBe(-1)
})

it('heightOf puts what has no place at the border', () => {
  expect([1, 0.1, 0, NaN, Infinity].map((y) => heightOf(y, plane))).toEqual([0, 25, 50, 0, 0])
})
