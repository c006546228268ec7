// Series are told apart by colour and by dashes.
import { expect, it } from 'vitest'
import { contrast, luminance } from '../../src/views/diverging.ts'
import { seriesStyle } from '../../src/views/palette.ts'

it('no two of the first twenty series look alike', () => {
  for (const dark of [false, true]) {
    const looks = Array.from({ length: 20 }, (_, i) => JSON.stringify(seriesStyle(i, dark)))
    expect(new Set(looks).size).toBe(20)
  }
})

it('no two of the first seven share their dashes, so that colour is never needed', () => {
  const dashes = Array.from({ length: 7 }, (_, i) => seriesStyle(i, false).dash.join())
  expect(new Set(dashes).size).toBe(7)
})

it('every colour can be read as text on the surface of its theme', () => {
  for (const [dark, surface] of [
    [false, '#ffffff'],
    [true, '#1e2125'],
  ] as const)
    for (let i = 0; i < 7; i++)
      expect(contrast(luminance(seriesStyle(i, dark).colour), luminance(surface))).toBeGreaterThanOrEqual(3.5)
})
