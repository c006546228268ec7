// The table of losses: sensible iterations, a column per curve, as many tables as the width asks for.
import type { Series } from '../engine/recorder.ts'
import { significant } from '../numeric/text.ts'
import { visible, type Colours } from './terminal.ts'
import { wrapped } from './wrap.ts'

/** 0, 1, 2, 5, 10, 20, 50 … and the last one: a run is mostly decided early. */
export function sensibleIterations(count: number): number[] {
  if (count <= 12) return Array.from({ length: count }, (_, iteration) => iteration)
  const found = [0]
  for (let power = 1; power < count; power *= 10)
    for (const factor of [1, 2, 5]) if (factor * power < count - 1) found.push(factor * power)
  return [...found, count - 1]
}

const gap = 3
const narrowest = 11
const widest = 14

interface Column {
  readonly heading: readonly string[]
  readonly width: number
  readonly series: Series
}

function columnOf(series: Series): Column {
  const heading = wrapped(visible(series.label), widest)
  return { heading, width: Math.max(narrowest, ...heading.map(({ length }) => length)), series }
}

/** Columns side by side as long as they fit, at least one. */
function pages(columns: readonly Column[], room: number): Column[][] {
  const found: Column[][] = []
  let left = 0
  for (const column of columns) {
    const page = found.at(-1)
    left -= column.width + gap
    if (page && left >= 0) page.push(column)
    else {
      found.push([column])
      left = room - column.width - gap
    }
  }
  return found
}

function tableLines(columns: readonly Column[], { dim }: Colours): string[] {
  const first = 'iteration'
  const height = Math.max(...columns.map(({ heading }) => heading.length))
  const line = (start: string, cell: (column: Column) => string) =>
    start.padStart(first.length) +
    columns.map((column) => ' '.repeat(gap) + cell(column).padStart(column.width)).join('')
  const heads = Array.from({ length: height }, (_, row) =>
    dim(line(row === height - 1 ? first : '', ({ heading }) => heading[row - height + heading.length] ?? '')),
  )
  const count = Math.max(...columns.map(({ series }) => series.start + series.count))
  const rows = sensibleIterations(count).map((iteration) =>
    line(String(iteration), ({ series }) => {
      const value = series.valueAt(iteration)
      return value === null ? '' : significant(value, 5)
    }),
  )
  return [...heads, ...rows]
}

/** The lines of all tables, an empty one between them; nothing if nothing was recorded. */
export function lossLines(all: readonly Series[], width: number, colours: Colours): string[] {
  const known = new Set<string>()
  const distinct = all.filter(({ from, label, count }) => {
    const key = `${from} ${label}`
    const isNew = count > 0 && !known.has(key)
    known.add(key)
    return isNew
  })
  return pages(distinct.map(columnOf), width - 'iteration'.length).flatMap((columns, index) => [
    ...(index > 0 ? [''] : []),
    ...tableLines(columns, colours),
  ])
}
