// exp, log, tanh, sigmoid, sin, cos and pow from + − × ÷ √ and bits alone, so that they agree on every machine.
//
// Math.exp and its kin differ between browsers, and WebAssembly has none. These compute in float64 to about
// 1e-15 and are rounded once where they are stored, so their float32 results are nearly always the correctly
// rounded ones. The series are Taylor's, taken to the term that falls below 1e-17 on the reduced range.

// Two views on the same eight bytes; the upper half is at index 1 (every JavaScript engine of today and
// WebAssembly by definition is little-endian).
const float = new Float64Array(1)
const halves = new Int32Array(float.buffer)

// ln 2 and π/2 in parts: the leading ones end in zeros, so that their products with a small integer are exact.
export const LN2 = 0.6931471805599453
export const LN2_HIGH = 0.6931471803691238
export const LN2_LOW = 1.9082149292705877e-10
const HALF_PI_HIGH = 1.5707963267341256
const HALF_PI_MIDDLE = 6.077100506303966e-11
const HALF_PI_LOW = 2.0222662487959506e-21

/** Adding and subtracting 1.5·2⁵² rounds a number below 2⁵¹ to the nearest integer, ties to even. */
export const INTEGER = 6755399441055744

export const SQRT_HALF_HIGH = 0x3fe6a09e
export const SMALLEST_NORMAL = 2.2250738585072014e-308

/** 2ⁿ for −1022 ≤ n ≤ 1023. */
const powerOfTwo = (n: number): number => {
  halves[0] = 0
  halves[1] = (n + 1023) << 20
  return float[0]!
}

/** x·2ⁿ for −2044 ≤ n ≤ 2046, in two steps so that neither factor overflows. */
const timesPowerOfTwo = (x: number, n: number): number => {
  const half = n >> 1
  return x * powerOfTwo(half) * powerOfTwo(n - half)
}

/** (eʳ − 1) / r for |r| ≤ ½ ln 2: Σ rⁱ/(i+1)!. */
const exponentialSeries = (r: number): number => {
  let p = 1 / 87178291200
  p = p * r + 1 / 6227020800
  p = p * r + 1 / 479001600
  p = p * r + 1 / 39916800
  p = p * r + 1 / 3628800
  p = p * r + 1 / 362880
  p = p * r + 1 / 40320
  p = p * r + 1 / 5040
  p = p * r + 1 / 720
  p = p * r + 1 / 120
  p = p * r + 1 / 24
  p = p * r + 1 / 6
  p = p * r + 0.5
  return p * r + 1
}

const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x)

/** e^(x + low) for a low part far below x; exp proper has low = 0. x = k·ln 2 + r, e^x = 2ᵏ·eʳ. */
const expOfPair = (x: number, low: number): number => {
  const y = clamp(x, -746, 710)
  const k = y * (1 / LN2) + INTEGER - INTEGER
  const r = y - k * LN2_HIGH - k * LN2_LOW + low
  return timesPowerOfTwo(1 + r * exponentialSeries(r), k | 0)
}

export const exp = (x: number): number => expOfPair(x, 0)

/** log(m) / s − 2 for s = (m − 1)/(m + 1), z = s²: Σ 2 zⁱ/(2i+1) from i = 1. */
const logarithmSeries = (z: number): number => {
  let p = 2 / 23
  p = p * z + 2 / 21
  p = p * z + 2 / 19
  p = p * z + 2 / 17
  p = p * z + 2 / 15
  p = p * z + 2 / 13
  p = p * z + 2 / 11
  p = p * z + 2 / 9
  p = p * z + 2 / 7
  p = p * z + 2 / 5
  return z * (p * z + 2 / 3)
}

/** What x > 0 and finite is made of: x = 2ᵏ·m with √½ ≤ m < √2. Returns k and leaves m in `float`. */
const splitExponent = (x: number): number => {
  const subnormal = x < SMALLEST_NORMAL
  float[0] = subnormal ? x * 18014398509481984 : x
  const shifted = halves[1]! - SQRT_HALF_HIGH
  const k = shifted >> 20
  halves[1] = (shifted & 0xfffff) + SQRT_HALF_HIGH
  return subnormal ? k - 54 : k
}

/** The natural logarithm: −Infinity at ±0, NaN below. log(2ᵏ·m) = k·ln 2 + (f − s·(f − series)), f = m − 1. */
export const log = (x: number): number => {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN
  const k = splitExponent(x)
  const f = float[0]! - 1
  const s = f / (2 + f)
  return k * LN2_HIGH - (s * (f - logarithmSeries(s * s)) - k * LN2_LOW - f)
}

/** tanh |x| = t/(t + 2) with t = e^(2|x|) − 1, exact in sign: tanh(−x) = −tanh(x), tanh(−0) = −0. */
export const tanh = (x: number): number => {
  const y = 2 * clamp(x < 0 ? -x : x, 0, 22)
  const k = y * (1 / LN2) + INTEGER - INTEGER
  const r = y - k * LN2_HIGH - k * LN2_LOW
  const scale = powerOfTwo(k | 0)
  const t = scale * (r * exponentialSeries(r)) + (scale - 1)
  const size = t / (t + 2)
  return x > 0 ? size : x < 0 ? -size : x
}

