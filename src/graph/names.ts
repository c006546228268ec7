// Names for what is new: readable and free, such as matmul2.
import type { Graph } from './document.ts'
import { isId } from './fields.ts'

/** Hands out ids that nobody has. */
export class Names {
  readonly #taken: Set<string>
  readonly #counts = new Map<string, number>()

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken)
  }

  /** The wanted name if it is free, otherwise its stem with the first number that makes it so. */
  fresh(wanted: string): string {
    const name = isId(wanted) ? wanted : 'node'
    if (!this.#taken.has(name)) return this.#take(name)
    const stem = name.replace(/\d+$/, '').slice(0, 56)
    let count = this.#counts.get(stem) ?? 2
    while (this.#taken.has(`${stem}${count}`)) count++
    this.#counts.set(stem, count + 1)
    return this.#take(`${stem}${count}`)
  }

  #take(name: string): string {
    this.#taken.add(name)
    return name
  }
}

/** Ids that a new node must not have: also those that only a dangling wire or a frame speaks of. */
export function nodeNames({ nodes, wires, frames }: Graph): Names {
  const taken = new Set(nodes.map(({ id }) => id))
  for (const { from, to } of wires) taken.add(from.node).add(to.node)
  for (const { around } of frames) for (const id of around) taken.add(id)
  return new Names(taken)
}
