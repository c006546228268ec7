// What a node may show, as plain data: it crosses to another thread unchanged and compares by value in a test.
import type { Matrix } from './numeric/matrix.ts'

/** A matrix as coloured cells; `range` null means: from the data, symmetric about zero. */
export interface HeatmapPicture {
  readonly kind: 'heatmap'
  readonly matrix: Matrix
  readonly range: readonly [number, number] | null
  readonly decimals: number
}

/** Recorded curves on one pair of axes; the numbers are the run's series of the same node. */
export interface LinesPicture {
  readonly kind: 'lines'
  readonly scale: 'log' | 'linear'
}

/** A matrix as numbers with a fixed number of decimals, signs of zero included. */
export interface TablePicture {
  readonly kind: 'table'
  readonly matrix: Matrix
  readonly decimals: number
}

/** One short sentence, such as the verdict of a check. */
export interface TextPicture {
  readonly kind: 'text'
  readonly text: string
  readonly tone: 'plain' | 'good' | 'bad'
}

export type Picture = HeatmapPicture | LinesPicture | TablePicture | TextPicture

/**
 * A recorded curve, thinned for the screen: true points of the curve in order, no spike left out. In very long runs a
 * point may lie beside its iteration, by less than can be seen.
 */
export interface Curve {
  /** The output it records: "mse.loss". */
  readonly from: string
  readonly label: string
  /** How many values are recorded; value t belongs to iteration t. */
  readonly count: number
  readonly x: Float64Array
  readonly y: Float32Array
}

/** A matrix kept at one iteration, with the first recorded loss of that iteration. */
export interface Kept {
  readonly iteration: number
  readonly loss: number | null
  readonly matrix: Matrix
}
