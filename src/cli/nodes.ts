// Nodes: the reference of all kinds of nodes, by shelf.
import { encode } from '../graph/resolve.ts'
import { library } from '../library.ts'
import type { Input, NodeKind } from '../node.ts'
import type { Param } from '../param.ts'
import type { Given } from './command.ts'
import { exits, type Exit } from './refusal.ts'
import { coloursOf, print, widthOf, type Colours } from './terminal.ts'
import { wrapped } from './wrap.ts'

/** The shelves in the order in which a graph is read; others follow by name. */
const order = ['sources', 'algebra', 'functions', 'reductions', 'loss', 'training', 'checks', 'looks']
const placeOf = (shelf: string): number => (order.includes(shelf) ? order.indexOf(shelf) : order.length)

const byShelf = (a: NodeKind, b: NodeKind): number =>
  placeOf(a.shelf) - placeOf(b.shelf) || a.shelf.localeCompare(b.shelf) || a.type.localeCompare(b.type)

function limits(param: Param): string {
  if (param.control === 'choice') return param.options.map((option) => `"${option}"`).join(' or ')
  if (!('min' in param) && !('max' in param)) return ''
  const { min, max } = param
  if (min !== undefined && max !== undefined) return `${min} … ${max}`
  return min !== undefined ? `at least ${min}` : max !== undefined ? `at most ${max}` : ''
}

const marks = ({ optional, variadic, next }: Input): string =>
  `${next ? ' ⟲' : ''}${variadic ? ' …' : ''}${optional ? ' (optional)' : ''}`

function entry({ type, definition }: NodeKind, width: number, { bold, dim }: Colours): string {
  const { title, docs, inputs, outputs, params } = definition
  const lines = [`${bold(type)}${dim(`  ${title}`)}`, ...wrapped(docs, width - 2).map((line) => `  ${line}`)]
  const item = (left: string, right: string) => {
    const [first = '', ...rest] = wrapped(right, Math.max(20, width - 26))
    lines.push(`    ${left.padEnd(20)}  ${first}`, ...rest.map((line) => `${' '.repeat(26)}${line}`))
  }
  for (const [port, input] of Object.entries(inputs)) item(`→ ${port}${marks(input)}`, input.docs)
  for (const [port, output] of Object.entries(outputs)) item(`← ${port}`, output.docs)
  for (const [name, param] of Object.entries(params)) {
    const range = limits(param)
    item(
      `· ${name} = ${JSON.stringify(encode(param.default))}`,
      range === '' ? param.docs : `${param.docs} (${range})`,
    )
  }
  return `${lines.join('\n')}\n`
}

const plain = ({ type, shelf, definition }: NodeKind) => ({
  ...{ type, shelf, title: definition.title, docs: definition.docs, formula: definition.formula ?? null },
  inputs: Object.entries(definition.inputs).map(([port, { docs, optional, variadic, next }]) => ({
    ...{ port, docs, optional: optional ?? false, variadic: variadic ?? false, next: next ?? false },
  })),
  outputs: Object.entries(definition.outputs).map(([port, { docs, role }]) => ({ port, docs, role })),
  params: Object.entries(definition.params).map(([name, param]) => ({
    ...{ name, ...param, default: encode(param.default) },
  })),
})

export function nodes({ switches }: Given): Promise<Exit> {
  const kinds = [...library.values()].toSorted(byShelf)
  if (switches.has('json')) print(`${JSON.stringify({ nodes: kinds.map(plain) })}\n`)
  else {
    const colours = coloursOf(process.stdout)
    const width = Math.min(widthOf(process.stdout), 100)
    let shelf = ''
    for (const kind of kinds) {
      if (kind.shelf !== shelf)
        print(`${shelf === '' ? '' : '\n'}${colours.bold(kind.shelf.toUpperCase())}\n`)
      shelf = kind.shelf
      print(`\n${entry(kind, width, colours)}`)
    }
  }
  return Promise.resolve(exits.done)
}
