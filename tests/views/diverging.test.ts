// The colours of a heatmap: zero is neutral, ends are darkest, every value can be read on its colour.
import { hsl, rgb } from 'd3'
import { describe, expect, it } from 'vitest'
import {
  colourCells,
  coloursFor,
  contrast,
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
