// Every figure of the notebook, to the last printed digit, out of the command line and the shipped graphs.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fixed } from '../../src/numeric/text.ts'
import {
  buildCommandLine,
  numbers,
  rowsOf,
  runJson,
  type MatrixJson,
  type RunJson,
} from '../cli/command-line.ts'
import figures from './notebook-figures.json'

buildCommandLine()

const graphOf = (file: string) =>
  JSON.parse(readFileSync(`graphs/${file}.json`, 'utf8')) as {
    nodes: { id: string; type: string; params?: Record<string, unknown> }[]
  }

function finalOf({ final }: RunJson, output: string): MatrixJson {
  const found = final[output]
  if (!found) throw new Error(`${output} has no final value`)
  return found
}

const printed = (matrix: MatrixJson, write: (x: number) => string) =>
  rowsOf(matrix).map((row) => row.map(write))

/** As PyTorch prints one number: four decimals, with an exponent where those would hide it. */
const asTensor = (x: number) => (x < 1e-4 ? x.toExponential(4) : x.toFixed(4))

describe('the built-in inverse', () => {
  const run = () => runJson(['graphs/builtin-inverse.json'])

  test('the determinant', () => {
    expect(numbers(finalOf(run(), 'determinant.out').data)).toEqual([figures.determinant.M1234])
  })

  test('the inverse to 3 decimals, signs of zero included', () => {
    const inverse = finalOf(run(), 'round.out')
    expect(printed(inverse, (x) => fixed(x, 4))).toEqual(figures.inverse['rounded to 3 decimals'])
  })

  test('inverse @ M1234 is the identity, exactly', () => {
    expect(rowsOf(finalOf(run(), 'product.out'))).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ])
  })
})

describe('before the first step', () => {
  test('Ŷ and the gradient', () => {
    const run = runJson(['graphs/first-gradient.json'])
    const prediction = printed(finalOf(run, 'matmul.out'), (x) => fixed(x, 4))
    const gradient = printed(finalOf(run, 'backward.gradient'), (x) => x.toExponential(4))
    expect(prediction).toEqual(figures['first Y_hat'].map((row) => row.map((x) => x.toFixed(4))))
    expect(gradient).toEqual(figures['first gradient'].map((row) => row.map((x) => x.toExponential(4))))
  })
})

describe.each([
  { name: 'diagonal, momentum 0.9', file: 'matrix-inverse-diagonal' },
  { name: 'random, momentum 0.9', file: 'matrix-inverse' },
] as const)('$name', ({ name, file }) => {
  const figure: { losses: Record<string, string>; diff: Record<string, string[][]> } = figures.runs[name]
  const iterations = Object.keys(figure.losses)

  test('losses and differences', () => {
    const run = runJson([`graphs/${file}.json`, '--watch', 'diff.out', '--at', iterations.join(',')])
    const values = numbers(run.series[0]?.values)
    expect(values).toHaveLength(figures.settings.iterations)
    expect(iterations.map((t) => asTensor(values[Number(t)] ?? NaN))).toEqual(Object.values(figure.losses))
    const shown = new Map(
      run.watched['diff.out']?.map((each) => [each.iteration, printed(each, (x) => fixed(x, 2))]),
    )
    for (const [when, diff] of Object.entries(figure.diff)) {
      const times = when === '2000 to 8000' ? [2000, 4000, 6000, 8000] : [Number(when)]
      for (const time of times) expect(shown.get(time), `at ${time}`).toEqual(diff)
    }
  })

  test('the heatmap shows what the notebook draws', () => {
    const heatmap = graphOf(file).nodes.find(({ id }) => id === 'heatmap')
    expect(heatmap?.params).toMatchObject({ range: figures.heatmap.range, every: figures.heatmap.every })
  })
})

describe('the chart', () => {
  test('four labelled runs on a log axis, each as it runs alone', () => {
    const run = runJson(['graphs/four-runs.json'])
    expect(run.series.map(({ label }) => label)).toEqual(figures.chart.series)
    expect(new Set(run.series.map(({ plot }) => plot)).size).toBe(1)
    const plot = graphOf('four-runs').nodes.find(({ type }) => type === 'lossplot')
    expect(plot?.params?.['scale'] ?? 'log').toBe(figures.chart.y)
    for (const { label, values } of run.series) {
      const [matrix, momentum] = label.split(', momentum ')
      const file = matrix === 'diagonal' ? 'matrix-inverse-diagonal' : 'matrix-inverse'
      const alone = runJson([`graphs/${file}.json`, '--set', `sgd.momentum=${momentum}`])
      expect(values).toEqual(alone.series[0]?.values)
    }
  })
})
