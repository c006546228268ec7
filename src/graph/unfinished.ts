// What is not there yet, told apart from what is wrong: inputs that wait for a wire, and what only follows from them.
import type { Input, Library, NodeDefinition } from '../node.ts'
import { type End, type Graph, endText } from './document.ts'
import type { Problem } from './problem.ts'

/** An input that must have a wire before its node computes. */
export const isNeeded = ({ optional, variadic }: Input): boolean => !optional && !variadic

/** The needed inputs to which no wire leads, in file order. */
export function openInputs({ nodes, wires }: Graph, library: Library): End[] {
  const wired = new Set(wires.filter(({ raw }) => raw === undefined).map(({ to }) => endText(to)))
  return nodes.flatMap(({ id, type, raw }) => {
    const inputs = raw === undefined ? (library.get(type)?.definition.inputs ?? {}) : {}
    return Object.entries(inputs)
      .filter(([port, input]) => isNeeded(input) && !wired.has(endText({ node: id, port })))
      .map(([port]) => ({ node: id, port }))
  })
}

/** Whether nothing makes use of a value yet, or what does still waits for a wire itself. Gradients with respect to it do not count. */
function leadsNowhereYet(graph: Graph, library: Library, from: End): boolean {
  const kinds = new Map(graph.nodes.map(({ id, type }) => [id, library.get(type)?.definition]))
  const waiting = new Set(openInputs(graph, library).map(({ node }) => node))
  const users = new Map<string, string[]>()
  for (const { from: source, to, raw } of graph.wires) {
    const definition = raw === undefined ? kinds.get(to.node) : undefined
    if (!definition || isAside(definition, to.port)) continue
    users.set(endText(source), [...(users.get(endText(source)) ?? []), to.node])
  }
  const seen = new Set<string>()
  const open = [...(users.get(endText(from)) ?? [])]
  let used = false
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    if (waiting.has(id)) return true
    for (const port of Object.keys(kinds.get(id)?.outputs ?? {})) {
      used = true
      open.push(...(users.get(endText({ node: id, port })) ?? []))
    }
  }
  return !used
}

/** Inputs through which nothing flows on within the iteration. */
const isAside = ({ inputs, differentiates }: NodeDefinition, port: string): boolean =>
  inputs[port]?.next === true || differentiates !== undefined

export interface Apart {
  /** Contradictions. */
  readonly wrong: readonly Problem[]
  /** What waits for a wire. */
  readonly open: readonly Problem[]
}

/** Tells problems apart. On the page what is unfinished is no error; the command line, which is given whole graphs, has them all. */
export function apart(problems: readonly Problem[], graph: Graph, library: Library): Apart {
  const isOpen = ({ code, node, port }: Problem): boolean => {
    if (code === 'INPUT_MISSING') return true
    if (code !== 'NO_GRADIENT_PATH' || node === null || port === null) return false
    const wire = graph.wires.find(({ to, raw }) => raw === undefined && to.node === node && to.port === port)
    return wire !== undefined && leadsNowhereYet(graph, library, wire.from)
  }
  const open = problems.filter(isOpen)
  return { wrong: open.length === 0 ? problems : problems.filter((each) => !open.includes(each)), open }
}
