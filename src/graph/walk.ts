// One walk over a graph: what is known on the way, and how what is wrong is said.
import type { Library, NodeKind } from '../node.ts'
import type { ParamValue } from '../param.ts'
import type { Graph, GraphNode, Json, Wire } from './document.ts'
import { type Flaw, isId, isObject } from './fields.ts'
import { type Code, type Problem, problem } from './problem.ts'
import { type Kind, isPlaceholderId } from './read.ts'
import { brief, didYouMean, quoted, shortened } from './words.ts'

/** A node that can run as far as it alone is concerned. */
export interface Usable {
  readonly node: GraphNode
  readonly kind: NodeKind
  readonly values: Readonly<Record<string, ParamValue>>
}

export interface Inspection {
  readonly problems: Problem[]
  /** Only nodes with an id of their own, a known type and good parameters, in file order. */
  readonly nodes: Map<string, Usable>
  /** Sound wires into each usable node, by input port, in file order. Wires from unusable nodes are not among them. */
  readonly inputs: Map<string, Record<string, Wire[]>>
  /** Usable nodes that cannot run because a required input has no sound wire. */
  readonly missing: Set<string>
}

/** Everything that is known on the way. */
export interface Walk extends Inspection {
  readonly graph: Graph
  readonly library: Library
  /** Every node that a wire can name, usable or not. */
  readonly known: Map<string, GraphNode>
  /** Inputs that a wire of the file names in vain: nothing more is said of these. */
  readonly named: Set<string>
  /** The first wire into each input that is taken. */
  readonly taken: Map<string, Wire>
  /** The wires into inputs that have several. */
  readonly seen: Set<string>
}

type Said = Pick<Problem, 'node' | 'port' | 'path'> & {
  readonly code: Code
  readonly severity?: Problem['severity']
  readonly wrong: string
  readonly right: string
  readonly expected?: Json
  readonly got?: Json
  readonly hint?: string | null
}

function titleOf({ known, library }: Walk, id: string): string {
  const node = known.get(id)
  const type = node?.type ?? ''
  return node?.title ?? library.get(type)?.definition.title ?? (type === '' ? 'Unreadable' : shortened(type))
}

/** Adds a problem. A placeholder is pointed to by its internal id, which its sentence does not mention. */
export function say(walk: Walk, { node: id, port, path, hint, got, ...what }: Said): void {
  const node = id === null ? null : { id, title: titleOf(walk, id) }
  const speakable = id === null || isPlaceholderId(id) ? null : node
  const said = problem(
    { node: speakable, port, path },
    { ...what, got: brief(got ?? null), ...(hint != null && { hint }) },
  )
  walk.problems.push({ ...said, node: id, title: node?.title ?? null })
}

/** What was probably meant. Comparing names takes time: not worth it in a file where everything is wrong. */
export const guessed = ({ problems }: Walk, word: string, names: Iterable<string>): string | null =>
  problems.length < 50 ? didYouMean(word, names) : null

/** Says what is wrong within an entry. */
export function sayFlaws(walk: Walk, flaws: readonly Flaw[], path: string, node: string | null): void {
  for (const flaw of flaws) {
    const { wrong, right, got } = flaw
    say(walk, { code: 'BAD_VALUE', node, port: null, path: `${path}${flaw.path}`, wrong, right, got })
  }
}

/**
 * Says why an entry was kept as it stood: what is wrong within it, or that it is the second of its name. `id` is
 * what the entry goes by meanwhile, `node` the same where it is a node.
 */
export function sayRaw<T>(
  walk: Walk,
  kind: Kind<T>,
  raw: Json,
  id: string,
  path: string,
  node: string | null,
): void {
  const reading = kind.read(raw)
  if ('flaws' in reading) sayFlaws(walk, reading.flaws, path, node)
  const wanted = isObject(raw) ? raw['id'] : null
  if (typeof wanted === 'string' && isId(wanted) && isPlaceholderId(id))
    sayDuplicate(walk, wanted, path, node)
}

/** Says that an id is taken. */
export function sayDuplicate(walk: Walk, id: string, path: string, node: string | null): void {
  const [wrong, right] = [`the id ${quoted(id)} is taken by an earlier entry`, 'every id must be unique']
  say(walk, { code: 'DUPLICATE_ID', node, port: null, path: `${path}.id`, wrong, right, got: id })
}
