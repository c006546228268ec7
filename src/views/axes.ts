// Axes that grow calmly: an iteration axis to a nice number ahead, a value axis by whole decades or nice steps.
import { scaleLinear } from 'd3'
import type { Curve } from '../picture.ts'

export interface Tick {
  readonly value: number
  readonly text: string
}

/** Position = (transformed value − from) / (to − from); `log` axes count in powers of ten. */
export interface Axis {
  readonly log: boolean
  readonly from: number
  readonly to: number
  readonly ticks: readonly Tick[]
  /** Values of lines without a number, fainter than those of ticks. */
  readonly minor: readonly number[]
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** "10⁻³" */
export const powerOfTen = (exponent: number): string =>
  `10${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('')}`

/** The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten that is not below x; at least 10. */
export function niceAhead(x: number): number {
  if (!(x > 10)) return 10
  const power = 10 ** Math.floor(Math.log10(x))
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8].find((each) => each * power >= x)
  return (factor ?? 10) * power
}

/** 0, 500, 1,000 …: thousands are parted, from a million on counted in them. */
export function showIteration(x: number): string {
  if (x >= 1e6 && x % 1e4 === 0) return `${x / 1e6}M`
  return String(x).replace(/\B(?=(\d{3})+$)/g, x < 10_000 ? '' : ' ')
}

/** The axis of iterations 0 … last with a tick about every 80 pixels. */
export function iterationAxis(last: number, width: number): Axis {
  const to = niceAhead(last)
  const values = scaleLinear([0, to], [0, width]).ticks(Math.max(2, Math.floor(width / 80)))
  return {
    log: false,
    from: 0,
    to,
    ticks: values.filter(Number.isInteger).map((value) => ({ value, text: showIteration(value) })),
    minor: [],
  }
}

/** The smallest and the largest value that an axis can show, null if there is none. */
export function extentOf(curves: readonly Curve[], log: boolean): readonly [number, number] | null {
  let low = Infinity
  let high = -Infinity
  const least = log ? 0 : -Infinity
  for (const { y } of curves) {
    for (let i = 0; i < y.length; i++) {
      const value = y[i] ?? NaN
      if (!(value > least && value < Infinity)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low <= high ? [low, high] : null
}

const strides = [1, 2, 3, 5, 10, 20, 50]

/** Whole decades around the extent, labelled as closely as the height allows. */
function logAxis([low, high]: readonly [number, number], height: number): Axis {
  const from = Math.floor(Math.log10(low) + 1e-9)
  const to = Math.max(Math.ceil(Math.log10(high) - 1e-9), from + 1)
  const decade = height / (to - from)
  const stride = strides.find((each) => each * decade >= 22) ?? 50
  const ticks: Tick[] = []
  const minor: number[] = []
  for (let e = from; e <= to; e++) {
    if (e % stride === 0) ticks.push({ value: 10 ** e, text: powerOfTen(e) })
    else if (decade >= 6) minor.push(10 ** e)
    if (decade >= 40 && e < to) for (let m = 2; m < 10; m++) minor.push(m * 10 ** e)
  }
  return { log: true, from, to, ticks, minor }
}

function linearAxis([low, high]: readonly [number, number], height: number): Axis {
  const count = Math.max(2, Math.floor(height / 32))
  const floor = low > 0 ? 0 : low
  const scale = scaleLinear([floor, high > floor ? high : floor + 1], [0, 1]).nice(count)
  const [from = 0, to = 1] = scale.domain()
  const write = scale.tickFormat(count)
  const ticks = scale.ticks(count).map((value) => ({ value, text: write(value) }))
  return { log: false, from, to, ticks, minor: [] }
}

/** The axis of values for a height in pixels; without values it shows an order of magnitude around one. */
export const valueAxis = (extent: readonly [number, number] | null, log: boolean, height: number): Axis =>
  log ? logAxis(extent ?? [0.01, 1], height) : linearAxis(extent ?? [0, 1], height)

/** Where a value lies on the axis, 0 … 1. */
export const along = ({ log, from, to }: Axis, value: number): number =>
  ((log ? Math.log10(value) : value) - from) / (to - from)

export const sameAxis = (a: Axis, b: Axis): boolean => a.log === b.log && a.from === b.from && a.to === b.to
