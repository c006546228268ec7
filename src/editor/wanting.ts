// What an open input would take: which shapes, as far as the other inputs of its node tell, and in words.
import { type End, type Graph, type GraphNode, endText } from '../graph/document.ts'
import { resolve } from '../graph/resolve.ts'
import { type Library, type NodeDefinition, isMismatch } from '../node.ts'
import type { ParamValue } from '../param.ts'
import { type Shape, describe, sameShape } from './shape.ts'

export type Shapes = ReadonlyMap<string, Shape>

export interface Wanting {
  readonly accepts: (shape: Shape) => boolean
  /** Numbers of rows and columns that are about: only these can be asked for. */
  readonly sizes: readonly number[]
}

const exactly = (shape: Shape): Wanting => ({
  accepts: (other) => sameShape(other, shape),
  sizes: [...new Set([shape.rows, shape.cols])],
})

/** What an input asks for; null where that is not known. */
export function wantingOf(
  graph: Graph,
  library: Library,
  shapes: Shapes,
  { node: id, port }: End,
): Wanting | null {
  const node = graph.nodes.find((each) => each.id === id)
  const definition = node?.raw === undefined ? library.get(node?.type ?? '')?.definition : undefined
  if (!node || !definition) return null
  const { differentiates, memory, learns } = definition
  if (differentiates?.loss === port) return exactly({ rows: 1, cols: 1 })
  const kept = memory?.next === port ? memory.value : learns?.gradient === port ? learns.value : null
  if (kept !== null) {
    const shape = shapes.get(endText({ node: id, port: kept }))
    return shape ? exactly(shape) : null
  }
  return byRule(graph, shapes, node, definition, port)
}

/** Asks the node's own rule, with the shapes of its other inputs. */
function byRule(
  graph: Graph,
  shapes: Shapes,
  node: GraphNode,
  definition: NodeDefinition,
  port: string,
): Wanting | null {
  const { inputs, shape: rule } = definition
  if (!rule || inputs[port]?.variadic || inputs[port]?.next) return null
  const others: Record<string, Shape | readonly Shape[] | undefined> = {}
  const sizes = new Set<number>()
  for (const [name, { optional, variadic, next }] of Object.entries(inputs)) {
    if (name === port || next) continue
    const found = graph.wires
      .filter(({ to, raw }) => raw === undefined && to.node === node.id && to.port === name)
      .map(({ from }) => shapes.get(endText(from)))
    const known = found.filter((shape) => shape !== undefined)
    if (known.length < found.length || (found.length === 0 && !optional && !variadic)) return null
    others[name] = variadic ? known : known[0]
    for (const { rows, cols } of known) sizes.add(rows).add(cols)
  }
  const { values } = resolve(definition, node.params)
  // A rule knows its own ports; from outside they are only names.
  const ask = (shape: Shape) => rule({ ...others, [port]: shape } as Parameters<typeof rule>[0], values)
  return { accepts: (shape) => !isMismatch(ask(shape)), sizes: [...sizes] }
}

/** Numbers that nothing has by chance. */
const [odd, odder] = [8191, 8209]

/** "4×4", "4 rows", "4 columns"; null where many shapes would do, or none. */
export function neededShape({ accepts, sizes }: Wanting): string | null {
  if (accepts({ rows: odd, cols: odder })) return null
  const rows = sizes.filter((size) => accepts({ rows: size, cols: odd }))
  const columns = sizes.filter((size) => accepts({ rows: odd, cols: size }))
  const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
  if (rows.length + columns.length > 0) {
    const [row] = rows
    const [column] = columns
    if (rows.length === 1 && columns.length === 0 && row !== undefined) return counted(row, 'row')
    if (columns.length === 1 && rows.length === 0 && column !== undefined) return counted(column, 'column')
    return null
  }
  const all = sizes.flatMap((r) => sizes.map((c) => ({ rows: r, cols: c }))).filter(accepts)
  // What can be repeated to fit would do as well, but is not what is asked for.
  const whole = all.filter(({ rows: r, cols: c }) => r > 1 && c > 1)
  const [only] = whole.length === 1 ? whole : all.length === 1 ? all : []
  return only ? describe(only) : null
}

