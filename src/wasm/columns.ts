// The sums of columns, four neighbours at a time, in the order of `columnSum` in src/numeric/cascade.ts.
import type { Shape } from '../numeric/matrix.ts'
import type { Code } from './assembler.ts'
import { addTo, cascade, PARTIALS } from './cascade.ts'
import { access } from './instructions.ts'
import { advance, until } from './loops.ts'
import { plain } from './sequence.ts'

// The parameters of the function: addresses.
const OUT = 0
const IN = 1

/** Makes of the vector of sums on the stack what is stored. */
type Finish = (code: Code) => void

/** Stores the vectors in the locals at the result's address. */
function storeAll(code: Code, sums: readonly number[], finish: Finish): void {
  sums.forEach((sum, index) => {
    code.get(OUT).get(sum)
    finish(code)
    code.access(access.store, 16 * index)
  })
}

/** Runs `body`, which makes so many vectors of the result from as many columns of vectors, `times` times. */
function repeat(code: Code, times: number, vectors: number, body: () => void): void {
  until(code, OUT, 16 * vectors * times, () => {
    body()
    advance(code, IN, 16 * vectors)
    advance(code, OUT, 16 * vectors)
  })
}

/** So many vectors of neighbouring columns, each down the rows in one cascade. */
function columnsAlone(code: Code, { rows, cols }: Shape, vectors: number, finish: Finish): void {
  const at = code.local('i32')
  code.get(IN).set(at)
  const places = Array.from({ length: vectors }, (_, index) => 16 * index)
  const { sums } = cascade(plain(code, at), { places, stride: 4 * cols, count: rows })
  storeAll(code, sums, finish)
}

/** So many vectors of neighbouring columns, each in four interleaved cascades. */
function columnsInFour(code: Code, { rows, cols }: Shape, vectors: number, finish: Finish): void {
  const at = code.local('i32')
  code.get(IN).set(at)
  const source = plain(code, at)
  const place = (row: number, index: number) => 4 * cols * row + 16 * index
  const places = Array.from({ length: PARTIALS * vectors }, (_, index) =>
    place(Math.floor(index / vectors), index % vectors),
  )
  const count = Math.floor(rows / PARTIALS)
  const { sums, behind } = cascade(source, { places, stride: place(PARTIALS, 0), count })
  for (let row = 0; row < rows % PARTIALS; row += 1)
    for (let index = 0; index < vectors; index += 1) {
      source.vector(behind + place(row, index))
      addTo(code, sums[index]!)
    }
  for (let index = vectors; index < sums.length; index += 1) {
    code.get(sums[index]!)
    addTo(code, sums[index % vectors]!)
  }
  storeAll(code, sums.slice(0, vectors), finish)
}

/** One row of column sums: blocks of 32 columns (4 where there are less than 8) alone, the rest in four. */
export function sumColumns(code: Code, a: Shape, finish: Finish): void {
  const block = a.cols < 8 ? 4 : 32
  repeat(code, Math.floor(a.cols / block), block / 4, () => columnsAlone(code, a, block / 4, finish))
  const rest = Math.ceil((a.cols % block) / 4)
  repeat(code, Math.floor(rest / 2), 2, () => columnsInFour(code, a, 2, finish))
  repeat(code, rest % 2, 1, () => columnsInFour(code, a, 1, finish))
}
