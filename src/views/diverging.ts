// Colours of a heatmap: blue below zero, vermillion above, a neutral between; one table of 256 per theme.
import { interpolateLab, piecewise, rgb } from 'd3'
import type { Matrix } from '../numeric/matrix.ts'

const stops = {
  light: ['#08458c', '#3f8fd0', '#a9d0ee', '#ffffff', '#fbc4a6', '#e27a45', '#a63603'],
  dark: ['#8fd0ff', '#3d95dc', '#1f4d78', '#1e2125', '#7c3a17', '#dd6b35', '#ffb896'],
} as const

/** Colours by position (0 … 255 over the range) and whether black is read better on each than white. */
export interface Colours {
  /** 0xAABBGGRR, as the pixels of an image lie in memory. */
  readonly pixels: Uint32Array
  readonly css: readonly string[]
  readonly inkIsBlack: readonly boolean[]
  /** For what is no number or infinite: it stands out from the whole scale. */
  readonly odd: { readonly pixel: number; readonly css: string; readonly gap: string }
}

const linear = (channel: number): number =>
  channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4

/** Relative luminance, as WCAG defines it. */
export function luminance(css: string): number {
  const { r, g, b } = rgb(css)
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

export const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

/** Where the neutral colour and the last one lie in the table. */
const middle = 128
const last = 255

const pixelOf = (css: string): number => {
  const { r, g, b } = rgb(css)
  // >>> 0 makes the sign bit part of an unsigned number.
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0
}

function build(theme: keyof typeof stops): Colours {
  const at: (part: number) => string = piecewise(interpolateLab, [...stops[theme]])
  const css = Array.from({ length: last + 1 }, (_, i) =>
    rgb(at(i < middle ? i / (2 * middle) : 0.5 + (i - middle) / (2 * (last - middle)))).formatHex(),
  )
  const odd = theme === 'dark' ? '#f2e9d8' : '#3b3b3b'
  return {
    pixels: Uint32Array.from(css, pixelOf),
    css,
    inkIsBlack: css.map((each) => contrast(luminance(each), 0) > contrast(luminance(each), 1)),
    odd: { pixel: pixelOf(odd), css: odd, gap: theme === 'dark' ? '#6b6456' : '#8a8a8a' },
  }
}

const light = build('light')
const dark = build('dark')
export const coloursFor = (isDark: boolean): Colours => (isDark ? dark : light)

/** low and high at the ends of the scale, the neutral colour at pivot. */
export interface Scale {
  readonly low: number
  readonly pivot: number
  readonly high: number
}

export interface Measured {
  /** The largest finite magnitude, 0 if there is none. */
  readonly most: number
  /** How many are no number or infinite. */
  readonly odd: number
}

export function measure({ data }: Matrix): Measured {
  let most = 0
  let odd = 0
  for (let i = 0; i < data.length; i++) {
    const magnitude = Math.abs(data[i] ?? 0)
    if (!(magnitude < Infinity)) odd++
    else if (magnitude > most) most = magnitude
  }
  return { most, odd }
}

/** A fixed range, whose neutral colour is zero or the end nearest to it; or one that is symmetric about zero. */
export function scaleFor(range: readonly [number, number] | null, most: number): Scale {
  if (range && range[0] < range[1]) {
    const [low, high] = range
    return { low, pivot: Math.min(Math.max(0, low), high), high }
  }
  return most > 0 ? { low: -most, pivot: 0, high: most } : { low: -1, pivot: 0, high: 1 }
}

/** Steps of the table per unit, on either side of the pivot; a side without width stays neutral. */
const slopes = ({ low, pivot, high }: Scale): { below: number; above: number } => ({
  below: pivot > low ? middle / (pivot - low) : 0,
  above: high > pivot ? (last - middle) / (high - pivot) : 0,
})

/** Where a finite x lies in the table of 256 colours. */
export function position(x: number, scale: Scale): number {
  const { below, above } = slopes(scale)
  const away = x - scale.pivot
  return Math.round(away < 0 ? Math.max(middle + away * below, 0) : Math.min(middle + away * above, last))
}

/** The colours from left to right as a background, the neutral one at a place between 0 and 1. */
export function gradientOf({ css }: Colours, neutral: number): string {
  const stops: string[] = []
  for (let i = neutral > 0 ? 0 : middle; i <= (neutral < 1 ? last : middle); i++) {
    const place =
      i < middle ? (neutral * i) / middle : neutral + ((1 - neutral) * (i - middle)) / (last - middle)
    stops.push(`${css[i] ?? ''} ${(100 * place).toFixed(2)}%`)
  }
  return `linear-gradient(to right, ${stops.join()})`
}

/** Fills an image of the matrix's size; answers whether any pixel is another than before. */
export function colourCells(
  { data }: Matrix,
  scale: Scale,
  { pixels, odd }: Colours,
  image: Uint32Array,
): boolean {
  const { pivot } = scale
  const { below, above } = slopes(scale)
  let different = 0
  for (let i = 0; i < data.length; i++) {
    const away = (data[i] ?? 0) - pivot
    const place = away < 0 ? Math.max(middle + away * below, 0) : Math.min(middle + away * above, last)
    // Only what is not finite differs from itself here.
    const pixel = away - away === 0 ? (pixels[Math.round(place)] ?? 0) : odd.pixel
    different |= pixel ^ (image[i] ?? 0)
    image[i] = pixel
  }
  return different !== 0
}
