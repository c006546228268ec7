// Wires past nodes: one bend where nothing is in the way, over or under what is, and free of everything.
import { describe, expect, it } from 'vitest'
import { detour, hits, wayPast } from '../../src/editor/detour.ts'
import { type Box, curve } from '../../src/editor/routing.ts'

const box = (x: number, y: number, width = 200, height = 100): Box => ({ x, y, width, height })

describe('a wire', () => {
  it('bends once where nothing is in the way', () => {
    const away = [box(300, 400), box(300, -400)]
    expect(detour([200, 50], [600, 150], away)).toBe(curve([200, 50], [600, 150]))
  })

  it('passes a node on the nearer side', () => {
    const high = wayPast([200, 50], [600, 50], [box(300, 20, 200, 400)]).flat()
    expect(Math.min(...high.map(([, y]) => y))).toBeLessThan(20)
    expect(Math.max(...high.map(([, y]) => y))).toBe(50)
    const low = wayPast([200, 50], [600, 50], [box(300, -320, 200, 400)]).flat()
    expect(Math.max(...low.map(([, y]) => y))).toBeGreaterThan(80)
  })

  it('goes between two nodes where there is room', () => {
    const boxes = [box(300, -300, 200, 320), box(300, 80, 200, 400)]
    expect(hits(wayPast([200, 100], [600, 200], boxes), boxes)).toEqual([])
  })

  it('passes several columns of nodes', () => {
    const boxes = [box(300, 0, 200, 300), box(540, 100, 200, 300), box(780, -100, 200, 300)]
    expect(hits(wayPast([200, 150], [1060, 150], boxes), boxes)).toEqual([])
  })

  it('goes straight on where there is no way past', () => {
    const wall = box(210, -5000, 380, 10_000)
    expect(detour([200, 50], [600, 50], [wall])).toContain('M200,50')
  })

  it('stays between its ends', () => {
    const boxes = [box(300, 0, 200, 300)]
    for (const [x] of wayPast([260, 150], [540, 150], boxes).flat()) {
      expect(x).toBeGreaterThanOrEqual(260)
      expect(x).toBeLessThanOrEqual(540)
    }
  })
})
