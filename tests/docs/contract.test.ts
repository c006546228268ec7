// The rest of the contract: error codes, exit codes, commands, options and limits are those of the code.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { exits } from '../../src/cli/refusal.ts'
import { fileKeys } from '../../src/graph/file.ts'
import * as limits from '../../src/graph/limits.ts'
import { read, rowsUnder } from './markdown.ts'

const page = read('docs/format.md')
const code = (text: string): string => `\`${text}\``

test('every error code is listed, in the order of the code', () => {
  const source = readFileSync('src/graph/problem.ts', 'utf8')
  const union = /export type Code =(?<codes>[^]*?)\n\n/.exec(source)?.groups?.['codes'] ?? ''
  const codes = [...union.matchAll(/'(?<code>[A-Z_]+)'/g)].map(({ groups }) => groups?.['code'] ?? '')
  expect(codes.length).toBeGreaterThan(20)
  expect(rowsUnder(page, ['Code', 'When']).map(([name]) => name)).toEqual(codes.map(code))
})

test('every exit code is listed', () => {
  const listed = rowsUnder(page, ['Code', 'Meaning']).map(([number]) => Number(number))
  expect(listed).toEqual(Object.values(exits).sort())
})

test('the keys of a file are listed in their order', () => {
  const tables = page.text.split(/^A \*\*node\*\*/m)[0] ?? ''
  const listed = rowsUnder({ ...page, text: tables }, ['Key', 'Value']).map(([key]) => key)
  expect(listed).toEqual(fileKeys.map(code))
})

test.each(Object.entries(commands))(
  'gradloom %s is listed with its options',
  (name, { operands, options }) => {
    const [, section = ''] = page.text.split(`\n### ${code(name)}\n`)
    const text = section.split(/^##/m)[0] ?? ''
    expect(text).toContain(code(['gradloom', name, ...operands].join(' ')).slice(0, -1))
    const listed = rowsUnder({ ...page, text }, ['Option', 'Value', 'Meaning'])
    expect(listed.map(([option, value]) => [option, value])).toEqual(
      Object.entries(options).map(([option, { value }]) => [
        code(`--${option}`),
        value === null ? '' : code(value),
      ]),
    )
  },
)

test('the limits are those of the code', () => {
  const listed = rowsUnder(page, ['What', 'At most']).map(([, most]) => most?.split(' ')[0])
  const { maxBytes, maxNodes, maxWires, maxNumbers, maxDepth } = limits
  const numbers = [maxBytes, maxNodes, maxWires, maxNumbers, maxDepth].map((most) =>
    most.toLocaleString('en'),
  )
  expect(listed.slice(0, 5)).toEqual(numbers)
})

test('the fields of a problem are listed in their order', () => {
  const source = readFileSync('src/cli/show-problems.ts', 'utf8')
  const fields = /\{(?<fields>[^}]*)\}: Problem\) => \(/.exec(source)?.groups?.['fields'] ?? ''
  const names = fields.split(',').flatMap((field) => field.trim() || [])
  expect(names.length).toBeGreaterThan(8)
  expect(rowsUnder(page, ['Field', 'Value']).map(([name]) => name)).toEqual(names.map(code))
})
