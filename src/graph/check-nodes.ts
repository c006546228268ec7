// Checks of nodes: known types, good parameters, no required input without a wire.
import type { NodeKind } from '../node.ts'
import { type GraphNode, endText } from './document.ts'
import { nodes } from './read.ts'
import { resolve } from './resolve.ts'
import { type Walk, guessed, say, sayDuplicate, sayRaw } from './walk.ts'
import { quoted } from './words.ts'

/** A node by itself: its type and parameters. */
export function inspectNode(walk: Walk, node: GraphNode, index: number): void {
  const path = `nodes[${index}]`
  if (node.raw !== undefined) {
    sayRaw(walk, nodes, node.raw, node.id, path, node.id)
    return
  }
  if (walk.known.get(node.id) !== node) {
    sayDuplicate(walk, node.id, path, node.id)
    return
  }
  const kind = walk.library.get(node.type)
  if (kind) inspectParams(walk, node, kind, path)
  else sayUnknownType(walk, node, path)
}

function sayUnknownType(walk: Walk, { id, type }: GraphNode, path: string): void {
  say(walk, {
    code: 'UNKNOWN_TYPE',
    node: id,
    port: null,
    path: `${path}.type`,
    wrong: `there is no kind of node called ${quoted(type)}`,
    right: 'the type must be one of the library',
    got: type,
    hint:
      guessed(walk, type, walk.library.keys()) ?? 'It may come from a newer version; it is kept as it is.',
  })
}

function inspectParams(walk: Walk, node: GraphNode, kind: NodeKind, path: string): void {
  const { values, problems } = resolve(kind.definition, node.params)
  for (const { path: within, wrong, right, got, hint } of problems) {
    say(walk, {
      code: 'BAD_VALUE',
      node: node.id,
      port: null,
      path: `${path}.params.${within}`,
      wrong,
      right,
      got,
      hint,
    })
  }
  if (node.params.size > 0) inspectNames(walk, node, Object.keys(kind.definition.params), path)
  if (problems.length === 0) walk.nodes.set(node.id, { node, kind, values })
}

function inspectNames(walk: Walk, node: GraphNode, names: readonly string[], path: string): void {
  for (const name of node.params.keys())
    if (!names.includes(name)) sayUnknownParam(walk, node, name, names, path)
}

function sayUnknownParam(
  walk: Walk,
  node: GraphNode,
  name: string,
  names: readonly string[],
  path: string,
): void {
  say(walk, {
    code: 'BAD_VALUE',
    severity: 'warning',
    node: node.id,
    port: null,
    path: `${path}.params.${name}`,
    wrong: `there is no parameter called ${quoted(name)}`,
    right:
      names.length > 0 ? `its parameters are ${names.join(', ')}` : 'this kind of node has no parameters',
    got: name,
    hint: guessed(walk, name, names),
  })
}

/** A node's inputs, once all wires are known. */
export function inspectInputs(walk: Walk, node: GraphNode, index: number): void {
  const kind = walk.library.get(node.type)
  if (node.raw !== undefined || !kind || walk.known.get(node.id) !== node) return
  const connected = walk.inputs.get(node.id)
  for (const port in kind.definition.inputs) {
    const { optional, variadic } = kind.definition.inputs[port] ?? {}
    if (optional || variadic || connected?.[port]) continue
    if (walk.nodes.has(node.id)) walk.missing.add(node.id)
    if (walk.named.has(endText({ node: node.id, port }))) continue
    const [wrong, right] = [`the input ${port} has no wire`, 'a wire must bring it a value']
    say(walk, {
      code: 'INPUT_MISSING',
      node: node.id,
      port,
      path: `nodes[${index}]`,
      wrong,
      right,
      got: null,
    })
  }
}
