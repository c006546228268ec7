// Provenance: which cells a cell was made from, and how, written out in numbers. Derived from what a node says its kernel does.
import type { Kernel } from '../kernel.ts'
import type { Matrix, Shape } from '../numeric/matrix.ts'
import { significant } from '../numeric/text.ts'
import type { Settings } from './program.ts'
import type { NodeDefinition } from '../node.ts'

/** A cell of what comes in. */
export interface Origin {
  readonly port: string
  readonly row: number
  readonly col: number
}

export interface Account {
  /** "0.48·0.35 + 0.63·0.91"; or in words what it depends on, where the node cannot say how. */
  readonly text: string
  /** All cells that it was made from, at most as many as are asked for. */
  readonly from: readonly Origin[]
}

export type Sources = Readonly<Record<string, readonly Matrix[]>>

/** Terms of a sum that are written out before it is cut short. */
const mostTerms = 6
const mostCells = 4096

/** "0.48": three digits, a minus as long as a digit, whole numbers as they are. */
export function brief(x: number): string {
  if (Number.isNaN(x)) return 'NaN'
  if (x === Infinity) return '∞'
  if (x === -Infinity) return '−∞'
  const text = Number.isInteger(x) && Math.abs(x) < 1000 ? String(x) : significant(x, 3)
  return text.startsWith('-') ? `−${text.slice(1)}` : Object.is(x, -0) ? '−0' : text
}

const braced = (x: number): string => (x < 0 || Object.is(x, -0) ? `(${brief(x)})` : brief(x))

const sumOf = (terms: readonly string[], count: number): string =>
  terms.length < count ? `${terms.join(' + ')} + …` : terms.join(' + ')

/** The cell of a matrix that is repeated to a larger shape. */
const repeated = ({ rows, cols }: Shape, row: number, col: number): readonly [number, number] => [
  rows === 1 ? 0 : row,
  cols === 1 ? 0 : col,
]

const valueAt = ({ cols, data }: Matrix, row: number, col: number): number => data[row * cols + col] ?? NaN

type Operand = (port: string) => Matrix | undefined

/** Kernels of one cell, in numbers. */
function unary(by: Extract<Kernel, { does: 'unary' }>['by'], x: number): string {
  switch (by) {
    case 'copy':
      return brief(x)
    case 'negate':
      return `−${braced(x)}`
    case 'square':
      return `${braced(x)}²`
    case 'sqrt':
      return `√${braced(x)}`
    case 'abs':
      return `|${brief(x)}|`
    case 'relu':
      return `max(0, ${brief(x)})`
    case 'sign':
    case 'exp':
    case 'log':
    case 'tanh':
    case 'sigmoid':
      return `${by}(${brief(x)})`
    default:
      return by satisfies never
  }
}

function parametric({ by, param }: Extract<Kernel, { does: 'parametric' }>, x: number): string {
  if (by === 'scale') return `${brief(param)}·${braced(x)}`
  return by === 'power' ? `${braced(x)}^${brief(param)}` : `${brief(x)} rounded to ${param} decimals`
}

function binary(by: Extract<Kernel, { does: 'binary' }>['by'], a: number, b: number): string {
  switch (by) {
    case 'add':
      return `${brief(a)} + ${braced(b)}`
    case 'subtract':
      return `${brief(a)} − ${braced(b)}`
    case 'multiply':
      return `${braced(a)}·${braced(b)}`
    case 'divide':
      return `${braced(a)} / ${braced(b)}`
    case 'greater':
      return `${brief(a)} > ${brief(b)}`
    case 'gate':
      return `${brief(a)} where ${brief(b)} > 0`
    default:
      return by satisfies never
  }
}

/** All cells of a matrix, row by row. */
function* cellsOf({ rows, cols }: Shape): Generator<readonly [number, number]> {
  for (let row = 0; row < rows; row += 1) for (let col = 0; col < cols; col += 1) yield [row, col]
}

/** The cells that a reduction adds up for one cell of its result. */
function reduced(
  kernel: Kernel,
  of: Matrix,
  out: Shape,
  row: number,
  col: number,
): (readonly [number, number])[] {
  const { rows, cols } = of
  const own = (each: readonly [number, number]): boolean => {
    const [r, c] = repeated(out, ...each)
    return r === row && c === col
  }
  if (kernel.does === 'trace') return Array.from({ length: Math.min(rows, cols) }, (_, i) => [i, i] as const)
  return [...cellsOf(of)].filter(own)
}

