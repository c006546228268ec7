// Loops over matrices, four numbers at a time: how an elementwise function comes by its operands and its results.
//
// The first parameter of the functions is the address of the result, the others are those of the operands. The
// result may lie where an operand of its shape lies: nothing is written before all that it covers was read.
import type { Shape } from '../numeric/matrix.ts'
import { Code } from './assembler.ts'
import { access, laneStore } from './instructions.ts'
import { advance, until } from './loops.ts'

/** How an operand lies under the result: number under number, or one number, row or column under all. */
export type Lie = 'same' | 'number' | 'row' | 'column'

export const lieOf = (operand: Shape, out: Shape): Lie => {
  if (operand.rows === out.rows && operand.cols === out.cols) return 'same'
  if (operand.cols === 1) return operand.rows === 1 ? 'number' : 'column'
  return 'row'
}

/** Up to so many vectors are written out one after the other; more take a loop. */
const UNROLLED = 16
/** A loop takes so many vectors in one turn. */
const TURN = 4
const OUT = 0

/** Turns the vectors on the stack into one. */
type Compute = (code: Code) => void

/** One walk under construction: where each operand is found beside what the loops ask for. */
class Walk {
  readonly code: Code
  readonly #lies: readonly Lie[]
  readonly #compute: Compute
  /** Of operands that are one number (or, row by row, one column): that number, four times. */
  readonly #splats: readonly number[]

  constructor(lies: readonly Lie[], compute: Compute) {
    this.code = new Code(['i32', ...lies.map(() => 'i32' as const)])
    this.#lies = lies
    this.#compute = compute
    this.#splats = lies.map((lie) => (lie === 'number' || lie === 'column' ? this.code.local('v128') : -1))
    this.splat('number')
  }

  /** Reads what stays the same for a while. */
  splat(which: 'number' | 'column'): void {
    this.each(which, (operand, index) =>
      this.code.get(operand).access(access.load32Splat).set(this.#splats[index]!),
    )
  }

  each(which: Lie, then: (operand: number, index: number) => void): void {
    this.#lies.forEach((lie, index) => {
      if (lie === which) then(index + 1, index)
    })
  }

  /** Pushes the result's vector `offset` bytes on; where rows and columns lie says `of`. */
  value(offset: number, of: Partial<Record<'row' | 'column', (operand: number) => void>> = {}): void {
    this.#lies.forEach((lie, index) => {
      const push = lie === 'row' || lie === 'column' ? of[lie] : undefined
      if (push) push(index + 1)
      else if (lie === 'same') this.code.get(index + 1).access(access.load, offset)
      else this.code.get(this.#splats[index]!)
    })
    this.#compute(this.code)
  }

  /** Moves on in the result and in what lies number under number. */
  advance(bytes: number): void {
    advance(this.code, OUT, bytes)
    this.each('same', (operand) => advance(this.code, operand, bytes))
  }

  /** Repeats the body, which moves the result's address on, until that has come `bytes` further. */
  until(bytes: number, body: () => void): void {
    until(this.code, OUT, bytes, body)
  }
}

/** Where nothing but single numbers is repeated: straight on, in the last vector over the end into the pad. */
function flat(walk: Walk, vectors: number): void {
  const { code } = walk
  const one = (index: number) => {
    code.get(OUT)
    walk.value(16 * index)
    code.access(access.store, 16 * index)
  }
  const turns = vectors > UNROLLED ? Math.floor(vectors / TURN) : 0
  walk.until(16 * TURN * turns, () => {
    for (let index = 0; index < TURN; index += 1) one(index)
    walk.advance(16 * TURN)
  })
  for (let index = 0; index < vectors - turns * TURN; index += 1) one(index)
}

/** Pushes the vector under numbers 4·index … of a result whose rows all are the row at `operand`. */
function rowVector(code: Code, operand: number, cols: number, index: number): void {
  const start = (4 * index) % cols
  const from = cols < 4 ? 0 : start
  code.get(operand).access(access.load, 4 * from)
  if (start + 4 <= cols) return
  const lane = (at: number) =>
    cols < 4 ? (start + at) % cols : start + at < cols ? at : at + 4 + start - cols
  code.get(operand).access(access.load)
  code.shuffle(lane(0), lane(1), lane(2), lane(3))
}

