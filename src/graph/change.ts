// What changed between two graphs, where a few words can say it: one value, before and after.
import type { Fields, Graph, GraphNode, Json } from './document.ts'

/** A value that fits into a line, or null. */
function short(value: Json | undefined): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return null
  const most = 24
  return value === '' ? 'empty' : value.length > most ? `${value.slice(0, most - 1)}…` : value
}

const arrow = (before: Json | undefined, after: Json | undefined): string | null => {
  const [from, to] = [short(before), short(after)]
  return from === null || to === null ? null : `${from} → ${to}`
}

/** The only entry in which two lists of the same things differ. */
function onlyDifferent<T>(before: readonly T[], after: readonly T[]): readonly [T, T] | null {
  if (before.length !== after.length) return null
  let found: readonly [T, T] | null = null
  for (const [place, entry] of after.entries()) {
    const old = before[place]
    if (old === entry || old === undefined) continue
    if (found) return null
    found = [old, entry]
  }
  return found
}

function paramChange(before: Fields, after: Fields, defaults: (name: string) => Json | undefined) {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const changed = names.filter((name) => before.get(name) !== after.get(name))
  const [name] = changed
  if (name === undefined || changed.length > 1) return null
  return arrow(before.get(name) ?? defaults(name), after.get(name) ?? defaults(name))
}

/** "0.9 → 0.5" where one value of one node or of the document is all that is different; null otherwise. */
export function changedValue(
  before: Graph,
  after: Graph,
  defaultOf: (node: GraphNode, param: string) => Json | undefined,
): string | null {
  if (before.nodes !== after.nodes) {
    const pair = onlyDifferent(before.nodes, after.nodes)
    if (!pair) return null
    const [old, node] = pair
    if (old.params !== node.params)
      return paramChange(old.params, node.params, (name) => defaultOf(node, name))
    if (old.title !== node.title) return arrow(old.title ?? node.id, node.title ?? node.id)
    return null
  }
  if (before.title !== after.title) return arrow(before.title, after.title)
  if (before.run.iterations !== after.run.iterations)
    return arrow(before.run.iterations, after.run.iterations)
  if (before.run.stopBelow !== after.run.stopBelow)
    return arrow(before.run.stopBelow ?? 'never', after.run.stopBelow ?? 'never')
  if (before.arithmetic !== after.arithmetic) return arrow(before.arithmetic, after.arithmetic)
  return null
}
