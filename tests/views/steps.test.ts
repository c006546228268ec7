// What arrow keys and sliders do to a number.
import { describe, expect, it } from 'vitest'
import { decimalsOf, fromSlider, slider, stepped, toSlider } from '../../src/views/steps.ts'

describe('stepped', () => {
  it('moves the last decimal without rounding noise', () => {
    expect(stepped(0.1, true)).toBe(0.2)
    expect(stepped(0.95, true)).toBe(0.96)
    expect(stepped(3, false)).toBe(2)
    expect(stepped(0.1, true, { step: 0.2 })).toBe(0.3)
    expect(stepped(1, true, {}, 10)).toBe(11)
  })

  it('stays within the limits', () => {
    expect(stepped(0.9, true, { max: 1 })).toBe(1)
    expect(stepped(1, true, { max: 1 })).toBe(1)
    expect(stepped(0, false, { min: 0, scale: 'log' })).toBe(0)
  })

  it('multiplies on a log scale', () => {
    const up = [0.001, 0.002, 0.005, 0.03, 1]
    expect(up.map((x) => stepped(x, true, { scale: 'log' }))).toEqual([0.002, 0.005, 0.01, 0.05, 2])
    expect([1, 0.1, 0.3].map((x) => stepped(x, false, { scale: 'log' }))).toEqual([0.5, 0.05, 0.2])
    expect(stepped(-2, true, { scale: 'log' })).toBe(-1)
    expect(stepped(0, true, { scale: 'log' })).toBe(0.001)
  })

  it('leaves NaN and infinity alone', () => {
    expect([NaN, Infinity].map((x) => stepped(x, true))).toEqual([NaN, Infinity])
  })
})

describe('slider', () => {
  it('needs both ends', () => {
    expect(slider({ min: 0 })).toBeNull()
    expect(slider({ min: 1, max: 1 })).toBeNull()
    expect(slider({ min: 0, max: Infinity })).toBeNull()
  })

  it('is linear with fine steps, or in exponents where the low end is above zero', () => {
    expect(slider({ min: 0, max: 1 })).toEqual({ min: 0, max: 1, step: 0.005, log: false })
    expect(slider({ min: 0, max: 1, scale: 'log' })?.log).toBe(false)
    expect(slider({ min: 0.001, max: 10, scale: 'log' })).toMatchObject({ min: -3, max: 1, log: true })
  })

  it('gives numbers that can be read aloud, the ends exactly', () => {
    const log = slider({ min: 0.001, max: 10, scale: 'log' })
    const linear = slider({ min: 0, max: 1 })
    if (!log || !linear) throw new Error('Both have two ends')
    expect([-3, -1.52, 1].map((x) => fromSlider(x, log))).toEqual([0.001, 0.03, 10])
    expect(fromSlider(0.30000000000000004, linear)).toBe(0.3)
    expect([0.1, 100, 0, NaN].map((x) => toSlider(x, log))).toEqual([-1, 1, -3, -3])
  })
})

it('decimalsOf counts the decimals of a number as it is written', () => {
  expect([0.95, 3, 1e-7, 1.5e-7, 1e21].map(decimalsOf)).toEqual([2, 0, 7, 8, 0])
})
