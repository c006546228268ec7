// Unfolding: a composite or a Backward on the canvas, replaced by the nodes that it stands for.
import {
  endText,
  noFields,
  type End,
  type Fields,
  type Graph,
  type GraphNode,
  type Json,
  type Wire,
} from '../graph/document.ts'
import { inReach } from '../graph/fields.ts'
import { problem, type Problem } from '../graph/problem.ts'
import { encode, resolve } from '../graph/resolve.ts'
import type { Library, NodeDefinition } from '../node.ts'
import { compile } from './compile.ts'
import { arrange } from './layout.ts'
import { actual, needs, type Operation, type Program, type Settings, type Value } from './program.ts'

export type Unfolded =
  { readonly graph: Graph; readonly added: readonly string[] } | { readonly problem: Problem }

/**
 * The graph with one block opened into its parts. It runs to the same bits. A Backward's parts refer to the inner
 * values of the composites between `of` and `loss`, so those are opened with it.
 */
export function unfold(graph: Graph, library: Library, id: string): Unfolded {
  const node = graph.nodes.find((each) => each.id === id)
  const kind = node && library.get(node.type)
  if (!node || !kind) {
    const wrong = `there is no ${node ? 'known' : ''} node ${id}`.replace('  ', ' ')
    return {
      problem: problem(
        { path: id },
        { code: 'BAD_VALUE', wrong, right: 'name a node of the graph by its id' },
      ),
    }
  }
  const { definition } = kind
  const named = { id, title: node.title ?? definition.title }
  if (!definition.build && definition.differentiates?.how !== 'exactly') {
    const right = 'composites and Backward can be unfolded'
    return {
      problem: problem(
        { node: named },
        { code: 'BAD_VALUE', wrong: `${definition.title} is a primitive`, right },
      ),
    }
  }
  const { problems, outputs } = compile(graph, library)
  const broken = problems.find(({ severity, node: blamed }) => severity === 'error' && blamed === id)
  if (broken) return { problem: broken }
  const unknown = graph.wires.find(
    ({ from, to, raw }) => raw === undefined && to.node === id && !outputs.has(endText(from)),
  )
  if (unknown) {
    const wrong = `what comes in from ${endText(unknown.from)} is not known yet`
    const right = 'finish what leads there first'
    return { problem: problem({ node: named, port: unknown.to.port }, { code: 'BAD_VALUE', wrong, right }) }
  }
  return definition.build ? unfoldComposite(graph, library, id) : unfoldBackward(graph, library, id)
}

function unfoldComposite(graph: Graph, library: Library, id: string): Unfolded {
  const program = compile(graph, library)
  const parts = program.operations.filter((operation) => operation.node === id && !operation.adjoint)
  return replace(graph, program, id, parts)
}

function unfoldBackward(start: Graph, library: Library, id: string): Unfolded {
  let graph = start
  let program = compile(graph, library)
  for (;;) {
    const parts = adjointParts(program, id)
    const folded = parts
      .flatMap(needs)
      .find((value) => !parts.includes(ownerOf(value)) && !onCanvas(program, value))
    if (!folded) return replace(graph, program, id, parts)
    const opened = unfold(graph, library, ownerOf(folded).node)
    if ('problem' in opened) return opened
    graph = opened.graph
    program = compile(graph, library)
  }
}

function ownerOf({ operation }: Value): Operation {
  if (!operation) throw new Error('a value belongs to no operation')
  return operation
}

/** The adjoint operations that a Backward's gradient is computed from. */
function adjointParts(program: Program, id: string): Operation[] {
  const wanted = new Set<Operation>()
  const open = program.gradients.filter(({ node }) => node === id).map(({ value }) => ownerOf(value))
  for (let operation = open.pop(); operation; operation = open.pop()) {
    if (wanted.has(operation) || !operation.adjoint) continue
    wanted.add(operation)
    open.push(...needs(operation).map(ownerOf))
  }
  return program.operations.filter((operation) => wanted.has(operation))
}

function onCanvas(program: Program, value: Value): End | null {
  for (const [name, found] of program.outputs)
    if (actual(found) === value) {
      const [node = '', port = ''] = name.split('.')
      return { node, port }
    }
  return null
}

/** Puts parts in place of a node: its wires lead to them, its place on the canvas is theirs. */
function replace(graph: Graph, program: Program, id: string, parts: readonly Operation[]): Unfolded {
  const ids = freshIds(graph, id, parts)
  const sourceOf = (value: Value): End => {
    for (const [part, name] of ids)
      for (const [port, found] of Object.entries(part.outputs))
        if (actual(found) === value) return { node: name, port }
    const found = onCanvas({ ...program, outputs: withoutNode(program.outputs, id) }, value)
    if (!found) throw new Error(`a part of ${id} reads a value that is not on the canvas`)
    return found
  }
  const inner: Wire[] = []
  for (const [part, node] of ids)
    for (const [port, values] of Object.entries(part.inputs))
      for (const value of values)
        inner.push({ from: sourceOf(actual(value)), to: { node, port }, extra: noFields })
  const place = graph.nodes.findIndex((node) => node.id === id)
  const at = graph.nodes[place]?.at ?? [0, 0]
  const spots = arrange(parts, at)
  const nodes = parts.map((part): GraphNode => {
    const { type, definition } = part.kind
    return {
      id: ids.get(part) ?? '',
      type,
      at: inReach(spots.get(part) ?? at),
      params: given(definition, part.params),
      extra: noFields,
    }
  })
  const rewired = graph.wires.flatMap((wire): Wire[] => {
    if (wire.to.node === id) return []
    if (wire.from.node !== id) return [wire]
    const value = program.outputs.get(endText(wire.from))
    return value ? [{ ...wire, from: sourceOf(actual(value)) }] : [wire]
  })
  const added = nodes.map((node) => node.id)
  return {
    added,
    graph: {
      ...graph,
      nodes: [...graph.nodes.slice(0, place), ...nodes, ...graph.nodes.slice(place + 1)],
      wires: [...rewired, ...inner],
      frames: graph.frames.map((frame) =>
        frame.around.includes(id)
          ? { ...frame, around: frame.around.flatMap((each) => (each === id ? added : [each])) }
          : frame,
      ),
    },
  }
}

const withoutNode = (outputs: Program['outputs'], id: string): Program['outputs'] =>
  new Map([...outputs].filter(([name]) => !name.startsWith(`${id}.`)))

/** "sgd_add": readable, and free in this graph. */
function freshIds(graph: Graph, id: string, parts: readonly Operation[]): Map<Operation, string> {
  const taken = new Set(graph.nodes.map((node) => node.id))
  const found = new Map<Operation, string>()
  for (const part of parts) {
    const base = `${id}_${part.kind.type}`.slice(0, 60)
    let name = base
    for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`
    taken.add(name)
    found.set(part, name)
  }
  return found
}

/** The parameters that are not the defaults. */
function given(definition: NodeDefinition, params: Settings): Fields {
  const defaults = resolve(definition, new Map()).values
  const found = new Map<string, Json>()
  for (const [name, value] of Object.entries(params))
    if (JSON.stringify(encode(value)) !== JSON.stringify(encode(defaults[name] ?? null)))
      found.set(name, encode(value))
  return found
}
