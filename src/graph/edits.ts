// Edits: what a gesture does to the document. Pure functions from graph to graph that share all they leave alone;
// an edit that changes nothing answers the same graph. Placeholders can be removed, but not changed.
import type { Library } from '../node.ts'
import { inspect } from './check.ts'
import {
  type End,
  type Fields,
  type Graph,
  type GraphNode,
  type Json,
  type Wire,
  noFields,
  wireKey,
} from './document.ts'
import type { Point, RunSettings } from './document.ts'
import { type Reader, aCount, aSize, cutTitle, isId, inReach } from './fields.ts'
import { maxNodes, maxWires } from './limits.ts'
import { nodeNames } from './names.ts'
import { writeNumber } from './numbers.ts'
import { type Problem, problem } from './problem.ts'
import { nodes as nodeEntries, settle, wires as wireEntries } from './read.ts'
import { isList } from './words.ts'
import { asWritten, withLiterals } from './written.ts'

/** An edit that cannot be done, and why. */
export interface Refused {
  readonly problem: Problem
}

/** The limits of a file hold for edits too: what cannot be opened again must not come about. */
export function tooMany(graph: Graph): Refused | null {
  const [things, count, most] =
    graph.nodes.length > maxNodes
      ? ['nodes', graph.nodes.length, maxNodes]
      : ['wires', graph.wires.length, maxWires]
  if (count <= most) return null
  const what = { code: 'LIMIT_EXCEEDED', expected: most, got: count } as const
  return {
    problem: problem(
      {},
      { ...what, wrong: `it would have ${count} ${things}`, right: `at most ${most} are allowed` },
    ),
  }
}

const fits = (reader: Reader<unknown>, value: Json): boolean => 'value' in reader(value)

// Nodes

/** Adds a node of a kind and answers its id: matmul, matmul2, … */
export function addNode(
  graph: Graph,
  type: string,
  at: Point,
  params: Fields = noFields,
): { readonly graph: Graph; readonly id: string } | Refused {
  const id = nodeNames(graph).fresh(isId(type) ? type : 'node')
  const next = { ...graph, nodes: [...graph.nodes, { id, type, at: inReach(at), params, extra: noFields }] }
  return tooMany(next) ?? { graph: next, id }
}

/** Removes nodes, their wires, and frames that were around nothing else. */
export function removeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = new Set(ids)
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id))
  if (nodes.length === graph.nodes.length) return graph
  const wires = graph.wires.filter(({ from, to }) => !gone.has(from.node) && !gone.has(to.node))
  const frames = graph.frames
    .map((frame) => {
      const around = frame.around.filter((id) => !gone.has(id))
      return around.length === frame.around.length ? frame : { ...frame, around }
    })
    .filter((frame, i) => frame === graph.frames[i] || frame.around.length > 0)
  return { ...graph, nodes: settle(nodeEntries, nodes), wires: settle(wireEntries, wires), frames }
}

function changeNode(graph: Graph, id: string, change: (node: GraphNode) => GraphNode): Graph {
  const index = graph.nodes.findIndex((node) => node.id === id)
  const node = graph.nodes[index]
  if (!node || node.raw !== undefined) return graph
  const changed = change(node)
  return changed === node ? graph : { ...graph, nodes: graph.nodes.with(index, changed) }
}

const samePoint = (a: Point | undefined, b: Point): boolean =>
  a !== undefined && a[0] === b[0] && a[1] === b[1]

/** Puts nodes to new places. */
export function moveNodes(graph: Graph, places: ReadonlyMap<string, Point>): Graph {
  let moved = false
  const nodes = graph.nodes.map((node) => {
    const place = places.get(node.id)
    const at = place && inReach(place)
    if (!at || node.raw !== undefined || samePoint(node.at, at)) return node
    moved = true
    return { ...node, at }
  })
  return moved ? { ...graph, nodes } : graph
}

/** A value as a file can hold it. */
function storable(value: Json): Json {
  if (typeof value === 'number') return writeNumber(value)
  return isList(value) ? value.map(storable) : value
}

/** Sets a parameter; undefined puts it back to its default. */
export const setParam = (graph: Graph, id: string, name: string, value: Json | undefined): Graph =>
  changeNode(graph, id, (node) => {
    const next = value === undefined ? undefined : storable(value)
    if (node.params.get(name) === next) return node
    const params = withLiterals(node.params, new Map(node.params))
    if (next === undefined) params.delete(name)
    else params.set(name, next)
    return { ...node, params }
  })

