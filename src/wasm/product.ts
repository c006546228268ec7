// The matrix product as a function of a WebAssembly module, term by term in the order of src/numeric/matmul.ts.
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { i32 } from './instructions.ts'
import { fusedTile } from './fused.ts'
import { advance, repeat } from './loops.ts'
import { pack, panelBytes, type Packing } from './pack.ts'
import { registers, separateTile, type Tile } from './tile.ts'

/** out: rows×cols ← a: rows×terms · b: terms×cols. */
export interface ProductShape {
  readonly rows: number
  readonly terms: number
  readonly cols: number
}

export interface ProductOptions {
  readonly shape: ProductShape
  readonly arithmetic: 'separate' | 'fused'
  /** A is stored transposed, terms×rows. */
  readonly transposedA?: boolean
  /** B is stored transposed, cols×terms. */
  readonly transposedB?: boolean
}

/** Rows of a tile. */
const ROWS = 4

/** How a product is laid out: which sides are packed into panels, and how wide tiles are. */
interface Plan {
  readonly columns: number
  readonly a: Packing | undefined
  readonly b: Packing | undefined
}

const planOf = ({ shape, arithmetic, transposedA = false, transposedB = false }: ProductOptions): Plan => {
  const { rows, terms, cols } = shape
  const wide = arithmetic === 'fused'
  // Two vectors, of four float32 or two float64 numbers.
  const columns = wide ? 4 : 8
  const packsB = transposedB || (rows >= 16 && (wide || cols >= 128))
  const packsA = (wide && cols >= 16) || (transposedA && cols >= 16 && rows >= 128)
  const lineB = 4 * (transposedB ? terms : cols)
  const lineA = 4 * (transposedA ? rows : terms)
  return {
    columns,
    a: packsA ? { terms, count: ROWS, width: ROWS, wide, along: !transposedA, line: lineA } : undefined,
    b: packsB ? { terms, count: columns, width: columns, wide, along: transposedB, line: lineB } : undefined,
  }
}

const isEmpty = ({ rows, terms, cols }: ProductShape): boolean => rows === 0 || terms === 0 || cols === 0

/** Bytes of scratch memory that the function needs: the panels, in multiples of 16. */
export const productScratch = (options: ProductOptions): number => {
  if (isEmpty(options.shape)) return 0
  const { a, b } = planOf(options)
  return (b ? panelBytes(b) : 0) + (a ? Math.ceil(options.shape.rows / ROWS) * panelBytes(a) : 0)
}

/** Parts of `total` of `size` each, and the rest. */
const split = (total: number, size: number): { readonly whole: number; readonly rest: number } => ({
  whole: Math.floor(total / size),
  rest: total % size,
})

/** The function's parameters. */
const OUT = 0
const A = 1
const B = 2
const SCRATCH = 3

/** Packs all of a, strip after strip of four rows, and leaves its address in the local `panels`. */
const packRows = (code: Code, packing: Packing, rows: number, panels: number, behind: number): void => {
  const [from, to, strip] = [code.local('i32'), code.local('i32'), code.local('i32')]
  code.get(SCRATCH).i32(behind).do(i32.add).tee(panels).set(to)
  code.get(A).set(strip)
  const { whole, rest } = split(rows, ROWS)
  const one = (count: number) => {
    code.get(strip).set(from)
    pack(code, { ...packing, count }, from, to)
    // A strip may end within a block of four terms, of which the panel has room for the whole.
    if (!packing.along) advance(code, to, panelBytes(packing) - packing.terms * packing.width * size)
    advance(code, strip, packing.along ? ROWS * packing.line : 4 * ROWS)
  }
  const size = packing.wide ? 8 : 4
  repeat(code, whole, () => one(ROWS))
  if (rest > 0) one(rest)
}

const build = (module: Module, options: ProductOptions): Code => {
  const { shape, arithmetic, transposedA = false, transposedB = false } = options
  const { rows, terms, cols } = shape
  const code = new Code(['i32', 'i32', 'i32', 'i32'])
  if (rows === 0 || cols === 0) return code
  if (terms === 0) {
    code
      .get(OUT)
      .i32(0)
      .i32(4 * rows * cols)
    return code.fillMemory()
  }
  const plan = planOf(options)
  const local = () => code.local('i32')
  const [aAt, bAt, outAt, column, panels, from, to] = [
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
  ]
  const at = registers(code, aAt, bAt, outAt)
  if (plan.a) packRows(code, plan.a, rows, panels, plan.b ? panelBytes(plan.b) : 0)
  const sizeA = plan.a?.wide ? 8 : 4
  const sideA = plan.a
    ? { step: ROWS * sizeA, row: sizeA, wide: plan.a.wide }
    : transposedA
      ? { step: 4 * rows, row: 4, wide: false }
      : { step: 4, row: 4 * terms, wide: false }
  const sideB = plan.b
    ? { step: plan.columns * (plan.b.wide ? 8 : 4), wide: plan.b.wide }
    : { step: 4 * cols, wide: false }
  const stripA = plan.a ? panelBytes(plan.a) : transposedA ? 4 * ROWS : 4 * ROWS * terms
  const tile = (rowCount: number, columns: number) => {
    const tile: Tile = { rows: rowCount, columns, terms, a: sideA, b: sideB, outRow: 4 * cols }
    if (arithmetic === 'fused') fusedTile(module, code, tile, at)
    else separateTile(code, tile, at)
  }
  const down = split(rows, ROWS)
  const strip = (columns: number) => {
    if (plan.b) {
      code.get(column).set(from)
      code.get(SCRATCH).tee(to).set(bAt)
      pack(code, { ...plan.b, count: columns }, from, to)
    } else code.get(column).set(bAt)
    code.get(plan.a ? panels : A).set(aAt)
    code.get(strip0).set(outAt)
    repeat(code, down.whole, () => {
      tile(ROWS, columns)
      advance(code, aAt, stripA)
      advance(code, outAt, ROWS * 4 * cols)
    })
    if (down.rest > 0) tile(down.rest, columns)
    advance(code, column, transposedB ? plan.columns * 4 * terms : 4 * plan.columns)
    advance(code, strip0, 4 * plan.columns)
  }
  const strip0 = local()
  code.get(B).set(column)
  code.get(OUT).set(strip0)
  const right = split(cols, plan.columns)
  repeat(code, right.whole, () => strip(plan.columns))
  if (right.rest > 0) strip(right.rest)
  return code
}

const nameOf = ({ shape, arithmetic, transposedA = false, transposedB = false }: ProductOptions): string =>
  `product ${shape.rows}×${shape.terms}×${shape.cols} ${arithmetic}${transposedA ? ' aᵀ' : ''}${transposedB ? ' bᵀ' : ''}`

/**
 * A function for out ← a·b; parameters: the addresses of out, a, b and scratch memory, in bytes. Answers its index.
 * Matrices are dense float32 in rows. Up to 12 bytes behind a matrix may be read, none behind out are written.
 */
export const product = (module: Module, options: ProductOptions): number =>
  module.once(nameOf(options), () => build(module, options))
