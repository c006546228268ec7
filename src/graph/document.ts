// The document: what a graph file says, as immutable plain data. Nothing here runs.
import type { Arithmetic } from '../numeric/matrix.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Fields by name. A map, so that names such as `__proto__` are plain text. */
export type Fields = ReadonlyMap<string, Json>

/** Pixels on the canvas. */
export type Point = readonly [x: number, y: number]

export interface GraphNode {
  readonly id: string
  readonly type: string
  readonly title?: string
  readonly at: Point
  readonly size?: Point
  readonly bypass?: true
  /** As given, unchecked: what is left out has the default of the node's definition. */
  readonly params: Fields
  /** Keys that this version does not know, kept for writing back. */
  readonly extra: Fields
  /** The entry as it stood in the file, where it was too broken to read: shown as a placeholder, written back verbatim. */
  readonly raw?: Json
}

export interface End {
  readonly node: string
  readonly port: string
}

export interface Wire {
  readonly from: End
  readonly to: End
  readonly label?: string
  readonly extra: Fields
  /** As GraphNode.raw; the ends are then empty. */
  readonly raw?: Json
}

export interface Frame {
  readonly id: string
  readonly title: string
  readonly around: readonly string[]
  readonly color?: string
  /** Shown as a strip with its title, its nodes hidden. */
  readonly collapsed?: boolean
  readonly extra: Fields
  readonly raw?: Json
}

export interface Note {
  readonly id: string
  readonly at: Point
  readonly size: Point
  readonly text: string
  readonly extra: Fields
  readonly raw?: Json
}

export interface RunSettings {
  readonly iterations: number
  readonly stopBelow?: number
  readonly extra: Fields
}

export interface Graph {
  readonly title: string
  readonly about: string
  readonly arithmetic: Exclude<Arithmetic, 'double'>
  readonly run: RunSettings
  readonly nodes: readonly GraphNode[]
  readonly wires: readonly Wire[]
  readonly frames: readonly Frame[]
  readonly notes: readonly Note[]
  readonly lesson?: Json
  /** Unknown keys, and known ones whose value could not be read: those are at their default meanwhile. */
  readonly extra: Fields
}

export const noFields: Fields = new Map()

export const emptyGraph: Graph = {
  title: 'Untitled',
  about: '',
  arithmetic: 'separate',
  run: { iterations: 1000, extra: noFields },
  nodes: [],
  wires: [],
  frames: [],
  notes: [],
  extra: noFields,
}

export const endText = ({ node, port }: End): string => `${node}.${port}`

/** What tells wires apart: their ends. */
export const wireKey = ({ from, to }: Pick<Wire, 'from' | 'to'>): string => `${endText(from)}>${endText(to)}`
