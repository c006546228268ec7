// Numbers as people read them: the shortest that reads back, a fixed number of digits, fixed decimals.

/** Whether `text` reads back as the float32 x. */
const readsBack = (text: string, x: number): boolean => Math.fround(Number(text)) === x

const single = new Float32Array(1)
const bits = new Int32Array(single.buffer)

/** Whether the float32 x is ± a power of two (of the normal ones; subnormal numbers are evenly spaced). */
const isPowerOfTwo = (x: number): boolean => {
  single[0] = x
  return (bits[0]! & 0x7fffff) === 0
}

/** "1.26e-29" → "127e-31": the next decimal of as many digits, away from zero. */
const nextDecimal = (exponential: string): string => {
  const [mantissa = '', exponent = ''] = exponential.split('e')
  const digits = mantissa.replace('-', '').replace('.', '')
  const sign = mantissa.startsWith('-') ? '-' : ''
  return `${sign}${Number(digits) + 1}e${Number(exponent) - digits.length + 1}`
}

/**
 * The shortest decimal that reads back as the same float32, written as JavaScript writes numbers: "0.1",
 * "1.9984e-15", "-0", "NaN", "Infinity". A number that is no float32 is written as the float64 it is.
 */
export const shortest = (x: number): string => {
  if (Object.is(x, -0)) return '-0'
  if (!(Math.abs(x) < Infinity) || Math.fround(x) !== x) return String(x)
  for (let digits = 0; digits < 8; digits++) {
    const nearest = x.toExponential(digits)
    if (readsBack(nearest, x)) return String(Number(nearest))
    if (!isPowerOfTwo(x)) continue
    // The float32 numbers above lie twice as far apart here as those below, so that the nearest decimal, below,
    // may miss where the next one, above, does not.
    const next = nextDecimal(nearest)
    if (readsBack(next, x)) return String(Number(next))
  }
  return String(Number(x.toPrecision(9)))
}

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0)

/** The sign is put before what `write` makes of the magnitude, so that a rounded or negative zero keeps it. */
const withSign = (x: number, write: (magnitude: number) => string): string => {
  if (!(Math.abs(x) < Infinity)) return String(x)
  return isNegative(x) ? `-${write(-x)}` : write(x)
}

/** "1.9984e-5" → "1.9984e-05", as PyTorch writes exponents, so that they keep their width. */
const padExponent = (text: string): string => text.replace(/(?<sign>e[+-])(?<digit>\d)$/, '$<sign>0$<digit>')

/**
 * x with always the same number of significant digits, zeros included, so that it does not jitter while it
 * changes: with 5 digits "1.6650", "0.84934", "1.9984e-15", "0.0000". With an exponent below 1e-4, as PyTorch
 * does, and from 10^digits up.
 */
export const significant = (x: number, digits: number): string =>
  withSign(x, (magnitude) => {
    if (magnitude === 0) return magnitude.toFixed(digits - 1)
    const exponential = magnitude.toExponential(digits - 1)
    const exponent = Number(exponential.slice(exponential.indexOf('e') + 1))
    return exponent < -4 || exponent >= digits ? padExponent(exponential) : magnitude.toPrecision(digits)
  })

/** x with a fixed number of decimals; the sign of a rounded or negative zero is kept: "-0.00". */
export const fixed = (x: number, decimals: number): string =>
  withSign(x, (magnitude) => magnitude.toFixed(decimals))
