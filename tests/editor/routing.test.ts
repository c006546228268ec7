// Paths of wires: from port to port, below the graph when they go back, and not on each other.
import { describe, expect, it } from 'vitest'
import { type Box, type Loop, curve, goesBack, loops, rounded, stub } from '../../src/editor/routing.ts'

const box = (x: number, y: number, width = 200, height = 100): Box => ({ x, y, width, height })
const numbers = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
/** The corners that a rounded path was made of. */
const deepest = (path: string): number => Math.max(...numbers(path).filter((_, i) => i % 2 === 1))

describe('a wire to the right', () => {
  it('leaves and arrives horizontally', () => {
    const [, y1, , c1, , c2, , y2] = numbers(curve([0, 10], [300, 90]))
    expect([c1, c2]).toEqual([y1, y2])
  })

  it('goes back only when its input lies behind its output', () => {
    expect(goesBack([0, 0], [100, 0], true)).toBe(false)
    expect(goesBack([0, 0], [-100, 0], false)).toBe(true)
  })

  it('bends back a little way, but not into a ⟲ input', () => {
    expect(goesBack([100, 0], [80, 300], false)).toBe(false)
    expect(goesBack([100, 0], [80, 300], true)).toBe(true)
  })
})

describe('wires that go back', () => {
  const boxes = [box(0, 0), box(300, 0), box(600, 0, 200, 400)]
  const loop = (key: string, from: Loop['from'], to: Loop['to']): Loop => ({ key, from, to })

  it('run below everything between their ends', () => {
    const path = loops([loop('w', [800, 50], [0, 50])], boxes).get('w') ?? ''
    expect(deepest(path)).toBeGreaterThan(400)
    expect(path.startsWith('M800,50')).toBe(true)
    expect(path.endsWith('L0,50')).toBe(true)
  })

  it('stay near when nothing deep lies between their ends', () => {
    const path = loops([loop('w', [500, 50], [0, 50])], boxes).get('w') ?? ''
    expect(deepest(path)).toBeLessThan(200)
  })

  it('do not lie on top of each other', () => {
    const many = Array.from({ length: 12 }, (_, i) => loop(`w${i}`, [500, 20 + i], [0, 20 + i]))
    const depths = [...loops(many, boxes).values()].map(deepest)
    expect(new Set(depths).size).toBe(many.length)
  })

  it('go down where no node is in the way', () => {
    const below = [...boxes, box(480, 200, 200, 100)]
    const path = loops([loop('w', [500, 50], [0, 50])], below).get('w') ?? ''
    const xs = numbers(path).filter((_, i) => i % 2 === 0)
    expect(Math.max(...xs)).toBeGreaterThan(680)
  })
})

describe('lines', () => {
  it('round corners no more than there is room', () => {
    expect(rounded([[0, 0], [4, 0], [4, 100]])).toBe('M0,0 L2,0 Q4,0 4,2 L4,100') // prettier-ignore
  })

  it('end after a short way where an end is missing, on the side of the port', () => {
    expect(stub([0, 0], 1)).toContain(' 44,')
    expect(stub([0, 0], -1)).toContain(' -44,')
  })
})
