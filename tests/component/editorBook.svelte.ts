// A document with undo and a selection, as the page around the canvas keeps them.
import type { Graph } from '../../src/graph/document.ts'
import { type History, commit, start, undo } from '../../src/graph/history.ts'

const nothing: ReadonlySet<string> = new Set()

export class Book {
  #history: History
  selection = $state.raw(nothing)

  constructor(first: Graph) {
    this.#history = $state.raw(start(first))
  }

  get graph(): Graph {
    return this.#history.present.graph
  }
  /** What was done, in order. */
  get steps(): string[] {
    const { past, present } = this.#history
    return [...past, present].map(({ label }) => label).filter(Boolean)
  }

  edit(change: (graph: Graph) => Graph, label: string, mergeKey: string | null = null): void {
    this.#history = commit(this.#history, change(this.graph), label, mergeKey)
  }

  undo(): void {
    this.#history = undo(this.#history)
  }
}
