// What the canvas is given by the page around it, and what it asks of it.
import type { Graph, Point, Wire } from '../graph/document.ts'
import type { Problem } from '../graph/problem.ts'
import type { Library } from '../node.ts'
import type { Live } from '../views/live.ts'
import type { LooseEnd } from './refusals.ts'
import type { Shape } from './shape.ts'

/**
 * An edit, what it does in a few words, and a key that makes it one step with the edits before it of the same key.
 * With the key "with id" it is one step with the adding of that node, if that was the last thing done.
 */
export type Edit = (change: (graph: Graph) => Graph, label: string, mergeKey?: string) => void

/** What a menu is asked for. */
export type MenuFor = 'node' | 'selection' | 'wire' | 'ground'

/** A walk through an iteration, as the canvas shows it. */
export interface Walked {
  /** The node that is computed. */
  readonly current: string | null
  readonly phase: 'forward' | 'loss' | 'backward' | 'update' | null
  /** Nodes that are still to come: they show the iteration before. */
  readonly pale: ReadonlySet<string>
  /** When each node comes, counted from 1. */
  readonly order: ReadonlyMap<string, readonly number[]>
  /** The output whose wires are lit. */
  readonly lit: string | null
}

/** Reading these inside of an effect or a derived value follows them. */
export interface Host {
  readonly graph: Graph
  readonly library: Library
  /** Of outputs, by "id.port". */
  readonly shapes: ReadonlyMap<string, Shape>
  readonly problems: readonly Problem[]
  readonly live: Live
  readonly readonly: boolean
  readonly walked: Walked | null
  readonly choices: { readonly snap: boolean; readonly minimap: boolean; readonly order?: boolean }
  /** The selected nodes. */
  selection: ReadonlySet<string>
  readonly edit: Edit
  /** Says why something was not done. */
  readonly refuse: (message: string) => void
  /** Asks for a new node, perhaps at the end of a wire, or within one. */
  readonly add: (at: Point, screen: Point, from?: LooseEnd, into?: Wire) => void
  /** Asks for the menu of what is selected, or of the canvas, at this place of the window. */
  readonly menu: (what: MenuFor, screen: Point) => void
  /** Offers another graph instead of the one that was made last. */
  readonly offer: (message: string, label: string, graph: Graph) => void
  /** Tells which nodes' pictures are on the screen. */
  readonly look: (nodes: readonly string[]) => void
}
