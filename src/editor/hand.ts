// What lies on the canvas beside nodes and wires asks this of it: to carry nodes along.

/** What frames ask of the hand: to move their nodes, by pixels of the screen. */
export interface Hand {
  readonly take: (nodes: readonly string[], adding: boolean) => void
  readonly carry: (dx: number, dy: number) => void
  readonly release: () => void
  /** Gives the keyboard back to the canvas, where what had it goes. */
  readonly leave: () => void
}
