// Steps of a number: what an arrow key does to it, and where it lies on a slider.
import { plain } from './numbers.ts'

export interface Stepping {
  readonly min?: number | null | undefined
  readonly max?: number | null | undefined
  readonly step?: number | null | undefined
  readonly scale?: 'linear' | 'log' | undefined
}

const clamp = (x: number, { min, max }: Stepping): number =>
  Math.min(Math.max(x, min ?? -Infinity), max ?? Infinity)

/** How many decimals x is written with: 0.95 has 2, 1e-3 has 3. */
export function decimalsOf(x: number): number {
  const [mantissa = '', exponent = '0'] = plain(Math.abs(x)).split('e')
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent)
  return Math.min(Math.max(decimals, 0), 100)
}

const rounded = (x: number, decimals: number): number => Number(x.toFixed(Math.min(decimals, 100)))

/** 1, 2, 5, 10, 20, 50 …: the neighbour of x in the direction, keeping its sign. */
function along125(x: number, up: boolean): number {
  const magnitude = Math.abs(x)
  const larger = x < 0 ? !up : up
  const exponent = Math.floor(Math.log10(magnitude))
  const candidates = [exponent - 1, exponent, exponent + 1].flatMap((e) =>
    [1, 2, 5].map((m) => Number(`${m}e${e}`)),
  )
  const next = larger
    ? candidates.find((each) => each > magnitude * (1 + 1e-9))
    : candidates.findLast((each) => each < magnitude * (1 - 1e-9))
  return Math.sign(x) * (next ?? magnitude)
}

/** A number one step up or down: along 1, 2, 5, 10 on a log scale, else by the step or by its last decimal. */
export function stepped(x: number, up: boolean, stepping: Stepping = {}, times = 1): number {
  if (!Number.isFinite(x)) return x
  if (stepping.scale === 'log') {
    if (x === 0) return clamp(up ? 0.001 : x, stepping)
    let value = x
    for (let i = 0; i < times; i++) value = along125(value, up)
    return clamp(value, stepping)
  }
  const decimals = decimalsOf(x)
  const step = stepping.step ?? 10 ** -decimals
  const moved = x + (up ? step : -step) * times
  return clamp(rounded(moved, Math.max(decimals, decimalsOf(step))), stepping)
}

/** A slider from min to max; `null` where they are not both known. */
export interface Slider {
  readonly min: number
  readonly max: number
  readonly step: number
  /** Logarithmic sliders move over exponents. */
  readonly log: boolean
}

/** A step of about a two-hundredth of the span: 0.005 for 0 … 1. */
function fineStep(span: number): number {
  const rough = span / 200
  const power = 10 ** Math.floor(Math.log10(rough))
  const digit = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10
  return Number((digit * power).toPrecision(3))
}

export function slider({ min, max, step, scale }: Stepping): Slider | null {
  if (min == null || max == null || !Number.isFinite(min) || !Number.isFinite(max) || min >= max) return null
  if (scale === 'log' && min > 0) return { min: Math.log10(min), max: Math.log10(max), step: 0.01, log: true }
  return { min, max, step: step ?? fineStep(max - min), log: false }
}

export function toSlider(x: number, { min, max, log }: Slider): number {
  const position = log ? Math.log10(x) : x
  return Number.isNaN(position) ? min : Math.min(Math.max(position, min), max)
}

/** What a slider's position stands for: on a log scale with two significant digits, the ends exactly. */
export function fromSlider(position: number, { min, max, step, log }: Slider): number {
  if (!log) return rounded(position, Math.max(decimalsOf(step), decimalsOf(min)))
  const end = position <= min ? min : position >= max ? max : null
  return Number((10 ** (end ?? position)).toPrecision(end === null ? 2 : 12))
}
