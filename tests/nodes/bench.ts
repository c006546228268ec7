// The bench on which single nodes are tried: graphs in a line or two, computed by the naive interpreter.
import { compile } from '../../src/engine/compile.ts'
import { Interpreter } from '../../src/engine/interpreter.ts'
import { actual, type Program, type Settings, type Value } from '../../src/engine/program.ts'
import { emptyGraph, noFields, type End, type Graph, type Json } from '../../src/graph/document.ts'
import { library as everything } from '../../src/library.ts'
import type { Library, NodeDefinition, NodeKind, Rows } from '../../src/node.ts'
import { matrix, type Arithmetic, type Matrix } from '../../src/numeric/matrix.ts'

/** [id, type, parameters] */
export type Node = readonly [id: string, type: string, params?: Readonly<Record<string, unknown>> | undefined]
/** "from.port to.port" */
export type Wire = `${string}.${string} ${string}.${string}`

const endOf = (text = ''): End => {
  const [node = '', port = ''] = text.split('.')
  return { node, port }
}

/** Parameters in tests are plain JSON; what is not a number in JSON is written as in a file. */
const json = (value: unknown): Json =>
  Array.isArray(value) ? value.map(json) : Object.is(value, -0) ? '-0' : (value as Json) // test literals

export const graphOf = (nodes: readonly Node[], wires: readonly Wire[]): Graph => ({
  ...emptyGraph,
  nodes: nodes.map(([id, type, params = {}]) => ({
    id,
    type,
    at: [0, 0],
    params: new Map(Object.entries(params).map(([name, value]) => [name, json(value)])),
    extra: noFields,
  })),
  wires: wires.map((wire) => {
    const [from, to] = wire.split(' ')
    return { from: endOf(from), to: endOf(to), extra: noFields }
  }),
})

export function compiled(
  nodes: readonly Node[],
  wires: readonly Wire[],
  library: Library = everything,
): Program {
  const program = compile(graphOf(nodes, wires), library)
  const [problem] = program.problems
  if (problem) throw new Error(`${problem.code}: ${problem.message}`)
  return program
}

export function outputOf(program: Program, end: string): Value {
  const value = program.outputs.get(end)
  if (!value) throw new Error(`there is no ${end}`)
  return actual(value)
}

/** The value of an output as computed at iteration 0, with some values given instead. */
export function valueOf(
  program: Program,
  end: string,
  arithmetic: Arithmetic = 'separate',
  given: ReadonlyMap<Value, Matrix> = new Map(),
): Matrix {
  const found = new Interpreter(program, arithmetic, given).values.get(outputOf(program, end))
  if (!found) throw new Error(`${end} has no value`)
  return found
}

export function kindOf(type: string): NodeKind {
  const kind = everything.get(type)
  if (!kind) throw new Error(`there is no ${type}`)
  return kind
}

/** The library with one more kind of node, "changed": like `type`, but for some fields. */
export function withChanged(type: string, change: Partial<NodeDefinition>): Library {
  const { shelf, definition } = kindOf(type)
  return new Map(everything).set('changed', {
    type: 'changed',
    shelf,
    definition: { ...definition, ...change },
  })
}

/** Parameters with everything else at its default. */
export const settings = ({ params }: NodeDefinition, given: Partial<Settings> = {}): Settings =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, given[name] ?? param.default]))

export function fromRows(rows: Rows, arithmetic: Arithmetic = 'separate'): Matrix {
  const made = matrix(rows.length, rows[0]?.length ?? 0, arithmetic)
  made.data.set(rows.flat())
  return made
}

export const toRows = ({ rows, cols, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, row) => [...data.subarray(row * cols, (row + 1) * cols)])
