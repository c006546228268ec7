// Whole runs: every loss and every stored weight and velocity of PyTorch's, and every figure of the notebook.
import { describe, expect, it } from 'vitest'
import { matmul } from '../../src/numeric/matmul.ts'
import { type Arithmetic, type Matrix, matrix } from '../../src/numeric/matrix.ts'
import { determinant, inverse } from '../../src/numeric/lu.ts'
import { uniform } from '../../src/numeric/random.ts'
import { round } from '../../src/numeric/elementwise.ts'
import { fixed, significant } from '../../src/numeric/text.ts'
import { type Setting, descend } from './descent.ts'
import { stored, written } from './reference.ts'

interface Run {
  readonly losses: readonly number[]
  readonly final: readonly number[]
  readonly snapshots: Readonly<
    Record<string, { readonly W: readonly number[]; readonly velocity: readonly number[] }>
  >
  readonly learningRate: number
  readonly momentum: number
  readonly iterations: number
}
interface StreamRun extends Run {
  readonly n: number
  readonly m: number
  readonly p: number
  readonly seed: number
}
interface NotebookRun extends Run {
  readonly M: readonly number[]
  readonly W0: readonly number[]
}

const draw = (rows: number, cols: number, seed: number, skip: number): Matrix => {
  const out = matrix(rows, cols)
  uniform(out, seed, skip, 0, 1)
  return out
}
const diagonal = (...values: number[]): Matrix => {
  const out = matrix(values.length, values.length)
  values.forEach((value, i) => (out.data[i * (values.length + 1)] = value))
  return out
}
const identity = diagonal(1, 1, 1, 1)

const agrees = (run: Run, setting: Omit<Setting, 'arithmetic' | 'learningRate' | 'momentum'>): void => {
  const { learningRate, momentum } = run
  const descent = descend({ ...setting, learningRate, momentum, arithmetic: 'separate' })
  const losses: number[] = []
  let snapshots = 0
  for (let t = 0; t < run.iterations; t++) {
    losses.push(descent.look())
    const snapshot = run.snapshots[t]
    if (snapshot) {
      snapshots++
      expect(written(descent.w.data), `W at ${t}`).toEqual(written(snapshot.W))
      expect(written(descent.velocity.data), `velocity at ${t}`).toEqual(written(snapshot.velocity))
    }
    descent.update()
  }
  expect(snapshots).toBe(Object.keys(run.snapshots).length)
  expect(losses).toEqual(run.losses)
  expect(written(descent.w.data)).toEqual(written(run.final))
}

describe('a run with separate rounding agrees with PyTorch to the bit', () => {
  it.each(['stream-3x3x3-seed-1', 'stream-7x3x9-seed-11', 'stream-16x16x16-seed-42'])('%s', (name) => {
    const run = stored(name) as StreamRun
    const { n, m, p, seed } = run
    const w0 = draw(n, m, seed, 0)
    agrees(run, { w0, m: draw(m, p, seed, n * m), target: draw(n, p, seed, n * m + m * p) })
  })

  it.each([
    'notebook-diagonal-momentum-0.1',
    'notebook-diagonal-momentum-0.9',
    'notebook-random-momentum-0.1',
    'notebook-random-momentum-0.9',
  ])('%s', (name) => {
    const run = stored(name) as NotebookRun
    const w0 = draw(4, 4, 314, 0)
    const m = name.includes('diagonal') ? diagonal(1, 2, 3, 4) : draw(4, 4, 314, 16)
    expect(Array.from(w0.data)).toEqual(run.W0)
    expect(Array.from(m.data)).toEqual(run.M)
    agrees(run, { w0, m, target: identity })
  })
})

interface Figures {
  readonly determinant: { readonly M1234: number }
  readonly inverse: { readonly 'rounded to 3 decimals': readonly (readonly string[])[] }
  readonly 'first Y_hat': readonly (readonly number[])[]
  readonly 'first gradient': readonly (readonly number[])[]
  readonly runs: Readonly<
    Record<
      'diagonal, momentum 0.9' | 'random, momentum 0.9',
      {
        readonly losses: Readonly<Record<string, string>>
        readonly diff: Readonly<Record<string, readonly (readonly string[])[]>>
      }
    >
  >
}
const figures = stored('notebook-figures') as Figures

const table = (values: Matrix, decimals: number): string[][] =>
  Array.from({ length: values.rows }, (_, i) =>
    Array.from(values.data.subarray(i * values.cols, (i + 1) * values.cols), (x) => fixed(x, decimals)),
  )

/** PyTorch prints a scalar with 4 decimals, or with 5 digits and an exponent. */
const printed = (x: number): string => (Math.abs(x) < 1e-4 ? significant(x, 5) : fixed(x, 4))

const notebook = (m: Matrix, arithmetic: Arithmetic = 'fused') =>
  descend({ w0: draw(4, 4, 314, 0), m, target: identity, learningRate: 0.9, momentum: 0.9, arithmetic })

describe('with fused rounding, the notebook prints', () => {
  it.each([
    ['diagonal, momentum 0.9', diagonal(1, 2, 3, 4), (t: number) => String(t)],
    ['random, momentum 0.9', draw(4, 4, 314, 16), (t: number) => (t === 0 ? '0' : '2000 to 8000')],
  ] as const)('every loss and every table of differences: %s', (name, m, label) => {
    const { losses, diff } = figures.runs[name]
    const descent = notebook(m)
    for (let t = 0; t <= 8000; t++) {
      const loss = descent.look()
      if (t % 2000 === 0) {
        expect(printed(loss), `loss at ${t}`).toBe(losses[t])
        const expected = diff[label(t)]
        if (expected) expect(table(descent.difference, 2), `difference at ${t}`).toEqual(expected)
      }
      descent.update()
    }
  })

  it('its first prediction and its first gradient', () => {
    const descent = notebook(diagonal(1, 2, 3, 4))
    descent.look()
    const prediction = matrix(4, 4)
    matmul(prediction, descent.w, diagonal(1, 2, 3, 4), 'fused')
    expect(table(prediction, 4)).toEqual(figures['first Y_hat'].map((row) => row.map((x) => x.toFixed(4))))
    const gradient = Array.from(descent.gradient.data, (x) => x.toExponential(4))
    expect(gradient).toEqual(figures['first gradient'].flat().map((x) => x.toExponential(4)))
  })

  it('the determinant and the inverse with its signs of zero', () => {
    const [m, out, rounded, scratch] = [diagonal(1, 2, 3, 4), matrix(4, 4), matrix(4, 4), matrix(4, 4)]
    const scalar = matrix(1, 1)
    determinant(scalar, m, scratch)
    expect(scalar.data[0]).toBe(figures.determinant.M1234)
    expect(inverse(out, m, scratch)).toBe(true)
    round(rounded, out, 3)
    expect(table(rounded, 4)).toEqual(figures.inverse['rounded to 3 decimals'])
    matmul(rounded, out, m, 'fused')
    expect(Array.from(rounded.data)).toEqual(Array.from(identity.data))
  })
})
