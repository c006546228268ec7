// What only a terminal gets to see: colours, its width, and matrices and tables that fit it.
import { describe, expect, test } from 'vitest'
import { sensibleIterations } from '../../src/cli/loss-table.ts'
import { matrixLines } from '../../src/cli/matrix-text.ts'
import { coloursOf, widthOf } from '../../src/cli/terminal.ts'
import { wrapped } from '../../src/cli/wrap.ts'

const stream = (isTTY: boolean, hasColours: boolean) => ({ isTTY, hasColors: () => hasColours })
const matrixOf = (rows: number, cols: number, values: readonly number[]) => ({
  ...{ rows, cols, data: Float32Array.from(values) },
})

describe('colours', () => {
  test('on a terminal that has them, and nowhere else', () => {
    expect(coloursOf(stream(true, true)).red('no')).toBe('\x1b[31mno\x1b[39m')
    expect(coloursOf(stream(true, false)).red('no')).toBe('no')
    expect(coloursOf(stream(false, true)).red('no')).toBe('no')
  })
})

test('the width is the terminal’s within reason, and 80 in a pipe', () => {
  expect([{}, { columns: 100 }, { columns: 20 }, { columns: 400 }].map(widthOf)).toEqual([80, 100, 40, 120])
})

test('text wraps between words, long words stand alone', () => {
  expect(wrapped('random, momentum 0.9', 14)).toEqual(['random,', 'momentum 0.9'])
  expect(wrapped('a incomprehensibilities b', 5)).toEqual(['a', 'incomprehensibilities', 'b'])
})

test('losses are shown where a run is decided: early, by powers of ten, and at the end', () => {
  expect(sensibleIterations(5)).toEqual([0, 1, 2, 3, 4])
  expect(sensibleIterations(1000)).toEqual([0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 999])
  expect(sensibleIterations(0)).toEqual([])
})

describe('matrices', () => {
  test('are written as PyTorch writes tensors', () => {
    expect(matrixLines(matrixOf(1, 3, [1, -0, 12]), 80)).toEqual(['   1.  -0.  12.'])
    expect(matrixLines(matrixOf(1, 2, [0.5, -0]), 80)).toEqual(['   0.5000  -0.0000'])
    expect(matrixLines(matrixOf(1, 2, [1.9984e-15, -0]), 80)).toEqual(['   1.9984e-15  -0.0000e+00'])
    expect(matrixLines(matrixOf(1, 3, [NaN, Infinity, 0.5]), 80)).toEqual(['       NaN  Infinity    0.5000'])
  })

  test('keep the decimals that a node asks for', () => {
    expect(matrixLines(matrixOf(1, 2, [-0.001, 2]), 80, 2)).toEqual(['  -0.00   2.00'])
    expect(matrixLines(matrixOf(1, 1, [3e9]), 80, 2)).toEqual(['  3.00e+09'])
  })

  test('that are too large show their corners', () => {
    const lines = matrixLines(
      matrixOf(
        50,
        50,
        Array.from({ length: 2500 }, (_, i) => i / 2),
      ),
      80,
    )
    expect(lines.length).toBeLessThanOrEqual(16)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
    expect(lines[0]).toMatch(/^ +0\.0000 .* … .* 24\.5000$|^ +0\.0000e\+00 .* … .* 2\.4500e\+01$/)
    expect(lines.join('')).toMatch(/1249\.5000$|1\.2495e\+03$/)
  })
})
