// The desk: what commands and panels are given to work with. The page makes it, and everyone else knows only this.
import type { Component } from 'svelte'
import type { Deeds } from '../editor/deeds.ts'
import type { Box } from '../editor/ground.ts'
import type { MenuFor } from '../editor/host.ts'
import type { Stage } from '../editor/stage.svelte.ts'
import type { Point, Wire } from '../graph/document.ts'
import type { NodeKind } from '../node.ts'
import type { IconName } from './icons.ts'
import type { Choices } from './choices.svelte.ts'
import type { Filing } from './filing.svelte.ts'
import type { Studio } from './state.svelte.ts'
import type { Watching } from './watching.svelte.ts'

/** A menu that was asked for on the canvas. */
export interface AskedMenu {
  readonly what: MenuFor
  /** In the window. */
  readonly at: Point
}

/** What the canvas does when it is asked. */
export interface Hand {
  fit: () => void
  zoomBy: (factor: number) => void
  /** What can be seen, on the canvas. */
  seen: () => Box
  at: (x: number, y: number) => Point
  reveal: (id: string) => void
  /** Brings a part of the canvas into view. */
  show: (box: Box) => void
  /** Selects a wire, and nothing else. */
  selectWire: (wire: Wire) => void
  focusNode: (id: string) => void
  focusPort: (id: string, port: string) => void
  focusGround: () => void
  /** Asks for the title of a frame, once it is drawn. */
  renameFrame: (id: string) => void
  /** Does something with what is selected. */
  act: (deed: (deeds: Deeds) => void) => void
  /** The selected wires, where no node is. */
  onlyWires: () => readonly Wire[]
  /** Opens the text of a note, once it is drawn. */
  writeNote: (id: string) => void
  /** Mounts something over the wires, in the places of the canvas; answers how to take it away. */
  lay: <Props extends object>(layer: Component<Props & { stage: Stage }>, props: Props) => () => void
  /** As focusNode, for a node that was just added. */
  welcome: (id: string) => void
}

/** Which panels are open. */
export interface OpenPanels {
  isOpen: (id: string) => boolean
  show: (id: string) => void
  close: (id: string) => void
  toggle: (id: string) => void
}

/** A command as a button or an entry of a menu shows it right now. */
export interface Shown {
  readonly id: string
  readonly label: string
  /** With its first key. */
  readonly title: string
  readonly key: string | null
  readonly icon: IconName | null
  readonly can: boolean
  /** For a switch; null for anything else. */
  readonly isOn: boolean | null
}

export type DialogName = 'commands' | 'shortcuts' | 'share'

export interface Desk {
  readonly studio: Studio
  /** Files. */
  readonly filing: Filing
  /** A document that another tab writes. */
  readonly watching: Watching
  readonly choices: Choices
  readonly panels: OpenPanels
  /** Null before the canvas is on the page. */
  readonly canvas: Hand | null
  /** What the canvas lies in. */
  readonly area: HTMLElement | null
  dialog: DialogName | null
  /** The menu that is open. */
  menu: AskedMenu | null
  /** One node at a time instead of the canvas. */
  reading: boolean
  /** Where a command is to be done, in the window; null where nobody pointed. */
  readonly pointed: Point | null
  /** Opens the search for a node where it was pointed, or in the middle of what can be seen. */
  add: () => void
  /** Opens the search for a node to put into the selected wire. */
  insert: () => void
  addKind: (kind: NodeKind) => void
  /** Opens the search for a kind to take the place of the selected node. */
  replace: () => void
  /** A kind was dropped at this place of the window. */
  dropKind: (kind: NodeKind, x: number, y: number) => void
  /** Selects a node and brings it into view, with the keyboard on it or on one of its inputs. */
  reveal: (id: string, port?: string) => void
  /** Puts the focus into the next part of the page, or with −1 into the one before. */
  nextRegion: (direction: 1 | -1) => void
  shown: (command: string) => Shown
  obey: (command: string) => void
  /** As obey, at a place of the window. */
  obeyAt: (command: string, at: Point) => void
}
