// How wires are drawn: bends, rounded lines and loose ends.
import { describe, expect, it } from 'vitest'
import { curve, goesBack, plain, rounded, stub } from '../../src/editor/routing.ts'

const numbers = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)

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

describe('a wire in the hand', () => {
  it('bends to the right, and goes back below its ends', () => {
    expect(plain([0, 0], [300, 90], true)).toBe(curve([0, 0], [300, 90]))
    const ys = numbers(plain([300, 0], [0, 90], true)).filter((_, i) => i % 2 === 1)
    expect(Math.max(...ys)).toBeGreaterThan(90)
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
