// The stream of random numbers against PyTorch's generator.
import { describe, expect, it } from 'vitest'
import { matrix } from '../../src/numeric/matrix.ts'
import { MersenneTwister, normal, uniform } from '../../src/numeric/random.ts'
import { stored } from './reference.ts'

interface Draw {
  readonly seed: number
  readonly count: number
  readonly values: readonly number[]
}
interface Normal extends Draw {
  readonly mean: number
  readonly std: number
}
const draws = stored('random') as readonly (Draw & { readonly distribution: 'uniform' | 'normal' })[]
const torch = stored('kernels') as {
  readonly uniform: { readonly values: readonly number[] }
  readonly normal: readonly Normal[]
}

it('MT19937 gives the reference outputs for the seed 5489', () => {
  const generator = new MersenneTwister(5489)
  expect([generator.next(), generator.next()]).toEqual([3499211612, 581869302])
  generator.skip(9997)
  expect(generator.next()).toBe(4123659995)
})

describe('uniform numbers agree to the bit', () => {
  it.each(draws.filter((draw) => draw.distribution === 'uniform'))('$count of seed $seed', (draw) => {
    const out = matrix(1, draw.count)
    uniform(out, draw.seed, 0, 0, 1)
    expect(Array.from(out.data)).toEqual(draw.values)
  })

  it('between other bounds', () => {
    const out = matrix(4, 5)
    uniform(out, 5, 0, -1.3, 2.7)
    expect(Array.from(out.data)).toEqual(torch.uniform.values)
  })

  it('after a skip, as if the numbers before had been drawn', () => {
    const [all, later] = [matrix(1, 700), matrix(1, 50)]
    uniform(all, 1, 0, 0, 1)
    uniform(later, 1, 650, 0, 1)
    expect(Array.from(later.data)).toEqual(Array.from(all.data.subarray(650)))
  })
})

describe('normal numbers are within 2e-6', () => {
  const standard = draws.filter((draw) => draw.distribution === 'normal')
  it.each([...standard.map((draw) => ({ ...draw, mean: 0, std: 1 })), ...torch.normal])(
    '$count of seed $seed, mean $mean, std $std',
    ({ seed, count, mean, std, values }) => {
      const out = matrix(1, count)
      normal(out, seed, 0, mean, std)
      const apart = Array.from(out.data, (x, i) => Math.abs(x - values[i]!))
      expect(Math.max(...apart)).toBeLessThan(2e-6)
    },
  )

  it('skip passes over 32-bit outputs, of which a block takes 16', () => {
    const [all, later] = [matrix(1, 48), matrix(1, 32)]
    normal(all, 9, 0, 0, 1)
    normal(later, 9, 16, 0, 1)
    const shared = new MersenneTwister(9)
    shared.skip(16)
    expect(shared.next()).not.toBe(new MersenneTwister(9).next())
    expect(later.data[0]).not.toBe(all.data[0])
    expect(Array.from(later.data)).toEqual(Array.from(all.data.subarray(16)))
  })
})
