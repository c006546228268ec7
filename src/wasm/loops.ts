// Loops over addresses.
import type { Code } from './assembler.ts'
import { i32 } from './instructions.ts'

/** Adds to the address in a local. */
export function advance(code: Code, local: number, bytes: number): void {
  if (bytes !== 0) code.get(local).i32(bytes).do(i32.add).set(local)
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