/** How a cell of an output came about. Rows and columns count from 0. */
export function account(
  definition: NodeDefinition,
  params: Settings,
  sources: Sources,
  out: Shape,
  row: number,
  col: number,
): Account {
  const kernel = definition.kernel?.(params)
  const operand: Operand = (port) => sources[port]?.[0]
  return (kernel && byKernel(kernel, operand, out, row, col)) ?? byDependence(definition, sources)
}

function byKernel(kernel: Kernel, operand: Operand, out: Shape, row: number, col: number): Account | null {
  switch (kernel.does) {
    case 'time':
      return { text: 'the number of the iteration', from: [] }
    case 'product': {
      const [a, b] = [operand(kernel.a), operand(kernel.b)]
      if (!a || !b) return null
      const terms = Array.from(
        { length: Math.min(a.cols, mostTerms) },
        (_, k) => `${braced(valueAt(a, row, k))}·${braced(valueAt(b, k, col))}`,
      )
      const from = Array.from({ length: Math.min(a.cols, mostCells) }, (_, k) => [
        { port: kernel.a, row, col: k },
        { port: kernel.b, row: k, col },
      ]).flat()
      return { text: sumOf(terms, a.cols), from }
    }
    case 'binary': {
      const [a, b] = [operand(kernel.a), operand(kernel.b)]
      if (!a || !b) return null
      const [at, bt] = [repeated(a, row, col), repeated(b, row, col)]
      return {
        text: binary(kernel.by, valueAt(a, ...at), valueAt(b, ...bt)),
        from: [
          { port: kernel.a, row: at[0], col: at[1] },
          { port: kernel.b, row: bt[0], col: bt[1] },
        ],
      }
    }
    default:
      return byOne(kernel, operand, out, row, col)
  }
}

function byOne(
  kernel: Exclude<Kernel, { does: 'time' | 'product' | 'binary' }>,
  operand: Operand,
  out: Shape,
  row: number,
  col: number,
): Account | null {
  const of = operand(kernel.of)
  if (!of) return null
  const from = (cells: readonly (readonly [number, number])[]) =>
    cells.slice(0, mostCells).map(([r, c]) => ({ port: kernel.of, row: r, col: c }))
  if (kernel.does === 'unary' || kernel.does === 'parametric' || kernel.does === 'transpose') {
    const at = kernel.does === 'transpose' ? ([col, row] as const) : repeated(of, row, col)
    const x = valueAt(of, ...at)
    const text =
      kernel.does === 'unary'
        ? unary(kernel.by, x)
        : kernel.does === 'parametric'
          ? parametric(kernel, x)
          : brief(x)
    return { text, from: from([at]) }
  }
  const cells = reduced(kernel, of, out, row, col)
  const values = cells.slice(0, mostTerms).map(([r, c]) => valueAt(of, r, c))
  if (kernel.does === 'norm')
    return {
      text: `√(${sumOf(
        values.map((x) => `${braced(x)}²`),
        cells.length,
      )})`,
      from: from(cells),
    }
  const sum = sumOf(values.map(braced), cells.length)
  const text = kernel.does === 'mean' ? `(${sum}) / ${cells.length}` : sum
  return { text, from: from(cells) }
}

/** Where a kernel does not say how, it depends on all there is. */
function byDependence({ inputs, shapeOnly, title }: NodeDefinition, sources: Sources): Account {
  const ports = Object.keys(inputs).filter((port) => !inputs[port]?.next && !shapeOnly?.includes(port))
  const from = ports.flatMap((port) =>
    (sources[port] ?? []).flatMap((matrix) =>
      [...cellsOf(matrix)].slice(0, mostCells).map(([row, col]) => ({ port, row, col })),
    ),
  )
  const named = ports.filter((port) => (sources[port] ?? []).length > 0)
  const text =
    named.length === 0 ? `made by ${title} itself` : `depends on every cell of ${named.join(' and ')}`
  return { text, from }
}
