// Loops whose number of rounds is known, and the pointers that walk along in them.
import type { Code } from './assembler.ts'
import { i32 } from './instructions.ts'

/** Moves a pointer by some bytes. */
export const advance = (code: Code, pointer: number, bytes: number): void => {
  if (bytes !== 0) code.get(pointer).i32(bytes).do(i32.add).set(pointer)
}

/** A body that is run `rounds` times, counting down in a local of its own; it moves its pointers itself. */
export const repeat = (code: Code, rounds: number, body: () => void): void => {
  if (rounds < 2) {
    if (rounds === 1) body()
    return
  }
  const counter = code.local('i32')
  code.i32(rounds).set(counter)
  code.loop(() => {
    body()
    code.get(counter).i32(1).do(i32.sub).tee(counter).brIf(0)
  })
}

/**
 * Both sides of a sum of products, term after term: the body reads at two pointers plus two offsets.
 * Few terms are written out one after the other, with constant offsets.
 */
export const overTerms = (
  code: Code,
  terms: number,
  unrolled: boolean,
  a: { readonly pointer: number; readonly step: number },
  b: { readonly pointer: number; readonly step: number },
  body: (aPointer: number, aOffset: number, bPointer: number, bOffset: number) => void,
): void => {
  if (unrolled) {
    for (let k = 0; k < terms; k += 1) body(a.pointer, k * a.step, b.pointer, k * b.step)
    return
  }
  const [aRun, bRun, end] = [code.local('i32'), code.local('i32'), code.local('i32')]
  code.get(a.pointer).set(aRun)
  code.get(b.pointer).tee(bRun)
  code
    .i32(terms * b.step)
    .do(i32.add)
    .set(end)
  code.loop(() => {
    body(aRun, 0, bRun, 0)
    advance(code, aRun, a.step)
    advance(code, bRun, b.step)
    code.get(bRun).get(end).do(i32.ne).brIf(0)
  })
}

/** Repeats the body, which moves the address in the local on, until that has come so many bytes further. */
export function until(code: Code, local: number, bytes: number, body: () => void): void {
  if (bytes === 0) return
  const end = code.local('i32')
  code.get(local).i32(bytes).do(i32.add).set(end)
  code.loop(() => {
    body()
    code.get(local).get(end).do(i32.ne).brIf(0)
  })
}
