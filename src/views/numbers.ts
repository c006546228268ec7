// Numbers between people and fields: how they are shown, and what may be typed.
import { fixed, significant } from '../numeric/text.ts'

/** A proper minus sign, as wide as a digit; exponents keep theirs. */
const typeset = (text: string): string => (text.startsWith('-') ? `−${text.slice(1)}` : text)

const written = (x: number, write: (x: number) => string): string => {
  if (Number.isNaN(x)) return 'NaN'
  if (x === Infinity) return '∞'
  if (x === -Infinity) return '−∞'
  return typeset(write(x))
}

/** "−0.30": always the same decimals, the sign of zero kept. Numbers too long for that get an exponent. */
export const showFixed = (x: number, decimals: number): string =>
  written(x, (finite) =>
    Math.abs(finite) < 1e7 ? fixed(finite, decimals) : significant(finite, decimals + 1),
  )

/** "2.0e-15": always the same significant digits. */
export const showSignificant = (x: number, digits: number): string =>
  written(x, (finite) => significant(finite, digits))

/** As it stands in a field: whole, and reads back as the same number, the sign of zero included. */
export const plain = (x: number): string => (Object.is(x, -0) ? '-0' : String(x))

export interface Limits {
  readonly min?: number | null | undefined
  readonly max?: number | null | undefined
}

/** A number that may be sent on, or why not. */
export type Reading =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string }

const words = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['infinity', Infinity],
  ['∞', Infinity],
])

const no = (reason: string): Reading => ({ ok: false, reason })

function toNumber(text: string): number | null {
  const negative = text.startsWith('-')
  const magnitude = text.replace(/^[+-]/, '')
  const word = words.get(magnitude.toLowerCase())
  if (word !== undefined) return negative ? -word : word
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(magnitude)) return null
  return negative ? -Number(magnitude) : Number(magnitude)
}

/** Reads "0.1", "1e-3", "-0", "NaN", "Infinity", "−2" …; NaN is not held against limits. */
export function readNumber(text: string, { min, max }: Limits = {}, whole = false): Reading {
  const trimmed = text.trim().replace(/[−–]/g, '-')
  if (trimmed === '') return no('Needs a number')
  const value = toNumber(trimmed)
  if (value === null)
    return no(/^[+-]?\d*,\d+$/.test(trimmed) ? 'Decimals follow a point: 0.5' : 'Not a number')
  if (whole && !Number.isSafeInteger(value)) return no('Needs a whole number')
  if (min != null && value < min) return no(`At least ${plain(min)}`)
  if (max != null && value > max) return no(`At most ${plain(max)}`)
  return { ok: true, value }
}

export type Rows = readonly (readonly number[])[]
export type RowsReading =
  { readonly ok: true; readonly rows: Rows } | { readonly ok: false; readonly reason: string }

/** The most numbers that a document may hold. */
const mostNumbers = 1_000_000

/** Lines of numbers, from "1, 2\n3, 4", cells of a spreadsheet, or "[[1, 2], [3, 4]]" as NumPy prints it. */
export function readRows(text: string): RowsReading {
  const lines = text
    .replace(/\]\s*,?\s*\[/g, '\n')
    .replace(/[[\]]/g, ' ')
    .split(/[\n\r;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const rows: number[][] = []
  let count = 0
  for (const [r, line] of lines.entries()) {
    const row: number[] = []
    for (const [c, part] of line.split(/\s*[,\t]\s*|\s+/).entries()) {
      const reading = readNumber(part)
      if (!reading.ok)
        return { ok: false, reason: `Row ${r + 1}, column ${c + 1}: “${part}” is not a number` }
      row.push(reading.value)
    }
    const first = rows[0]
    if (first && first.length !== row.length)
      return { ok: false, reason: `Row ${r + 1} has ${row.length} numbers, row 1 has ${first.length}` }
    rows.push(row)
    count += row.length
    if (count > mostNumbers) return { ok: false, reason: 'More than 1,000,000 numbers' }
  }
  return rows.length ? { ok: true, rows } : { ok: false, reason: 'Needs at least one number' }
}

/** Lines of numbers that `readRows` reads back. */
export const writeRows = (rows: Rows): string => rows.map((row) => row.map(plain).join('\t')).join('\n')
