// gradloom unfold: the unfolded graph is a file like any other, and runs to the same bits.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { load } from '../../src/graph/load.ts'
import { save } from '../../src/graph/save.ts'
import { buildCommandLine, gradloom, runJson } from './command-line.ts'

const folder = buildCommandLine()

const cases: readonly (readonly [file: string, id: string, part: string])[] = [
  ['matrix-inverse', 'mse', 'mse_mean'],
  ['matrix-inverse', 'sgd', 'sgd_memory'],
  ['matrix-inverse', 'backward', 'backward_matmul'],
  ['adam-or-sgd', 'Wadam', 'Wadam_memory'],
  ['xor', 'dW1', 'dW1_matmul'],
]

describe.each(cases)('%s, %s', (file, id, part) => {
  const source = `graphs/${file}.json`

  test('every loss and every final value is the same', () => {
    const out = join(folder(), `${file}-${id}.json`)
    const { exit, out: printed, err } = gradloom(['unfold', source, id, '--out', out])
    expect([exit, printed]).toEqual([0, ''])
    expect(err).toMatch(/\.json: \d+ nodes in place of \w+\n$/)
    const text = readFileSync(out, 'utf8')
    const { graph } = load(text)
    expect(graph && save(graph)).toBe(text)
    const ids = graph?.nodes.map((node) => node.id) ?? []
    expect(ids).toContain(part)
    expect(ids).not.toContain(id)
    const [before, after] = [runJson([source, '--iterations', '600']), runJson([out, '--iterations', '600'])]
    expect(after.series.map(({ values }) => values)).toEqual(before.series.map(({ values }) => values))
    const added = Object.entries(after.final).filter(([name]) => !(name in before.final))
    for (const [name, matrix] of Object.entries(before.final)) {
      const same = after.final[name]
      if (same) expect(same, name).toEqual(matrix)
      else
        expect(
          added.map(([, value]) => value),
          name,
        ).toContainEqual(matrix)
    }
  })

  test('without --out the graph is printed, ready to be piped on', () => {
    const { exit, out, err } = gradloom(['unfold', source, id])
    expect([exit, err]).toEqual([0, ''])
    expect(runJson(['-', '--iterations', '5'], out).series[0]?.values).toEqual(
      runJson([source, '--iterations', '5']).series[0]?.values,
    )
  })
})

test('everything, one after the other, runs to the same bits', () => {
  let file = 'graphs/matrix-inverse.json'
  for (const id of ['backward', 'sgd']) {
    const { out } = gradloom(['unfold', file, id])
    file = join(folder(), `all-${id}.json`)
    writeFileSync(file, out)
  }
  const { final, series } = runJson([file])
  const judge = runJson(['graphs/matrix-inverse.json'])
  expect(series[0]?.values).toEqual(judge.series[0]?.values)
  expect(final['diff.out']).toEqual(judge.final['diff.out'])
})

test('a Backward opens the composites that it looks into', () => {
  const { graph } = load(gradloom(['unfold', 'graphs/matrix-inverse.json', 'backward']).out)
  expect(graph?.nodes.map(({ id }) => id)).not.toContain('mse')
})