/** Names a node for people; an empty title puts it back to that of its kind. */
export const setTitle = (graph: Graph, id: string, title: string): Graph =>
  changeNode(graph, id, (node) => {
    const { title: old, ...rest } = node
    if ((old ?? '') === title) return node
    return title === '' ? rest : { ...rest, title: cutTitle(title) }
  })

/** Switches a node off, so that its first input is passed on, or on again. */
export const setBypass = (graph: Graph, id: string, bypass: boolean): Graph =>
  changeNode(graph, id, (node) => {
    const { bypass: old = false, ...rest } = node
    if (old === bypass) return node
    return bypass ? { ...rest, bypass } : rest
  })

/** Resizes a node; null puts it back to its natural size. */
export const setSize = (graph: Graph, id: string, size: Point | null): Graph =>
  changeNode(graph, id, (node) => {
    const { size: old, ...rest } = node
    if (size === null) return old ? rest : node
    return samePoint(old, size) || !fits(aSize, size) ? node : { ...rest, size }
  })

// Wires

/** Connects an output to an input, or says why not. Replaces nothing. */
export function connect(
  graph: Graph,
  library: Library,
  from: End,
  to: End,
  label = '',
): { readonly graph: Graph; readonly wire: Wire } | Refused {
  const wire: Wire = { from, to, ...(label !== '' && { label }), extra: noFields }
  const next = { ...graph, wires: [...graph.wires, wire] }
  const own = `wires[${graph.wires.length}].`
  const against = inspect(next, library).problems.find(({ path }) => path?.startsWith(own))
  if (against) return { problem: against }
  return tooMany(next) ?? { graph: next, wire }
}

/** Where a wire is: those that can be read are found by their ends, broken ones by what they hold. */
const placeOf = (graph: Graph, wire: Wire): number =>
  wire.raw === undefined
    ? graph.wires.findIndex((each) => each.raw === undefined && wireKey(each) === wireKey(wire))
    : graph.wires.findIndex((each) => each.raw === wire.raw)

/** Takes a wire away. */
export function disconnect(graph: Graph, wire: Wire): Graph {
  const place = placeOf(graph, wire)
  return place < 0 ? graph : { ...graph, wires: settle(wireEntries, graph.wires.toSpliced(place, 1)) }
}

/** Labels a wire, which names its curve; an empty label removes it. */
export function setWireLabel(graph: Graph, wire: Wire, label: string): Graph {
  const place = placeOf(graph, wire)
  const found = graph.wires[place]
  if (!found || found.raw !== undefined || (found.label ?? '') === label) return graph
  const { from, to, extra } = found
  const changed = { from, to, ...(label !== '' && { label }), extra }
  return { ...graph, wires: graph.wires.with(place, changed) }
}

// The document

function without(fields: Fields, ...keys: readonly string[]): Fields {
  if (!keys.some((key) => fields.has(key))) return fields
  return asWritten(fields, new Map([...fields].filter(([key]) => !keys.includes(key))))
}

/** Sets how long a run is; a stopBelow of null removes it. What could not be read before is replaced. */
export function setRun(
  graph: Graph,
  { iterations, stopBelow }: { readonly iterations?: number; readonly stopBelow?: number | null },
): Graph {
  const { stopBelow: old, ...rest } = graph.run
  const below = stopBelow === undefined ? old : (stopBelow ?? undefined)
  const length = iterations !== undefined && fits(aCount, iterations) ? iterations : rest.iterations
  if (length === rest.iterations && below === old) return graph
  const extra = without(rest.extra, 'iterations', 'stopBelow')
  const run: RunSettings = { iterations: length, ...(below !== undefined && { stopBelow: below }), extra }
  return { ...graph, run, extra: without(graph.extra, 'run') }
}

/** Chooses how sums of products are rounded. */
export const setArithmetic = (graph: Graph, arithmetic: Graph['arithmetic']): Graph =>
  graph.arithmetic === arithmetic
    ? graph
    : { ...graph, arithmetic, extra: without(graph.extra, 'arithmetic') }

/** Names the document. */
export const setGraphTitle = (graph: Graph, title: string): Graph =>
  graph.title === title ? graph : { ...graph, title: cutTitle(title), extra: without(graph.extra, 'title') }

/** Describes the document to its readers, in Markdown. */
export const setAbout = (graph: Graph, about: string): Graph =>
  graph.about === about ? graph : { ...graph, about, extra: without(graph.extra, 'about') }
