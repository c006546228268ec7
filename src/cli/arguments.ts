// Arguments: what the user typed, checked against what the command takes.
import { parseArgs } from 'node:util'
import { didYouMean } from '../graph/words.ts'
import type { Command, Given } from './command.ts'
import { misused } from './refusal.ts'

/** Options that may be given more than once. */
const repeatable = new Set(['set', 'watch'])

const usage = (name: string): string => `gradloom ${name} --help lists what there is`

/** Reads the arguments of a command, or throws a Refusal that says what is wrong with them. */
export function readArguments(name: string, { options, operands }: Command, words: readonly string[]): Given {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      [...Object.entries(options), ['help', { value: null }] as const].map(([option, { value }]) => [
        option,
        { type: value === null ? 'boolean' : 'string' },
      ]),
    ),
    strict: false,
    tokens: true,
  })
  const given = { operands: [] as string[], switches: new Set<string>(), values: new Map<string, string[]>() }
  for (const token of tokens) {
    if (token.kind === 'positional') given.operands.push(token.value)
    if (token.kind !== 'option') continue
    const { rawName, value, inlineValue } = token
    const option = token.name === 'h' ? 'help' : token.name
    const known =
      option === 'help' ? { value: null } : Object.hasOwn(options, option) ? options[option] : undefined
    if (!known) throw unknownOption(name, rawName, option, Object.keys(options))
    if (known.value === null) {
      if (value !== undefined)
        throw misused(rawName, `it takes no value, and ${value} was given`, 'leave the value out')
      given.switches.add(option)
      continue
    }
    if (value === undefined || (!inlineValue && value.startsWith('--')))
      throw misused(rawName, 'its value is missing', `it must be followed by ${known.value}`)
    const before = given.values.get(option) ?? []
    if (before.length > 0 && !repeatable.has(option))
      throw misused(rawName, 'it is given twice', 'it can be given once')
    given.values.set(option, [...before, value])
  }
  if (!given.switches.has('help')) checkOperands(name, operands, given.operands)
  return given
}

function unknownOption(name: string, rawName: string, option: string, known: readonly string[]): Error {
  const hint = didYouMean(option, known)?.replace('mean ', 'mean --')
  return misused(rawName, `gradloom ${name} has no such option`, usage(name), hint)
}

function checkOperands(name: string, wanted: readonly string[], given: readonly string[]): void {
  const missing = wanted[given.length]
  if (missing !== undefined) {
    const right = `it must be called as gradloom ${[name, ...wanted].join(' ')}`
    throw misused(`gradloom ${name}`, `${missing.replace('…', '')} is missing`, right)
  }
  const extra = given[wanted.length]
  if (extra === undefined || wanted.at(-1)?.endsWith('…')) return
  const right =
    wanted.length === 0 ? 'it takes no arguments beside options' : `it takes ${wanted.join(' and ')} only`
  throw misused(`gradloom ${name}`, `${extra} is one argument too many`, right, usage(name))
}
