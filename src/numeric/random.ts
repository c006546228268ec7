// Random numbers as PyTorch's CPU generator draws them: MT19937, uniform and normal.
import { cos, log, sin } from './functions.ts'
import type { Matrix, Numbers } from './matrix.ts'

const LENGTH = 624
const MIDDLE = 397

/** MT19937 of Matsumoto and Nishimura (1998), seeded with one 32-bit number as `torch.manual_seed` does. */
export class MersenneTwister {
  readonly #state = new Uint32Array(LENGTH)
  #position = LENGTH

  /** @param seed an integer; its lower 32 bits count. */
  constructor(seed: number) {
    const state = this.#state
    state[0] = seed
    for (let i = 1; i < LENGTH; i++) {
      const before = state[i - 1]! ^ (state[i - 1]! >>> 30)
      state[i] = Math.imul(before, 1812433253) + i
    }
  }

  #twist(): void {
    const state = this.#state
    for (let i = 0; i < LENGTH; i++) {
      const bits = (state[i]! & 0x80000000) | (state[(i + 1) % LENGTH]! & 0x7fffffff)
      state[i] = state[(i + MIDDLE) % LENGTH]! ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0)
    }
    this.#position = 0
  }

  /** The next 32-bit output, 0 … 2³² − 1. */
  next(): number {
    if (this.#position === LENGTH) this.#twist()
    let y = this.#state[this.#position++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }

  /** Passes over `count` outputs. */
  skip(count: number): void {
    for (let i = 0; i < count; i++) this.next()
  }
}

/** A float32 in [0, 1): 24 bits of one output. */
const uniform24 = (generator: MersenneTwister): number => (generator.next() & 0xffffff) / 16777216

/** A float64 in [0, 1): 53 bits of two outputs, the high one first. */
const uniform53 = (generator: MersenneTwister): number => {
  const high = generator.next() & 0x1fffff
  return (high * 4294967296 + generator.next()) / 9007199254740992
}

/**
 * out ← numbers of the stream of `seed`, evenly in [low, high): draw · (high − low) + low in float32, row-major.
 * `skip` passes over that many draws; one draw is one 32-bit output of the generator.
 */
export const uniform = (out: Matrix, seed: number, skip: number, low: number, high: number): void => {
  const generator = new MersenneTwister(seed)
  generator.skip(skip)
  const o = out.data
  const round = Math.fround
  const base = round(low)
  const range = round(round(high) - base)
  for (let i = 0; i < o.length; i++) o[i] = round(round(uniform24(generator) * range) + base)
}

/** A block of 16 uniform numbers in place → 16 normal ones: Box and Muller in float32, j with j + 8. */
const normalBlock = (data: Numbers, at: number, mean: number, std: number): void => {
  const round = Math.fround
  for (let j = at; j < at + 8; j++) {
    const radius = round(Math.sqrt(round(-2 * round(log(round(1 - data[j]!))))))
    const angle = round(round(6.283185307179586) * data[j + 8]!)
    data[j] = round(round(radius * round(cos(angle))) * std) + mean
    data[j + 8] = round(round(radius * round(sin(angle))) * std) + mean
  }
}

const normalBlocks = (data: Numbers, generator: MersenneTwister, mean: number, std: number): void => {
  for (let i = 0; i < data.length; i++) data[i] = uniform24(generator)
  const last = data.length - 16
  for (let i = 0; i <= last; i += 16) normalBlock(data, i, mean, std)
  if (data.length % 16 === 0) return
  for (let i = last; i < data.length; i++) data[i] = uniform24(generator)
  normalBlock(data, last, mean, std)
}

const normalPairs = (data: Numbers, generator: MersenneTwister, mean: number, std: number): void => {
  for (let i = 0; i < data.length; i += 2) {
    const angle = 6.283185307179586 * uniform53(generator)
    // log1p(−u) is log(1 − u) here: a multiple of 2⁻⁵³ below 1 is subtracted from 1 without rounding.
    const radius = Math.sqrt(-2 * log(1 - uniform53(generator)))
    data[i] = radius * cos(angle) * std + mean
    if (i + 1 < data.length) data[i + 1] = radius * sin(angle) * std + mean
  }
}

/**
 * out ← normally distributed numbers of the stream of `seed`, as `torch.normal` draws them on a CPU; within
 * 2e-6 of PyTorch (its vectorised sine differs in last bits) and the same bits on every machine.
 *
 * 16 numbers or more: one 32-bit output each, in blocks of 16, in float32; a rest of less than 16 draws the
 * last 16 places afresh. Fewer than 16: pairs in float64, four outputs per pair. `skip` passes over 32-bit
 * outputs of the generator, as for `uniform`.
 */
export const normal = (out: Matrix, seed: number, skip: number, mean: number, std: number): void => {
  const generator = new MersenneTwister(seed)
  generator.skip(skip)
  if (out.data.length >= 16) normalBlocks(out.data, generator, Math.fround(mean), Math.fround(std))
  else normalPairs(out.data, generator, mean, std)
}