/** 1 / (1 + e⁻ˣ) */
export const sigmoid = (x: number): number => 1 / (1 + exp(-x))

/** sin r for |r| ≤ π/4. */
const sineSeries = (r: number): number => {
  const z = r * r
  let p = 1 / 355687428096000
  p = p * z - 1 / 1307674368000
  p = p * z + 1 / 6227020800
  p = p * z - 1 / 39916800
  p = p * z + 1 / 362880
  p = p * z - 1 / 5040
  p = p * z + 1 / 120
  p = p * z - 1 / 6
  return r + r * z * p
}

/** cos r for |r| ≤ π/4. */
const cosineSeries = (r: number): number => {
  const z = r * r
  let p = 1 / 6402373705728000
  p = 1 / 20922789888000 - p * z
  p = p * z - 1 / 87178291200
  p = p * z + 1 / 479001600
  p = p * z - 1 / 3628800
  p = p * z + 1 / 40320
  p = p * z - 1 / 720
  p = p * z + 1 / 24
  return 1 - (0.5 * z - z * z * p)
}

/** sin(x + quarters·π/2). x = k·π/2 + r; beyond 2²⁰ the reduction would lose digits, and the answer is NaN. */
const sineFrom = (x: number, quarters: number): number => {
  if (!(x >= -1048576 && x <= 1048576)) return NaN
  const k = x * 0.6366197723675814 + INTEGER - INTEGER
  const r = x - k * HALF_PI_HIGH - k * HALF_PI_MIDDLE - k * HALF_PI_LOW
  const quarter = (k + quarters) & 3
  const value = quarter & 1 ? cosineSeries(r) : sineSeries(r)
  return quarter & 2 ? -value : value
}

/** The sine of an angle in radians, |x| ≤ 2²⁰ (NaN beyond); sin(−0) = −0. */
export const sin = (x: number): number => (x === 0 ? x : sineFrom(x, 0))

/** The cosine of an angle in radians, |x| ≤ 2²⁰ (NaN beyond). */
export const cos = (x: number): number => sineFrom(x, 1)

/** The upper 26 bits of x, so that products of two such halves are exact (Veltkamp's splitting). */
const upper = (x: number): number => {
  const c = 134217729 * x
  return c - (c - x)
}

/** What a·b lost when it was rounded to `product` (Dekker's product). */
const lostInProduct = (a: number, b: number, product: number): number => {
  const ah = upper(a)
  const bh = upper(b)
  const al = a - ah
  const bl = b - bh
  return al * bl - (product - ah * bh - al * bh - ah * bl)
}

/**
 * x^y for finite x > 0 and finite y: e^(y·log x), with log x and the product held in two parts, since an
 * error of log x comes out multiplied by y·log x.
 */
const positivePower = (x: number, y: number): number => {
  const k = splitExponent(x)
  const f = float[0]! - 1
  const below = 2 + f
  const s = f / below
  const product = s * below
  const sLow = (f - product - lostInProduct(s, below, product) - s * (f - (below - 2))) / below
  const head = k * LN2_HIGH
  const sum = head + 2 * s
  const carried = sum - head
  const low =
    head - (sum - carried) + (2 * s - carried) + (2 * sLow + s * logarithmSeries(s * s)) + k * LN2_LOW
  const high = sum + low
  const rest = low - (high - sum)
  const whole = clamp(y * high, -2000, 2000)
  if (whole > 746 || whole < -746) return exp(whole)
  return expOfPair(whole, lostInProduct(y, high, whole) + y * rest)
}

/** x^y where x is ±0 or ±Infinity, or y is ±Infinity or NaN; `magnitude` is |x|. */
const extremePower = (magnitude: number, y: number): number => {
  if (magnitude === 1 && y === y) return 1
  const grows = magnitude > 1 === y > 0
  return y !== y || magnitude !== magnitude ? NaN : grows ? Infinity : 0
}

/**
 * x to the power y, as C has it (x⁰ = 1 even for NaN; a negative x only with integer y, else NaN). The
 * exponents people use are products and roots, so that they round once: x² = x·x, x³ = x·x·x, x^½ = √x,
 * x⁻¹ = 1/x, x^−½ = 1/√x. (PyTorch rounds in between: its x³ may be one step off, its x⁻² overflow early.)
 */
export const pow = (x: number, y: number): number => {
  if (y === 2) return x * x
  if (y === 1) return x
  if (y === 3) return x * x * x
  if (y === 0.5) return Math.sqrt(x)
  if (y === -1) return 1 / x
  if (y === -0.5) return 1 / Math.sqrt(x)
  if (y === 0 || x === 1) return 1
  const magnitude = x < 0 ? -x : x
  const plain = magnitude > 0 && magnitude < Infinity && y > -Infinity && y < Infinity
  const value = plain ? positivePower(magnitude, y) : extremePower(magnitude, y)
  const integer = Math.floor(y) === y
  if (x < 0 && plain && !integer) return NaN
  const odd = integer && Math.floor(y / 2) * 2 !== y
  return odd && (x < 0 || 1 / x < 0) ? -value : value
}
