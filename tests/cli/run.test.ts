// gradloom run: what it prints for people and as JSON, and every option.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { buildCommandLine, gradloom, numbers, runJson } from './command-line.ts'

buildCommandLine()

const flagship = 'graphs/matrix-inverse.json'
const short = [flagship, '--iterations', '30']

/** t counts from 0; 3 − t goes through an assertion that it is not zero, and through a plot. */
const countdown = (more: object = {}) =>
  JSON.stringify({
    ...{ format: 'gradloom', version: 1, title: 'Countdown', run: { iterations: 10, ...more } },
    nodes: [
      { id: 't', type: 'iteration', at: [0, 0] },
      { id: 'three', type: 'number', at: [0, 0], params: { value: 3 } },
      { id: 'left', type: 'subtract', at: [0, 0] },
      { id: 'assert', type: 'assert', title: 'Time left', at: [0, 0] },
      { id: 'plot', type: 'lossplot', at: [0, 0] },
    ],
    wires: [
      { from: 'three.out', to: 'left.a' },
      { from: 't.out', to: 'left.b' },
      { from: 'left.out', to: 'assert.in' },
      { from: 'left.out', to: 'plot.in', label: 'left' },
    ],
  })

describe('for people', () => {
  test('losses at sensible iterations, and how it ended', () => {
    const { exit, out, err } = gradloom(['run', flagship])
    expect(exit).toBe(0)
    expect(err).toBe('')
    const lines = out.split('\n')
    expect(lines[0]).toBe('Matrix inverse by gradient descent')
    expect(lines[1]).toBe('10,000 iterations, fused arithmetic')
    expect(out).toMatch(/^ +0 +0\.84928$/m)
    expect(out).toMatch(/^ +2000 +2\.6224e-12$/m)
    expect(out).toMatch(/^ +9999 +2\.6580e-12$/m)
    expect(out).toMatch(/Finished in .* iterations\/s/)
  })

  test('nothing of a terminal in a pipe: no colours, no bar, no line above 80 columns', () => {
    for (const file of ['matrix-inverse', 'four-runs', 'first-gradient', 'builtin-inverse']) {
      const { out, err } = gradloom(['run', `graphs/${file}.json`])
      expect(out + err).not.toMatch(/[^\P{Cc}\n]/u)
      expect(Math.max(...out.split('\n').map(({ length }) => length)), file).toBeLessThanOrEqual(80)
    }
  })

  test('several curves side by side, under their labels', () => {
    const { out } = gradloom(['run', 'graphs/four-runs.json', '--iterations', '3'])
    expect(out).toMatch(
      /diagonal, +random, +diagonal, +random,\niteration +momentum 0\.9 +momentum 0\.9 +momentum 0\.1/,
    )
    expect(out).toMatch(/^ +0 +1\.6650 +0\.84928 +1\.6650 +0\.84928$/m)
  })

  test('watched values as PyTorch prints them', () => {
    const { out } = gradloom(['run', flagship, '--watch', 'diff.out', '--at', '0,2000'])
    expect(out).toContain('Ŷ − I (diff.out) at iteration 0, 4×4\n  -0.3579   1.2543   1.7590   1.0755\n')
    expect(out).toContain('(diff.out) at iteration 2000, 4×4\n  -1.8477e-06   1.0643e-06')
  })

  test('what print nodes and assertions show at the end', () => {
    const { out } = gradloom(['run', 'graphs/builtin-inverse.json'])
    expect(out).toContain('M can be inverted (assert): nonzero ✓')
    expect(out).toMatch(/M⁻¹, to 3 decimals \(printInverse\)\n +1\.0000 +0\.0000 +0\.0000 +-0\.0000\n/)
  })
})

