// The colours of a heatmap: zero is neutral, ends are darkest, every value can be read on its colour.
import { hsl, rgb } from 'd3'
import { describe, expect, it } from 'vitest'
import {
  colourCells,
  coloursFor,
  contrast,
  gradientOf,
  luminance,
  measure,
  position,
  scaleFor,
} from '../../src/views/diverging.ts'

const row = (...data: number[]) => ({ rows: 1, cols: data.length, data: Float32Array.from(data) })

describe.each([
  ['light', false],
  ['dark', true],
])('the %s table', (_, dark) => {
  const { css, inkIsBlack, pixels, odd } = coloursFor(dark)

  it('has 256 colours with the neutral one in the middle', () => {
    expect(css).toHaveLength(256)
    expect(css[128]).toBe(dark ? '#1e2125' : '#ffffff')
  })

  it('goes from blue to vermillion, and away from neutral on both sides', () => {
    expect(hsl(css[0] ?? '').h).toBeGreaterThan(190)
    expect(hsl(css[0] ?? '').h).toBeLessThan(230)
    expect(hsl(css[255] ?? '').h).toBeLessThan(30)
    const away = css.map((each) => contrast(luminance(each), luminance(css[128] ?? '')))
    for (let i = 0; i < 127; i++) expect(away[i]).toBeGreaterThanOrEqual((away[i + 1] ?? 0) - 0.02)
    for (let i = 129; i < 256; i++) expect(away[i]).toBeGreaterThanOrEqual((away[i - 1] ?? 0) - 0.02)
  })

  it('lets numbers be read on every colour', () => {
    for (const [i, each] of css.entries())
      expect(contrast(luminance(each), inkIsBlack[i] ? 0 : 1)).toBeGreaterThanOrEqual(4.5)
  })

  it('stores pixels as an image does, and sets apart what is not finite', () => {
    const { r, g, b } = rgb(css[0] ?? '')
    expect([...new Uint8Array(pixels.buffer, 0, 4)]).toEqual([r, g, b, 255])
    expect(css).not.toContain(odd.css)
  })
})

describe('scales', () => {
  it('are symmetric about zero when automatic, whatever is not finite', () => {
    expect(scaleFor(null, measure(row(-0.5, 2, NaN, -Infinity)).most)).toEqual({ low: -2, pivot: 0, high: 2 })
    expect(scaleFor(null, 0)).toEqual({ low: -1, pivot: 0, high: 1 })
    expect(measure(row(-0.5, 2, NaN, -Infinity)).odd).toBe(2)
  })

  it('keep zero neutral within a fixed range, else the end nearest to it', () => {
    expect(scaleFor([-1, 3], 0)).toEqual({ low: -1, pivot: 0, high: 3 })
    expect(scaleFor([0, 1], 0).pivot).toBe(0)
    expect(scaleFor([2, 5], 0).pivot).toBe(2)
    expect(scaleFor([-5, -2], 0).pivot).toBe(-2)
  })

  it('place values, and cut those beyond the ends', () => {
    const scale = scaleFor([-1, 3], 0)
    expect([-9, -1, -0.5, -0, 0, 3, 9].map((x) => position(x, scale))).toEqual([0, 0, 64, 128, 128, 255, 255])
    expect(position(-1, scaleFor([0, 1], 0))).toBe(128)
  })
})

it('colourCells paints each cell by its place', () => {
  const { pixels, odd } = coloursFor(false)
  const image = new Uint32Array(5)
  colourCells(row(-1, 0, 1, NaN, Infinity), scaleFor(null, 1), coloursFor(false), image)
  expect([...image]).toEqual([pixels[0], pixels[128], pixels[255], odd.pixel, odd.pixel])
})

it('colourCells says whether the image has changed', () => {
  const colours = coloursFor(false)
  const image = new Uint32Array(3)
  const paint = (...data: number[]) => colourCells(row(...data), scaleFor(null, 1), colours, image)
  expect(paint(-1, 0, 1)).toBe(true)
  expect(paint(-1, 1e-9, 2)).toBe(false)
  expect(paint(-1, 0, NaN)).toBe(true)
  expect(paint(-1, 0, Infinity)).toBe(false)
})

describe('gradientOf', () => {
  const { css } = coloursFor(false)
  const ends = (neutral: number) => {
    const stops = gradientOf(coloursFor(false), neutral).split(',').slice(1)
    return [stops[0]?.trim(), stops.at(-1)?.replace(')', '')]
  }

  it('has all colours, the neutral one in its place', () => {
    expect(ends(0.25)).toEqual([`${css[0]} 0.00%`, `${css[255]} 100.00%`])
    expect(gradientOf(coloursFor(false), 0.25)).toContain(`${css[128]} 25.00%`)
  })

  it('has one half where the neutral colour is at an end', () => {
    expect(ends(0)).toEqual([`${css[128]} 0.00%`, `${css[255]} 100.00%`])
    expect(ends(1)).toEqual([`${css[0]} 0.00%`, `${css[128]} 100.00%`])
  })
})