/** Pushes the vector under numbers 4·index … of a result whose columns all are the column at `operand`. */
function columnVector(code: Code, operand: number, cols: number, index: number): void {
  const row = (at: number) => Math.floor((4 * index + at) / cols)
  const lane = (at: number) => row(at) - row(0)
  code.get(operand)
  if (lane(3) === 0) code.access(access.load32Splat, 4 * row(0))
  else {
    const column = code.spare('v128')
    code
      .access(access.load, 4 * row(0))
      .tee(column)
      .get(column)
    code.shuffle(lane(0), lane(1), lane(2), lane(3))
  }
}

/**
 * Narrow results: vectors run across the ends of rows, their parts of rows and columns put together by shuffles.
 * Four rows are a whole number of vectors, so a loop takes four rows a turn.
 */
function across(walk: Walk, { rows, cols }: Shape): void {
  const { code } = walk
  const vectors = Math.ceil((rows * cols) / 4)
  const period = cols % 4 === 0 ? cols / 4 : cols % 2 === 0 ? cols / 2 : cols
  const repeated = new Map<number, number[]>()
  walk.each('row', (operand) => {
    const found = Array.from({ length: Math.min(period, vectors) }, (_, index) => {
      rowVector(code, operand, cols, index)
      const local = code.local('v128')
      code.set(local)
      return local
    })
    repeated.set(operand, found)
  })
  const one = (index: number) => {
    code.get(OUT)
    walk.value(16 * index, {
      row: (operand) => code.get(repeated.get(operand)![index % period]!),
      column: (operand) => columnVector(code, operand, cols, index),
    })
    code.access(access.store, 16 * index)
  }
  const turns = vectors > UNROLLED ? Math.floor(rows / 4) : 0
  walk.until(16 * cols * turns, () => {
    for (let index = 0; index < cols; index += 1) one(index)
    walk.advance(16 * cols)
    walk.each('column', (operand) => advance(code, operand, 16))
  })
  for (let index = 0; index < vectors - turns * cols; index += 1) one(index)
}

/** The last 1 to 3 numbers of a row, lane by lane: what follows may still have to be read. */
function tail(code: Code, numbers: number, offset: number, value: () => void): void {
  const whole = code.local('v128')
  value()
  code.set(whole)
  if (numbers > 1) code.get(OUT).get(whole).storeLane(laneStore.store64Lane, 0, offset)
  if (numbers === 2) return
  const last = numbers - 1
  code
    .get(OUT)
    .get(whole)
    .storeLane(laneStore.store32Lane, last, offset + 4 * last)
}

/** Wide results with rows or columns under them: row by row. */
function byRows(walk: Walk, { rows, cols }: Shape): void {
  const { code } = walk
  const along = new Map<number, number>()
  walk.each('row', (operand) => along.set(operand, code.local('i32')))
  const value = (offset: number) =>
    walk.value(offset, { row: (operand) => code.get(along.get(operand)!).access(access.load, offset) })
  const one = (index: number) => {
    code.get(OUT)
    value(16 * index)
    code.access(access.store, 16 * index)
  }
  const vectors = Math.floor(cols / 4)
  const turns = vectors > UNROLLED ? Math.floor(vectors / TURN) : 0
  const rest = vectors - turns * TURN
  walk.until(4 * rows * cols, () => {
    walk.splat('column')
    for (const [operand, local] of along) code.get(operand).set(local)
    walk.until(16 * TURN * turns, () => {
      for (let index = 0; index < TURN; index += 1) one(index)
      walk.advance(16 * TURN)
      for (const local of along.values()) advance(code, local, 16 * TURN)
    })
    for (let index = 0; index < rest; index += 1) one(index)
    if (cols % 4 > 0) tail(code, cols % 4, 16 * rest, () => value(16 * rest))
    walk.advance(4 * cols - 16 * TURN * turns)
    walk.each('column', (operand) => advance(code, operand, 4))
  })
}

/**
 * A function (out, operands …: addresses) → () that makes every vector of the result from those of the operands,
 * which lie as `lies` says.
 */
export function walkVectors(out: Shape, lies: readonly Lie[], compute: Compute): Code {
  const walk = new Walk(lies, compute)
  const numbers = out.rows * out.cols
  if (numbers === 0) return walk.code
  if (!lies.includes('row') && !lies.includes('column')) flat(walk, Math.ceil(numbers / 4))
  else if (out.cols <= UNROLLED || numbers <= 4 * UNROLLED) across(walk, out)
  else byRows(walk, out)
  return walk.code
}
