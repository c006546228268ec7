// Every node of the library: named, explained, typeset, sound by default, and as its examples say.
import { readFileSync } from 'node:fs'
import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { library } from '../../src/library.ts'
import type { Param } from '../../src/param.ts'
import { compiled, toRows, valueOf, type Node, type Wire } from './bench.ts'

const contract = [
  ...['matrix', 'diagonal', 'identity', 'number', 'random', 'iteration'],
  ...['matmul', 'transpose', 'add', 'subtract', 'multiply', 'divide', 'scale'],
  ...['inverse', 'determinant', 'cofactors', 'trace', 'norm'],
  ...['negate', 'square', 'sqrt', 'abs', 'exp', 'log', 'tanh', 'sigmoid', 'relu', 'power', 'round'],
  ...['sum', 'mean', 'mse', 'backward', 'memory', 'sgd', 'adam'],
  ...['assert', 'gradcheck', 'heatmap', 'lossplot', 'print'],
]
const shelves = ['sources', 'algebra', 'functions', 'reductions', 'loss', 'training', 'checks', 'looks']

test('the library has every node of the file format', () => {
  expect(contract.filter((type) => !library.has(type))).toEqual([])
})

test('no two nodes have the same title', () => {
  const titles = [...library.values()].map(({ definition }) => definition.title)
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
})

/** Whether a value is one that the control of its parameter could have made. */
function fits(param: Param, value: unknown): boolean {
  const { min = -Infinity, max = Infinity } = 'min' in param || 'max' in param ? param : {}
  switch (param.control) {
    case 'number':
      return typeof value === 'number' && value >= min && value <= max
    case 'integer':
      return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
    case 'maybe':
      return value === null || (typeof value === 'number' && value >= min && value <= max)
    case 'choice':
      return param.options.some((option) => option === value)
    case 'matrix':
      return (
        Array.isArray(value) && value.length > 0 && value.every((row) => Array.isArray(row) && row.length > 0)
      )
    case 'list':
      return Array.isArray(value) && value.length > 0
    case 'text':
      return typeof value === 'string'
    case 'range':
      return value === 'auto' || (Array.isArray(value) && value.length === 2)
    default:
      return param satisfies never
  }
}

describe.each([...library.values()])('$type', ({ type, shelf, definition }) => {
  const path = `nodes/${shelf}/${type}.ts`
  const lines = readFileSync(path, 'utf8').split('\n')
  const { inputs, outputs, params } = definition
  const typeset = (latex: string) => katex.renderToString(latex, { throwOnError: true, strict: 'error' })

  test('is a short file on a known shelf that says first what it is for', () => {
    expect(shelves).toContain(shelf)
    expect(type).toMatch(/^[a-z]+$/)
    expect(lines.length - 1).toBeLessThanOrEqual(60)
    expect(lines[0]).toMatch(/^\/\/ .+\.$/)
  })

  test('has a title, a help text, and other words to be found by', () => {
    expect(definition.title).toMatch(/^[A-Z].{1,30}$/)
    expect(definition.docs).toMatch(/^[^ ].{20,600}\.$/)
    expect(definition.keywords?.length).toBeGreaterThan(2)
    expect(new Set(definition.keywords).size).toBe(definition.keywords?.length)
  })

  test('says what each port and parameter means', () => {
    for (const each of [...Object.values(inputs), ...Object.values(outputs), ...Object.values(params)])
      expect(each.docs).toMatch(/^.*[^. ]$/)
  })

  test('has formulas that can be typeset', () => {
    if (shelf !== 'looks') expect(definition.formula).toBeTruthy()
    typeset(definition.formula ?? '')
    for (const [, latex = ''] of definition.docs.matchAll(/\$([^$]+)\$/g)) typeset(latex)
  })

  test('has defaults and examples that its own controls could have made', () => {
    for (const [name, param] of Object.entries(params)) {
      expect(fits(param, param.default), name).toBe(true)
      for (const each of [...(definition.examples ?? []), ...(definition.samples ?? [])])
        if (each.params?.[name] !== undefined) expect(fits(param, each.params[name]), name).toBe(true)
    }
  })

  test('has exactly one way of working', () => {
    const ways = ['run', 'build', 'memory', 'differentiates'].filter((way) => way in definition)
    const looks = Object.keys(outputs).length === 0
    expect(ways.length).toBe(looks ? 0 : 1)
    if (looks) expect(definition).toHaveProperty('picture')
  })

  test('names ports that it has', () => {
    const named = [
      ...Object.keys(definition.gradient ?? {}),
      ...(definition.shapeOnly ?? []),
      ...(definition.records ? [definition.records] : []),
    ]
    expect(named.filter((port) => !(port in inputs))).toEqual([])
    const known = { ...inputs, ...outputs }
    const { initial = '', next = '', value = '' } = definition.memory ?? {}
    if (definition.memory) expect(known).toMatchObject({ [initial]: {}, [next]: {}, [value]: {} })
    const { loss = '', of = '', out = '' } = definition.differentiates ?? {}
    if (definition.differentiates) expect(known).toMatchObject({ [loss]: {}, [of]: {}, [out]: {} })
  })

  test('has examples where it computes, and samples where it has a gradient', () => {
    if ('run' in definition) expect(definition.examples?.length).toBeGreaterThan(0)
    if ('gradient' in definition) expect(definition.samples?.length).toBeGreaterThan(0)
  })

  test.each(definition.examples ?? [])('computes example %# in both arithmetics', (example) => {
    const sources: Node[] = Object.entries(example.inputs ?? {}).map(([port, values]) => [
      port,
      'matrix',
      { values },
    ])
    const wires: Wire[] = sources.map(([port]): Wire => `${port}.out node.${port}`)
    const program = compiled([...sources, ['node', type, example.params]], wires)
    for (const arithmetic of ['separate', 'fused'] as const)
      for (const [port, rows] of Object.entries(example.outputs))
        expect(toRows(valueOf(program, `node.${port}`, arithmetic))).toEqual(rows)
  })
})
