// The matrix product as a function of a WebAssembly module, term by term in the order of src/numeric/matmul.ts.
import { Code } from './assembler.ts'
import type { Module } from './module.ts'
import { i32 } from './instructions.ts'
import { fusedTile } from './fused.ts'
import { advance, repeat } from './loops.ts'
import { pack, panelBytes, type Packing } from './pack.ts'
import { registers, separateTile } from './tile.ts'
import { anyTiny } from './tiny.ts'

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

/** Rows of a tile, and numbers of a of one step in a panel. */
const ROWS = 4

/** Where a strip begins, and how a tile walks through it. */
interface Side {
  /** The panel that the strip is packed into, if it is. */
  readonly packing: Packing | undefined
  /** Bytes from term to term and from row to row (of a) for the tile. */
  readonly step: number
  readonly row: number
  readonly wide: boolean
  /** Bytes from one strip in the matrix, and from one in the panels, to the next. */
  readonly strip: number
  readonly panel: number
}

interface Plan {
  /** Columns of a tile: two vectors, of four float32 or two float64 numbers. */
  readonly columns: number
  readonly a: Side
  readonly b: Side
}

/** One side of the product, of which a strip has `width` numbers for each term. */
const side = (
  terms: number,
  across: number,
  width: number,
  along: boolean,
  wide: boolean,
  packs: boolean,
): Side => {
  const size = packs && wide ? 8 : 4
  const line = 4 * (along ? terms : across)
  const strip = along ? width * line : 4 * width
  if (!packs) {
    const [step, row] = along ? [4, line] : [line, 4]
    return { packing: undefined, step, row, wide: false, strip, panel: strip }
  }
  const packing = { terms, count: width, width, wide, along, line }
  return { packing, step: width * size, row: size, wide, strip, panel: panelBytes(packing) }
}

const planOf = ({ shape, arithmetic, transposedA = false, transposedB = false }: ProductOptions): Plan => {
  const { rows, terms, cols } = shape
  const fused = arithmetic === 'fused'
  const columns = fused ? 4 : 8
  // Measured: a panel pays where it is read often enough, and in 'separate' where lines lie far apart.
  const packsA = fused ? cols >= 16 : transposedA && cols >= 16 && rows >= 256
  const packsB = transposedB || (rows >= 16 && (fused || cols >= 128))
  return {
    columns,
    a: side(terms, rows, ROWS, !transposedA, fused, packsA),
    b: side(terms, cols, columns, transposedB, fused, packsB),
  }
}

const isEmpty = ({ rows, terms, cols }: ProductShape): boolean => rows === 0 || terms === 0 || cols === 0

/** Bytes of scratch memory that the function needs: a panel of b, then all panels of a. A multiple of 16. */
export const productScratch = (options: ProductOptions): number => {
  if (isEmpty(options.shape)) return 0
  const { a, b } = planOf(options)
  const strips = Math.ceil(options.shape.rows / ROWS)
  return (b.packing ? b.panel : 0) + (a.packing ? strips * a.panel : 0)
}

/** The function's parameters. */
const OUT = 0
const A = 1
const B = 2
const SCRATCH = 3

/** `body` for each whole part of `total` in turn, and for what is left. */
const inParts = (code: Code, total: number, size: number, body: (count: number) => void): void => {
  repeat(code, Math.floor(total / size), () => body(size))
  if (total % size > 0) body(total % size)
}

/** Packs all of a, strip after strip, to the address in the local `panels`. */
const packRows = (code: Code, { packing, strip, panel }: Side, rows: number, panels: number): void => {
  if (!packing) return
  const [from, to] = [code.local('i32'), code.local('i32')]
  code.get(panels).set(to)
  code.get(A).set(from)
  inParts(code, rows, ROWS, (count) => {
    pack(code, { ...packing, count }, from, to)
    advance(code, from, strip)
    advance(code, to, panel)
  })
}

const build = (module: Module, options: ProductOptions): Code => {
  const { rows, terms, cols } = options.shape
  const code = new Code(['i32', 'i32', 'i32', 'i32'])
  if (isEmpty(options.shape)) {
    const bytes = 4 * rows * cols
    return bytes > 0 ? code.get(OUT).i32(0).i32(bytes).fillMemory() : code
  }
  const { columns, a, b } = planOf(options)
  const local = () => code.local('i32')
  const [rowsOfA, from, to, tiny] = [local(), local(), local(), local()]
  const at = registers(code, local(), local(), local())
  code.get(a.packing ? SCRATCH : A).i32(a.packing && b.packing ? b.panel : 0)
  code.do(i32.add).set(rowsOfA)
  packRows(code, a, rows, rowsOfA)
  const fused = options.arithmetic === 'fused'
  if (fused) {
    anyTiny(module, code, { address: A, count: rows * terms }, { address: B, count: terms * cols })
    code.set(tiny)
  }
  code.get(B).set(from)
  code.get(OUT).set(to)
  inParts(code, cols, columns, (width) => {
    if (b.packing) pack(code, { ...b.packing, count: width }, from, SCRATCH)
    code.get(b.packing ? SCRATCH : from).set(at.b)
    code.get(rowsOfA).set(at.a)
    code.get(to).set(at.out)
    inParts(code, rows, ROWS, (height) => {
      const tile = { rows: height, columns: width, terms, a, b, outRow: 4 * cols }
      if (fused) fusedTile(module, code, tile, at, tiny)
      else separateTile(code, tile, at)
      advance(code, at.a, a.panel)
      advance(code, at.out, ROWS * 4 * cols)
    })
    advance(code, from, b.strip)
    advance(code, to, 4 * columns)
  })
  return code
}

const nameOf = ({ shape, arithmetic, transposedA = false, transposedB = false }: ProductOptions): string => {
  const { rows, terms, cols } = shape
  return `product ${rows}×${terms}×${cols} ${arithmetic}${transposedA ? ' aᵀ' : ''}${transposedB ? ' bᵀ' : ''}`
}

/**
 * A function for out ← a·b, the bits of `matmul`. Its parameters are the addresses in bytes of out, a, b and scratch
 * memory, multiples of 16 that do not overlap; its index is the answer. Matrices are dense float32, row by row.
 * Up to 12 bytes behind a matrix may be read, and nothing is written behind out.
 */
export const product = (module: Module, options: ProductOptions): number =>
  module.once(nameOf(options), () => build(module, options))
