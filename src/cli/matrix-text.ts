// Matrices as text for people: in columns, as PyTorch prints them, no wider than the page.
import type { Matrix } from '../numeric/matrix.ts'
import { fixed, significant } from '../numeric/text.ts'

type Write = (x: number) => string

/** "1.9984e-05": always with an exponent of two digits or more. */
function scientific(x: number): string {
  if (!Number.isFinite(x)) return String(x)
  const text = Math.abs(x)
    .toExponential(4)
    .replace(/(?<sign>e[+-])(?<digit>\d)$/, '$<sign>0$<digit>')
  return x < 0 || Object.is(x, -0) ? `-${text}` : text
}

/** PyTorch's choice: whole numbers without decimals, exponents where four decimals would hide what differs. */
function writerFor({ data }: Matrix): Write {
  let [smallest, largest, isWhole] = [Infinity, 0, true]
  for (const x of data) {
    if (!Number.isFinite(x)) continue
    const magnitude = Math.abs(x)
    if (magnitude > largest) largest = magnitude
    if (magnitude > 0 && magnitude < smallest) smallest = magnitude
    if (magnitude % 1 !== 0) isWhole = false
  }
  if (isWhole && largest < 1e8) return (x) => (Number.isFinite(x) ? `${fixed(x, 0)}.` : String(x))
  const needsExponent = largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4
  return needsExponent ? scientific : (x) => fixed(x, 4)
}

/** As the page shows a table: always the same decimals, an exponent where a number is too long for that. */
const withDecimals =
  (decimals: number): Write =>
  (x) =>
    Math.abs(x) < 1e7 || !Number.isFinite(x) ? fixed(x, decimals) : significant(x, decimals + 1)

/** The first and the last of `count` places, so many in all; null stands for those left out. */
function places(count: number, room: number): (number | null)[] {
  if (count <= room) return Array.from({ length: count }, (_, place) => place)
  const half = Math.max(1, Math.floor((room - 1) / 2))
  const ends = Array.from({ length: half }, (_, place) => place)
  return [...ends, null, ...ends.map((place) => count - half + place)]
}

const tallest = 16

/** Lines of equally wide columns; what does not fit is left out in the middle, marked by "…". */
export function matrixLines(matrix: Matrix, width: number, decimals: number | null = null): string[] {
  const { rows, cols, data } = matrix
  const write = decimals === null ? writerFor(matrix) : withDecimals(decimals)
  const lines = places(rows, tallest)
  const shown = (columns: readonly (number | null)[]) =>
    lines.map((row) =>
      columns.map((col) => (row === null || col === null ? '…' : write(data[row * cols + col] ?? NaN))),
    )
  const longest = (cells: readonly (readonly string[])[]) =>
    Math.max(...cells.flat().map(({ length }) => length))
  const cellWidth = longest(shown(places(cols, 40))) + 2
  const cells = shown(places(cols, Math.max(3, Math.floor(width / cellWidth))))
  return cells.map((row) =>
    row.map((cell) => (cell === '…' ? '…'.padStart(4) : cell.padStart(cellWidth))).join(''),
  )
}