describe('--json', () => {
  test('one object on one line, its keys in the documented order, and nothing else', () => {
    const { exit, out, err } = gradloom(['run', ...short, '--json', '--watch', 'sgd.value', '--at', '0,30'])
    expect(exit).toBe(0)
    expect(err).toBe('')
    expect(out.trimEnd()).not.toContain('\n')
    const run = JSON.parse(out) as Record<string, unknown>
    const keys = [
      'iterations',
      'arithmetic',
      'executor',
      'stopped',
      'seconds',
      'compileSeconds',
      'series',
      'watched',
      'final',
    ]
    expect(Object.keys(run)).toEqual(keys)
    expect(run).toMatchObject({ iterations: 30, arithmetic: 'fused', executor: 'wasm', stopped: null })
    expect(run['seconds']).toBeGreaterThan(0)
    expect(run['compileSeconds']).toBeGreaterThan(0)
  })

  test('series, watched and final values', () => {
    const { series, watched, final } = runJson([...short, '--watch', 'sgd.value', '--at', '30,0,30'])
    expect(series).toHaveLength(1)
    expect(series[0]).toMatchObject({ plot: 'plot', from: 'mse.loss', label: 'random, momentum 0.9' })
    expect(series[0]?.values).toHaveLength(30)
    expect(Object.keys(watched)).toEqual(['sgd.value'])
    expect(watched['sgd.value']?.map(({ iteration, rows, cols }) => [iteration, rows, cols])).toEqual([
      [0, 4, 4],
      [30, 4, 4],
    ])
    expect(watched['sgd.value']?.[0]?.data).toEqual(final['W0.out']?.data)
    expect(watched['sgd.value']?.[1]?.data).toEqual(final['sgd.value']?.data)
    const outputs = ['W0.out', 'M.out', 'sgd.value', 'sgd.velocity', 'matmul.out', 'identity.out', 'mse.loss']
    expect(Object.keys(final)).toEqual(expect.arrayContaining([...outputs, 'backward.gradient', 'diff.out']))
  })

  test('final values are computed from the state after the last update', () => {
    const longer = runJson([flagship, '--iterations', '31'])
    expect(runJson(short).final['mse.loss']?.data).toEqual([longer.series[0]?.values[30]])
  })

  test('what JSON cannot say as a number is text', () => {
    const { series, final } = runJson(['graphs/builtin-inverse.json', '--set', 'M.values=[1e-40,1]'])
    expect(series).toEqual([])
    expect(final['inverse.out']?.data).toEqual(expect.arrayContaining(['NaN']))
    expect(runJson(['graphs/builtin-inverse.json']).final['round.out']?.data[3]).toBe('-0')
  })
})

describe('options', () => {
  test('without --at, the last iteration that ran is watched', () => {
    const [watched] = runJson([...short, '--watch', 'mse.loss']).watched['mse.loss'] ?? []
    expect(watched?.iteration).toBe(29)
    expect(watched?.data).toEqual([runJson(short).series[0]?.values[29]])
  })

  test('--watch takes several outputs, and may be repeated', () => {
    const words = ['--watch', 'mse.loss,sgd.value', '--watch', 'diff.out', '--watch', 'mse.loss']
    expect(Object.keys(runJson([...short, ...words]).watched)).toEqual(['mse.loss', 'sgd.value', 'diff.out'])
  })

  test('--set changes parameters, one after the other', () => {
    const changed = runJson([
      ...short,
      '--set',
      'sgd.momentum=0.1',
      '--set',
      'M.skip=0',
      '--set',
      'sgd.momentum=0',
    ])
    const file = readFileSync(flagship, 'utf8')
    const edited = file.replace('"momentum": 0.9', '"momentum": 0').replace('"skip": 16', '"skip": 0')
    expect(changed.series).toEqual(runJson(['-', '--iterations', '30'], edited).series)
    expect(changed.final).not.toEqual(runJson(short).final)
  })

  test('--executor chooses what computes, to the same bits', () => {
    const [wasm, js] = ['wasm', 'js'].map((executor) => runJson([...short, '--executor', executor]))
    expect([wasm?.executor, js?.executor]).toEqual(['wasm', 'js'])
    expect(js?.series).toEqual(wasm?.series)
    expect(js?.final).toEqual(wasm?.final)
  })

  test('--arithmetic overrides the file', () => {
    const separate = runJson([...short, '--arithmetic', 'separate'])
    expect(separate.arithmetic).toBe('separate')
    expect(separate.final).not.toEqual(runJson(short).final)
  })

  test('--iterations 0 shows the start', () => {
    const run = runJson([flagship, '--iterations', '0', '--watch', 'mse.loss'])
    expect(run).toMatchObject({
      iterations: 0,
      series: [{ values: [] }],
      watched: { 'mse.loss': [{ iteration: 0 }] },
    })
    expect(run.final['sgd.value']).toEqual(run.final['W0.out'])
  })

  test('--timeout ends a long run with what it has so far', () => {
    const { exit, out } = gradloom([
      'run',
      flagship,
      '--iterations',
      '1000000000',
      '--timeout',
      '0.5',
      '--json',
      '--watch',
      'mse.loss',
    ])
    expect(exit).toBe(4)
    const { iterations, stopped, series, watched } = JSON.parse(out) as ReturnType<typeof runJson>
    expect(stopped).toMatchObject({ code: 'TIMEOUT', iteration: iterations, node: null })
    expect(series[0]?.values).toHaveLength(iterations)
    expect(watched['mse.loss']?.[0]?.iteration).toBe(iterations - 1)
  })

  test('--timeout ends even an iteration that takes too long by itself', () => {
    const huge = ['W0.rows', 'W0.cols', 'M.rows', 'M.cols', 'identity.size'].map((name) => `${name}=1500`)
    const start = performance.now()
    const { exit, out } = gradloom([
      'run',
      flagship,
      '--json',
      '--timeout',
      '0.2',
      ...huge.flatMap((each) => ['--set', each]),
    ])
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(exit).toBe(4)
    expect(JSON.parse(out)).toMatchObject({
      errors: [{ code: 'TIMEOUT', message: expect.stringMatching(/^The run: it took/) as string }],
    })
  })

  test('- reads standard input', () => {
    expect(runJson(['-', '--iterations', '30'], readFileSync(flagship, 'utf8')).final).toEqual(
      runJson(short).final,
    )
  })
})

