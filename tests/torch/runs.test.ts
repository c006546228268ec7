// PyTorch's own runs, bit for bit: every loss, every stored weight and velocity, out of the command line.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildCommandLine, numbers, runJson, type RunJson } from '../cli/command-line.ts'

buildCommandLine()

interface Reference {
  readonly losses: readonly number[]
  readonly final: readonly number[]
  /** W before the update of an iteration, the velocity as that update leaves it. */
  readonly snapshots: Readonly<
    Record<string, { readonly W: readonly number[]; readonly velocity: readonly number[] }>
  >
  readonly learningRate: number
  readonly momentum: number
  readonly iterations: number
}

interface Notebook extends Reference {
  readonly M: readonly number[]
  readonly W0: readonly number[]
}

/** W (n×m), M (m×p) and the target (n×p) are drawn in this order from one stream of the seed. */
interface Stream extends Reference {
  readonly n: number
  readonly m: number
  readonly p: number
  readonly seed: number
}

const referenceOf = <T extends Reference>(file: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as T // reference data, read as it was written

const files = (start: string) => readdirSync(import.meta.dirname).filter((name) => name.startsWith(start))

function argumentsFor({ snapshots, iterations }: Reference): string[] {
  const times = Object.keys(snapshots).flatMap((time) => [Number(time), Number(time) + 1])
  const watching = ['--watch', 'sgd.value,sgd.velocity', '--at', times.join(',')]
  return ['--arithmetic', 'separate', '--iterations', String(iterations), ...watching]
}

function expectSame(run: RunJson, { losses, final, snapshots }: Reference): void {
  expect(run.arithmetic).toBe('separate')
  expect(numbers(run.series[0]?.values)).toEqual(losses)
  expect(numbers(run.final['sgd.value']?.data)).toEqual(final)
  const watched = (output: string, time: number) =>
    numbers(run.watched[output]?.find(({ iteration }) => iteration === time)?.data)
  for (const [time, { W, velocity }] of Object.entries(snapshots)) {
    expect(watched('sgd.value', Number(time)), `W at ${time}`).toEqual(W)
    expect(watched('sgd.velocity', Number(time) + 1), `velocity after ${time}`).toEqual(velocity)
  }
}

describe('the notebook’s runs', () => {
  test.each(files('notebook-').filter((name) => name !== 'notebook-figures.json' && name.endsWith('.json')))(
    '%s',
    (file) => {
      const reference = referenceOf<Notebook>(file)
      const graph = file.includes('diagonal')
        ? 'graphs/matrix-inverse-diagonal.json'
        : 'graphs/matrix-inverse.json'
      const { learningRate, momentum } = reference
      const settings = ['--set', `sgd.learningRate=${learningRate}`, '--set', `sgd.momentum=${momentum}`]
      const run = runJson([graph, ...settings, ...argumentsFor(reference)])
      expectSame(run, reference)
      expect(numbers(run.final['W0.out']?.data)).toEqual(reference.W0)
      expect(numbers(run.final['M.out']?.data)).toEqual(reference.M)
    },
  )
})

describe('runs of other shapes', () => {
  const random = (id: string, rows: number, cols: number, seed: number, skip: number) => ({
    ...{ id, type: 'random', at: [0, 0], params: { rows, cols, seed, skip } },
  })

  const graphOf = ({ n, m, p, seed, learningRate, momentum }: Stream) => ({
    ...{ format: 'gradloom', version: 1 },
    nodes: [
      random('W0', n, m, seed, 0),
      random('M', m, p, seed, n * m),
      random('target', n, p, seed, n * m + m * p),
      { id: 'sgd', type: 'sgd', at: [0, 0], params: { learningRate, momentum } },
      ...['matmul', 'mse', 'backward', 'lossplot'].map((type) => ({ id: type, type, at: [0, 0] })),
    ],
    wires: [
      { from: 'W0.out', to: 'sgd.initial' },
      { from: 'sgd.value', to: 'matmul.a' },
      { from: 'M.out', to: 'matmul.b' },
      { from: 'matmul.out', to: 'mse.prediction' },
      { from: 'target.out', to: 'mse.target' },
      { from: 'mse.loss', to: 'backward.loss' },
      { from: 'sgd.value', to: 'backward.of' },
      { from: 'backward.gradient', to: 'sgd.gradient' },
      { from: 'mse.loss', to: 'lossplot.in' },
    ],
  })

  test.each(files('stream-'))('%s', (file) => {
    const reference = referenceOf<Stream>(file)
    expectSame(runJson(['-', ...argumentsFor(reference)], JSON.stringify(graphOf(reference))), reference)
  })
})
