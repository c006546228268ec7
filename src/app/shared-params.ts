// Parameters that several selected nodes have in common: the same name, and the same kind of control.
import { spaced } from '../editor/words.ts'
import type { Graph, GraphNode } from '../graph/document.ts'
import { setParam } from '../graph/edits.ts'
import { encode, resolve } from '../graph/resolve.ts'
import type { Library } from '../node.ts'
import type { Param, ParamValue } from '../param.ts'

export interface SharedParam {
  readonly name: string
  readonly label: string
  /** As the first of the nodes has it. */
  readonly param: Param
  readonly value: ParamValue
  /** Different values as the file writes them, each once; one where all agree. */
  readonly values: readonly string[]
}

const optionsOf = (param: Param): string => (param.control === 'choice' ? param.options.join(' ') : '')

const isSameKind = (a: Param, b: Param | undefined): boolean =>
  a.control === b?.control && optionsOf(a) === optionsOf(b)

/** In the order of the first node; none where one of the nodes is not known. */
export function sharedParams(nodes: readonly GraphNode[], library: Library): readonly SharedParam[] {
  const known = nodes.flatMap((node) => {
    const definition = node.raw === undefined ? library.get(node.type)?.definition : undefined
    return definition ? [{ definition, values: resolve(definition, node.params).values }] : []
  })
  const [first] = known
  if (!first || known.length < nodes.length) return []
  return Object.entries(first.definition.params).flatMap(([name, param]): SharedParam[] => {
    if (!known.every(({ definition }) => isSameKind(param, definition.params[name]))) return []
    if (known.every(({ definition, values: given }) => definition.unused?.(given).includes(name))) return []
    const values = known.map((each) => JSON.stringify(encode(each.values[name] ?? param.default)))
    const value = first.values[name] ?? param.default
    return [{ name, label: spaced(name), param, value, values: [...new Set(values)] }]
  })
}

/** Gives all these nodes the same value. */
export const setShared = (graph: Graph, ids: Iterable<string>, name: string, value: ParamValue): Graph =>
  [...ids].reduce((next, id) => setParam(next, id, name, encode(value)), graph)