describe('a run that ends by itself', () => {
  test('at a failed assertion: exit code 3 and the results so far', () => {
    const { exit, out } = gradloom(['run', '-', '--json', '--watch', 'left.out'], countdown())
    expect(exit).toBe(3)
    const { iterations, stopped, series, watched } = JSON.parse(out) as ReturnType<typeof runJson>
    expect(iterations).toBe(3)
    expect(stopped).toMatchObject({ code: 'ASSERTION_FAILED', iteration: 3, node: 'assert' })
    expect(stopped?.message).toMatch(/^Time left \(assert\): the number is 0 at iteration 3; .*\.$/)
    expect(series[0]?.values).toEqual([3, 2, 1])
    expect(watched['left.out']).toEqual([{ iteration: 2, rows: 1, cols: 1, data: [1] }])
    const people = gradloom(['run', '-'], countdown())
    expect(people.exit).toBe(3)
    expect(people.out).toMatch(/Stopped: Time left \(assert\): the number is 0/)
    expect(people.out).toMatch(/Time left \(assert\): not nonzero/)
  })

  test('at a number that is not finite: exit code 3, the last finite state', () => {
    const { exit, out } = gradloom(['run', flagship, '--set', 'sgd.learningRate=1e6', '--json'])
    expect(exit).toBe(3)
    const { iterations, stopped, final } = JSON.parse(out) as ReturnType<typeof runJson>
    expect(stopped).toMatchObject({ code: 'NON_FINITE', iteration: iterations })
    expect(stopped?.message).toMatch(/becomes Infinity at iteration \d+; /)
    expect(numbers(final['sgd.value']?.data).every(Number.isFinite)).toBe(true)
    expect(final['mse.loss']?.data).toEqual(['Infinity'])
  })

  test('below the wanted loss: done, exit code 0', () => {
    const { exit, out } = gradloom(
      ['run', '-', '--json', '--watch', 'left.out'],
      countdown({ stopBelow: 2.5 }),
    )
    expect(exit).toBe(0)
    const { iterations, stopped, watched } = JSON.parse(out) as ReturnType<typeof runJson>
    expect(iterations).toBe(2)
    expect(stopped).toMatchObject({ code: 'STOP_BELOW', iteration: 1, node: 'left' })
    expect(watched['left.out']?.map(({ iteration }) => iteration)).toEqual([1])
  })
})
