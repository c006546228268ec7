// Help: how the command line is called, from the list of commands.
import type { Command } from './command.ts'
import { commands } from './commands.ts'

const indent = (lines: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...lines.map(([left]) => left.length))
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

/** Help on all commands. */
export const overview =
  (): string => `Gradloom takes gradient descent apart: it runs graphs of nodes, with its own autograd.

Usage: gradloom COMMAND …

${indent(Object.entries(commands).map(([name, { summary }]) => [name, summary]))}

gradloom COMMAND --help says more; gradloom --version says which version this is.

Exit codes: 0 done, 1 internal fault, 2 bad file, graph or usage, 3 an assertion failed
or a number became non-finite, 4 timed out.
`

/** Help on one command. */
export function helpOn(name: string, { summary, operands, options, more }: Command): string {
  const listed = [...Object.entries(options), ['help', { value: null, docs: 'Print this' }] as const]
  const rows = listed.map(
    ([option, { value, docs }]) => [`--${option}${value === null ? '' : ` ${value}`}`, docs] as const,
  )
  const call = ['gradloom', name, ...operands, '[OPTION]…'].join(' ')
  return `${summary}.\n\nUsage: ${call}\n\n${indent(rows)}\n${more === '' ? '' : `\n${more}\n`}`
}
