// How large controls and pictures are, so that nodes can be laid out without reading the page.
import type { Param, ParamValue } from '../param.ts'
import type { Picture } from '../picture.ts'
import { slider } from './steps.ts'

/** What a sibling parameter or the canvas says about a number beyond its definition. */
export interface ControlLimits {
  readonly min?: number | null
  readonly max?: number | null
  readonly step?: number | null
  readonly scale?: 'linear' | 'log'
}

/**
 * Heights in pixels of the parts that controls are made of: what can be hit (target), a line with the space below it
 * (row), the narrowest cell of a grid of numbers (cell). They are the same for mouse and finger: a graph is laid out
 * once for all who open it, and a finger zooms in.
 */
export const measures = { target: 24, row: 28, cell: 44 } as const

/** Room for a thin scrollbar below a grid that is wider than its node. */
export const scrollbar = 12
/** A matrix or list larger than this is summarised rather than shown cell by cell. */
export const mostCells = { rows: 8, cols: 8, list: 24 } as const
/** The part of a line that its label takes, at most. */
export const labelWidth = (width: number): number => Math.round(Math.min(Math.max(width * 0.45, 72), 128))

/** The limits of a number: the canvas's where it says something, else the definition's. */
export function limitsOf(param: Param, limits: ControlLimits = {}): ControlLimits {
  if (param.control !== 'number' && param.control !== 'integer' && param.control !== 'maybe') return {}
  return {
    min: limits.min ?? param.min ?? null,
    max: limits.max ?? param.max ?? null,
    step: limits.step ?? param.step ?? (param.control === 'integer' ? 1 : null),
    scale: limits.scale ?? (param.control === 'number' ? param.scale : undefined) ?? 'linear',
  }
}

export const hasSlider = (param: Param, limits?: ControlLimits): boolean =>
  param.control === 'number' && slider(limitsOf(param, limits)) !== null

/** Options become buttons beside the label, buttons below it, or a list to choose from. */
export function choiceLayout(options: readonly string[], width: number): 'beside' | 'below' | 'list' {
  if (options.length > 3) return 'list'
  const longest = Math.max(...options.map((each) => each.length))
  const buttons = options.length * (longest * 7 + 16)
  if (buttons <= width - labelWidth(width)) return 'beside'
  return buttons <= width ? 'below' : 'list'
}

export interface GridLayout {
  readonly summarised: boolean
  /** Lines that the buttons for its size take below the label; 0: they stand beside it. */
  readonly wrapped: 0 | 1 | 2
  /** Cells in a line, and lines. */
  readonly across: number
  readonly lines: number
  readonly scrolls: boolean
}

/** A matrix: as many lines as rows; wider than its node it scrolls. */
export function matrixLayout(rows: number, cols: number, width: number): GridLayout {
  const { cell, target } = measures
  const summarised = rows > mostCells.rows || cols > mostCells.cols
  const buttons = 4 * target + 60
  const wrapped = summarised || width >= buttons + 64 ? 0 : width >= buttons ? 1 : 2
  return { summarised, wrapped, across: cols, lines: rows, scrolls: cols * (cell + 4) - 4 > width }
}

/** A list: its numbers flow over as many lines as they need. */
export function listLayout(count: number, width: number): GridLayout {
  const { cell } = measures
  const across = Math.max(1, Math.min(count, Math.floor((width + 4) / (cell + 4))))
  const summarised = count > mostCells.list
  return { summarised, wrapped: 0, across, lines: Math.ceil(count / across), scrolls: false }
}

const gridHeight = ({ summarised, wrapped, lines, scrolls }: GridLayout): number =>
  summarised ? measures.row : measures.row * (1 + wrapped + lines) + (scrolls ? scrollbar : 0)

/** The height of the control of a parameter at this width, in pixels. */
export function controlHeight(
  param: Param,
  value: ParamValue,
  width: number,
  limits: ControlLimits = {},
): number {
  const { row } = measures
  switch (param.control) {
    case 'number':
      return hasSlider(param, limits) ? 2 * row : row
    case 'integer':
    case 'maybe':
    case 'text':
      return row
    case 'choice':
      return choiceLayout(param.options, width) === 'below' ? 2 * row : row
    case 'range':
      return Array.isArray(value) ? 2 * row : row
    case 'matrix': {
      const rows = rowsOf(value)
      return gridHeight(matrixLayout(rows.length, rows[0]?.length ?? 0, width))
    }
    case 'list':
      return gridHeight(listLayout(numbersOf(value).length, width))
  }
  return param satisfies never
}

const isNumber = (value: unknown): value is number => typeof value === 'number'
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** The value of a matrix parameter; empty if the file holds something else. */
export const rowsOf = (value: unknown): readonly (readonly number[])[] =>
  isList(value) ? value.filter(isList).map((row) => row.filter(isNumber)) : []

/** The value of a list parameter; empty if the file holds something else. */
export const numbersOf = (value: unknown): readonly number[] => (isList(value) ? value.filter(isNumber) : [])

const mostLegendLines = 3

/** How many lines the legend of a plot takes, before it scrolls. */
export function legendLines(labels: readonly string[], width: number): number {
  let lines = 1
  let left = width
  for (const label of labels) {
    // A stroke, gaps and the text at its widest.
    const needed = Math.min(44 + label.length * 7, width)
    if (needed > left && left < width) {
      lines++
      left = width
    }
    left -= needed
  }
  return Math.min(lines, mostLegendLines)
}

const sizes: Record<Picture['kind'], { readonly width: number; readonly height: number }> = {
  heatmap: { width: 240, height: 268 },
  lines: { width: 440, height: 272 },
  table: { width: 280, height: 104 },
  text: { width: 240, height: 44 },
}

/** The height of the strip of kept pictures below a heatmap. */
export const filmstripHeight = 108

/** The size of a picture unless a node says otherwise; one that keeps pictures has a filmstrip below. */
export function pictureSize(kind: Picture['kind'], keeps = false): { width: number; height: number } {
  const { width, height } = sizes[kind]
  return { width, height: keeps && kind === 'heatmap' ? height + filmstripHeight : height }
}
