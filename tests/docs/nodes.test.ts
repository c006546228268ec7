// The tables of nodes in the format page say what the library says: ports, marks, gradients, parameters, defaults.
import { expect, test } from 'vitest'
import { encode } from '../../src/graph/resolve.ts'
import { library } from '../../src/library.ts'
import type { Input, NodeDefinition } from '../../src/node.ts'
import type { Param } from '../../src/param.ts'
import { read, rowsUnder } from './markdown.ts'

const page = read('docs/format.md')
const kinds = [...library.values()]

const code = (text: string): string => `\`${text}\``

const marked = ([port, { next, variadic, optional }]: [string, Input]): string =>
  `${code(port)}${next ? ' ⟲' : ''}${variadic ? ' …' : ''}${optional ? ' ?' : ''}`

const portsOf = ({ inputs, outputs }: NodeDefinition): string =>
  [...Object.entries(inputs).map(marked), '→', ...Object.keys(outputs).map(code)].join(' ')

function gradientsOf(definition: NodeDefinition): string {
  if ('gradient' in definition)
    return Object.keys(definition.gradient ?? {})
      .map(code)
      .join(' ')
  return 'build' in definition && definition.samples ? 'its parts' : '—'
}

function bounds({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`
  if (min !== undefined) return ` of at least ${min}`
  return max === undefined ? '' : ` of at most ${max}`
}

function allowed(param: Param): string {
  switch (param.control) {
    case 'number':
      return `a number${bounds(param)}`
    case 'integer':
      return `a whole number${bounds(param)}`
    case 'maybe':
      return `a number${bounds(param)}, or \`null\``
    case 'choice':
      return param.options.map((option) => code(`"${option}"`)).join(', ')
    case 'matrix':
      return 'rows of numbers, all equally long'
    case 'list':
      return 'a list of numbers'
    case 'text':
      return 'a text'
    case 'range':
      return '`"auto"` or `[low, high]`'
    default:
      return param satisfies never
  }
}

const defaultOf = (param: Param): string => code(JSON.stringify(encode(param.default)).replaceAll(',', ', '))

const byFirst = (a: readonly string[], b: readonly string[]): number => (a[0] ?? '').localeCompare(b[0] ?? '')

test('every node is listed with its title, ports and gradients', () => {
  const rows = rowsUnder(page, ['Type', 'Title', 'Inputs → outputs', 'Gradient to', 'What it does'])
  const expected = kinds.map(({ type, definition }) => [
    code(type),
    definition.title,
    portsOf(definition),
    gradientsOf(definition),
  ])
  expect(rows.map((row) => row.slice(0, 4)).sort(byFirst)).toEqual(expected.sort(byFirst))
  expect(rows.filter((row) => row.length !== 5 || row[4] === '')).toEqual([])
})

test('every parameter is listed with its default, what is allowed, and its meaning', () => {
  const rows = rowsUnder(page, ['Parameter', 'Default', 'Allowed', 'Meaning'])
  const expected = kinds.flatMap(({ type, definition }) =>
    Object.entries(definition.params).map(([name, param]) => [
      code(`${type}.${name}`),
      defaultOf(param),
      allowed(param),
    ]),
  )
  expect(rows.map((row) => row.slice(0, 3)).sort(byFirst)).toEqual(expected.sort(byFirst))
  expect(rows.filter((row) => row.length !== 4 || row[3] === '')).toEqual([])
})

test('nodes stand under the heading of their shelf', () => {
  const sections = page.text
    .split(/^### /m)
    .map((section) => [section.split('\n')[0]?.toLowerCase(), section])
  for (const { type, shelf } of kinds) {
    const [heading] = sections.find(([, section]) => section?.includes(`\n| ${code(type)} `)) ?? []
    expect(heading, type).toBe(shelf)
  }
})
