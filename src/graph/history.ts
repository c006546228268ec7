// History: undo and redo over documents. A gesture that comes in many edits (a drag, a slider) is one step.
import type { Graph } from './document.ts'

export interface Step {
  readonly graph: Graph
  /** What was done to get here, for menus: "Move 3 nodes". */
  readonly label: string
  readonly mergeKey: string | null
}

export interface History {
  readonly past: readonly Step[]
  readonly present: Step
  /** The next redo first. */
  readonly future: readonly Step[]
}

/** So many steps back are kept; graphs share what they have in common. */
export const longestPast = 500

/** A history that begins with this graph. */
export const start = (graph: Graph): History => ({
  past: [],
  present: { graph, label: '', mergeKey: null },
  future: [],
})

/**
 * Adds a step. With the same merge key as the step before it becomes one with it, until that is sealed. A graph
 * that is the present one adds nothing.
 */
export function commit(
  history: History,
  graph: Graph,
  label: string,
  mergeKey: string | null = null,
): History {
  const { past, present } = history
  if (graph === present.graph) return history
  const step: Step = { graph, label, mergeKey }
  const merges = mergeKey !== null && mergeKey === present.mergeKey && past.length > 0
  return { past: merges ? past : [...past, present].slice(-longestPast), present: step, future: [] }
}

/** Makes a change part of the step that was done last. */
export const amend = (history: History, graph: Graph): History =>
  graph === history.present.graph
    ? history
    : { ...history, present: { ...history.present, graph }, future: [] }

/** Ends the step: nothing more merges into it. */
export const seal = (history: History): History =>
  history.present.mergeKey === null
    ? history
    : { ...history, present: { ...history.present, mergeKey: null } }

/** One step back, if there is one. */
export function undo({ past, present, future }: History): History {
  const before = past.at(-1)
  if (!before) return { past, present, future }
  return seal({
    past: past.slice(0, -1),
    present: before,
    future: [{ ...present, mergeKey: null }, ...future],
  })
}

/** One step forward again, if there is one. */
export function redo({ past, present, future }: History): History {
  const [after, ...rest] = future
  return after ? { past: [...past, present], present: after, future: rest } : { past, present, future }
}

/** Forward so many steps, or with a negative number back; as far as there are any. */
export function jump(history: History, by: number): History {
  let at = history
  for (let left = Math.abs(by); left > 0 && (by < 0 ? canUndo(at) : canRedo(at)); left--) {
    at = by < 0 ? undo(at) : redo(at)
  }
  return at
}

export const canUndo = ({ past }: History): boolean => past.length > 0
export const canRedo = ({ future }: History): boolean => future.length > 0

/** What undo would take back, null if nothing. */
export const undoLabel = (history: History): string | null =>
  canUndo(history) ? history.present.label : null
/** What redo would do again, null if nothing. */
export const redoLabel = ({ future }: History): string | null => future[0]?.label ?? null
