// Where the cells of a heatmap lie, whether their values fit inside, and which cell is at a place.
import type { Matrix, Shape } from '../numeric/matrix.ts'
import { showFixed } from './numbers.ts'

export interface Block {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly cellWidth: number
  readonly cellHeight: number
}

/** A single row or column may have cells this many times as long as they are wide. */
const stretch = 3

/** The largest block of square cells within a space, centred; a lone row or column is stretched to be seen. */
export function blockFor({ rows, cols }: Shape, width: number, height: number): Block {
  const across = width / cols
  const down = height / rows
  const side = Math.min(across, down)
  const longest = rows === 1 || cols === 1 ? side * stretch : side
  const cellWidth = Math.min(across, longest)
  const cellHeight = Math.min(down, longest)
  const [w, h] = [cellWidth * cols, cellHeight * rows]
  // On whole pixels, so that the border is sharp.
  return {
    left: Math.floor((width - w) / 2),
    top: Math.floor((height - h) / 2),
    width: w,
    height: h,
    cellWidth,
    cellHeight,
  }
}

/** Heatmaps with more rows or columns than this show no values. */
const mostLabelled = 12
const fontSizes = [14, 12, 10] as const
/** The width of a digit in parts of the font size, with some room. */
const digit = 0.6
const room = 4

/** The values as texts and the font size with which all of them fit into their cells, or null. */
export function labelsFor(
  matrix: Matrix,
  decimals: number,
  block: Block,
): { texts: string[]; fontSize: number } | null {
  if (matrix.rows > mostLabelled || matrix.cols > mostLabelled) return null
  const smallest = fontSizes[2]
  if ((decimals + 2) * digit * smallest > block.cellWidth - room || smallest + room > block.cellHeight)
    return null
  const texts = Array.from(matrix.data, (x) => showFixed(x, decimals))
  const longest = Math.max(...texts.map((each) => each.length))
  const fontSize = fontSizes.find(
    (each) => longest * digit * each <= block.cellWidth - room && each + room <= block.cellHeight,
  )
  return fontSize === undefined ? null : { texts, fontSize }
}

/** Cells that are not finite, by index, as far as they are worth an element each. */
export function oddCells({ data }: Matrix, most = 256): number[] {
  const found: number[] = []
  for (let i = 0; i < data.length && found.length < most; i++) if (!Number.isFinite(data[i])) found.push(i)
  return found
}

/** The cell under a place given in parts of the block's width and height. */
export function cellAt({ rows, cols }: Shape, across: number, down: number): number {
  const col = Math.min(Math.max(Math.floor(across * cols), 0), cols - 1)
  const row = Math.min(Math.max(Math.floor(down * rows), 0), rows - 1)
  return row * cols + col
}

/** "row 2, column 3: −0.3047" */
export const describeCell = ({ cols, data }: Matrix, cell: number, decimals: number): string =>
  `row ${Math.floor(cell / cols) + 1}, column ${(cell % cols) + 1}: ${showFixed(data[cell] ?? NaN, decimals)}`

/** The cell that an arrow key, Home or End leads to; null for other keys. */
export function cellAfter(key: string, cell: number, { rows, cols }: Shape): number | null {
  const row = Math.floor(cell / cols)
  const col = cell % cols
  switch (key) {
    case 'ArrowLeft':
      return row * cols + Math.max(col - 1, 0)
    case 'ArrowRight':
      return row * cols + Math.min(col + 1, cols - 1)
    case 'ArrowUp':
      return Math.max(row - 1, 0) * cols + col
    case 'ArrowDown':
      return Math.min(row + 1, rows - 1) * cols + col
    case 'Home':
      return 0
    case 'End':
      return rows * cols - 1
    default:
      return null
  }
}