/** What an open input waits for, in words: the shape where it follows from the others, else what its node says of it. */
export function hintFor(graph: Graph, library: Library, shapes: Shapes, end: End): string {
  const wanting = wantingOf(graph, library, shapes, end)
  const shape = wanting && neededShape(wanting)
  if (shape !== null) return `needs ${/^\d+×/.test(shape) ? 'a ' : ''}${shape}`
  const type = graph.nodes.find(({ id }) => id === end.node)?.type ?? ''
  const docs = library.get(type)?.definition.inputs[end.port]?.docs ?? ''
  return docs === '' ? 'needs a wire' : `needs a wire: ${docs.slice(0, 1).toLowerCase()}${docs.slice(1)}`
}

/**
 * The whole numbers to set so that the output of a node that has no inputs fits where its wire leads: as few as will
 * do, and only where there is one way. Null where it fits, or cannot be made to.
 */
export function fittingParams(
  graph: Graph,
  library: Library,
  shapes: Shapes,
  id: string,
): { readonly params: ReadonlyMap<string, number>; readonly shape: Shape } | null {
  const node = graph.nodes.find((each) => each.id === id)
  const definition = node?.raw === undefined ? library.get(node?.type ?? '')?.definition : undefined
  if (!node || !definition?.shape || Object.keys(definition.inputs).length > 0) return null
  const { values } = resolve(definition, node.params)
  const shapeOf = (changed: Record<string, ParamValue>): Shape | null => {
    const found = definition.shape?.({}, { ...values, ...changed })
    const first = found && !isMismatch(found) ? Object.values(found)[0] : undefined
    return first ?? null
  }
  const own = shapeOf({})
  const wantings = graph.wires
    .filter(({ from, raw }) => raw === undefined && from.node === id)
    .flatMap(({ to }) => wantingOf(graph, library, shapes, to) ?? [])
  if (!own || wantings.length === 0 || wantings.every(({ accepts }) => accepts(own))) return null
  const sizing = sizingParams(definition, values, own, shapeOf)
  const sizes = [...new Set(wantings.flatMap((wanting) => wanting.sizes))].filter((size) => size > 1)
  const ways = combinations(sizing, sizes).flatMap((params) => {
    const shape = shapeOf(Object.fromEntries(params))
    return shape && wantings.every(({ accepts }) => accepts(shape)) ? [{ params, shape }] : []
  })
  const fewest = Math.min(...ways.map(({ params }) => params.size))
  const best = ways.filter(({ params }) => params.size === fewest)
  return best.length === 1 ? (best[0] ?? null) : null
}

/** The whole numbers among the parameters that say how large the output is. */
function sizingParams(
  { params }: NodeDefinition,
  values: Readonly<Record<string, ParamValue>>,
  own: Shape,
  shapeOf: (changed: Record<string, ParamValue>) => Shape | null,
): string[] {
  return Object.entries(params).flatMap(([name, { control }]) => {
    const value = values[name]
    if (control !== 'integer' || typeof value !== 'number') return []
    const other = shapeOf({ [name]: value + 1 })
    return other && !sameShape(other, own) ? [name] : []
  })
}

/** Every way to give some of the names one of the sizes each; of many names only the first few. */
function combinations(names: readonly string[], sizes: readonly number[]): ReadonlyMap<string, number>[] {
  let ways: ReadonlyMap<string, number>[] = [new Map()]
  for (const name of names.slice(0, 3)) {
    ways = ways.flatMap((way) => [way, ...sizes.map((size) => new Map([...way, [name, size]]))])
  }
  return ways
}
