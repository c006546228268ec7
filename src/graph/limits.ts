// Limits of a file: checked before anything is built from it.
export const maxBytes = 10_000_000
export const maxNodes = 5_000
export const maxWires = 20_000
export const maxNumbers = 1_000_000
export const maxDepth = 64
/** Pixels from the middle of the canvas, to each side. */
export const farthest = 1_000_000
/** Pixels that a node or note may be wide or high. */
export const largest = 10_000
