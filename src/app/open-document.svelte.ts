// The open document: its graph, what was done to it, and what its file had to say.
import { type Graph, emptyGraph } from '../graph/document.ts'
import {
  type History,
  amend,
  type Step,
  canRedo,
  canUndo,
  commit,
  jump,
  redo,
  redoLabel,
  seal,
  start,
  undo,
  undoLabel,
} from '../graph/history.ts'
import type { Loaded } from '../graph/load.ts'
import type { Problem } from '../graph/problem.ts'
import { save } from '../graph/save.ts'

/** A document as it can be opened. */
export interface Opening {
  readonly graph: Graph
  /** What only the file knows. */
  readonly problems: readonly Problem[]
  /** From a newer version: its text, which is all that may be saved of it. */
  readonly newer: string | null
}

export const blank: Opening = { graph: emptyGraph, problems: [], newer: null }

/** What was loaded as something to open; null if it cannot be. */
export const openingOf = ({ graph, problems, newer }: Loaded, text: string): Opening | null =>
  graph && { graph, problems, newer: newer ? text : null }

export class OpenDocument {
  #history = $state.raw<History>(start(emptyGraph))
  #opening = $state.raw<Opening>(blank)
  /** The record that another tab writes, where this is it. */
  watched = $state<string | null>(null)
  /** Made by someone: changed here, or from outside. */
  touched = $state(false)

  get graph(): Graph {
    return this.#history.present.graph
  }
  get readonly(): boolean {
    return this.#opening.newer !== null || this.watched !== null
  }
  get fileProblems(): readonly Problem[] {
    return this.#opening.problems
  }
  /** The text of its file. */
  get text(): string {
    return this.#opening.newer ?? save(this.graph)
  }
  get canUndo(): boolean {
    return canUndo(this.#history)
  }
  get canRedo(): boolean {
    return canRedo(this.#history)
  }
  get undoLabel(): string | null {
    return undoLabel(this.#history)
  }
  get redoLabel(): string | null {
    return redoLabel(this.#history)
  }

  /** All steps that can be jumped to, the oldest first, and which of them is the present one. */
  get steps(): { readonly all: readonly Step[]; readonly at: number } {
    const { past, present, future } = this.#history
    return { all: [...past, present, ...future], at: past.length }
  }

  open(opening: Opening, touched = false): void {
    this.#opening = opening
    this.watched = null
    this.#history = start(opening.graph)
    this.touched = touched
  }

  /** What another tab has made of it. */
  follow(opening: Opening): void {
    this.#opening = opening
    this.#history = start(opening.graph)
  }

  /** Answers whether anything changed. */
  edit(change: (graph: Graph) => Graph, label: string, mergeKey: string | null): boolean {
    return !this.readonly && this.#move(commit(this.#history, change(this.graph), label, mergeKey))
  }

  /** A change that belongs to the step done last. Answers whether anything changed. */
  amend(change: (graph: Graph) => Graph): boolean {
    return !this.readonly && this.canUndo && this.#move(amend(this.#history, change(this.graph)))
  }

  /** The gesture is over: the next edit is a step of its own. */
  seal(): void {
    this.#history = seal(this.#history)
  }

  /** Takes the last step back and answers its label. */
  undo(): string | null {
    const label = this.undoLabel
    return this.#move(undo(this.#history)) ? label : null
  }

  /** Goes so many steps forward, or with a negative number back; answers whether anything changed. */
  jump(by: number): boolean {
    return this.#move(jump(this.#history, by))
  }

  redo(): string | null {
    const label = this.redoLabel
    return this.#move(redo(this.#history)) ? label : null
  }

  #move(history: History): boolean {
    const moved = history.present.graph !== this.graph
    this.#history = history
    if (moved) this.touched = true
    return moved
  }
}
