// Copies a strip of a matrix into a panel, in the order in which tiles read it, as float32 or widened to float64.
import type { Code } from './assembler.ts'
import { access, f64x2 } from './instructions.ts'
import { advance, repeat } from './loops.ts'

export interface Packing {
  /** How many steps the panel has, one per term. */
  readonly terms: number
  /** How many numbers of each step come from the matrix. */
  readonly count: number
  /** How many numbers each step has room for, a multiple of 4: those beyond `count` are rubbish. */
  readonly width: number
  /** Whether the panel holds float64 numbers. */
  readonly wide: boolean
  /** Whether a stored line of the matrix runs along the terms; else it runs across them. */
  readonly along: boolean
  /** Bytes from one stored line to the next. */
  readonly line: number
}

/** Bytes of a panel: whole blocks of four terms. */
export const panelBytes = (packing: Pick<Packing, 'terms' | 'width' | 'wide'>): number =>
  Math.ceil(packing.terms / 4) * 4 * packing.width * (packing.wide ? 8 : 4)

/** Stores four float32 numbers at an address, two by two where the panel is wide. */
const storeFour = (code: Code, wide: boolean, address: number, offset: number, four: number): void => {
  if (wide) {
    code.get(address).get(four).do(f64x2.promoteLowF32x4).access(access.store, offset)
    code.get(address).get(four).get(four).shuffle(2, 3, 2, 3)
    code.do(f64x2.promoteLowF32x4).access(access.store, offset + 16)
  } else code.get(address).get(four).access(access.store, offset)
}

/** Line after line, as they are. */
const across = (code: Code, packing: Packing, from: number, to: number): void => {
  const size = packing.wide ? 8 : 4
  const four = code.local('v128')
  repeat(code, packing.terms, () => {
    for (let at = 0; at < packing.count; at += 4) {
      code
        .get(from)
        .access(access.load, 4 * at)
        .set(four)
      storeFour(code, packing.wide, to, size * at, four)
    }
    advance(code, from, packing.line)
    advance(code, to, size * packing.width)
  })
}

/** Blocks of 4×4, transposed in registers. The last block may run past the last term, into rubbish. */
const along = (code: Code, packing: Packing, from: number, to: number): void => {
  const size = packing.wide ? 8 : 4
  const vector = () => code.local('v128')
  const [l0, l1, l2, l3] = [vector(), vector(), vector(), vector()]
  const [low, high, four] = [vector(), vector(), vector()]
  // Lines that the matrix does not have are read as its last one: nothing may be read far behind a buffer.
  const load = (line: number, into: number) =>
    code
      .get(from)
      .access(access.load, Math.min(line, packing.count - 1) * packing.line)
      .set(into)
  repeat(code, Math.ceil(packing.terms / 4), () => {
    for (let at = 0; at < packing.count; at += 4) {
      ;[l0, l1, l2, l3].forEach((line, n) => load(at + n, line))
      const put = (term: number) => {
        code.set(four)
        storeFour(code, packing.wide, to, size * (term * packing.width + at), four)
      }
      code.get(l0).get(l1).shuffle(0, 4, 1, 5).set(low)
      code.get(l2).get(l3).shuffle(0, 4, 1, 5).set(high)
      code.get(low).get(high).shuffle(0, 1, 4, 5)
      put(0)
      code.get(low).get(high).shuffle(2, 3, 6, 7)
      put(1)
      code.get(l0).get(l1).shuffle(2, 6, 3, 7).set(low)
      code.get(l2).get(l3).shuffle(2, 6, 3, 7).set(high)
      code.get(low).get(high).shuffle(0, 1, 4, 5)
      put(2)
      code.get(low).get(high).shuffle(2, 3, 6, 7)
      put(3)
    }
    advance(code, from, 16)
    advance(code, to, 4 * size * packing.width)
  })
}

/** Packs the strip that starts at the address in `from` into the panel at the address in `to`. */
export const pack = (code: Code, packing: Packing, from: number, to: number): void => {
  const [source, target] = [code.local('i32'), code.local('i32')]
  code.get(from).set(source)
  code.get(to).set(target)
  if (packing.along) along(code, packing, source, target)
  else across(code, packing, source, target)
}
