// The memories of a plan: what they start with, what they take in, and where that waits.
import { type Matrix, sameShape } from '../numeric/matrix.ts'
import { read } from './constants.ts'
import { firstOutput, type Program, type Value } from './program.ts'
import type { Cell } from './planned.ts'
import type { Space } from './space.ts'

/** All memories that have a value. */
export function cellsOf(program: Program, buffers: ReadonlyMap<Value, Matrix>, space: Space): Cell[] {
  const taken = new Set<Matrix>()
  const found: Omit<Cell, 'waiting'>[] = []
  for (const operation of program.operations) {
    const { memory } = operation.kind.definition
    const value = firstOutput(operation)
    const buffer = value && buffers.get(value)
    if (!memory || !buffer) continue
    const initial = read(operation, buffers)(memory.initial, 0)
    const next = program.halted.has(operation) ? buffer : read(operation, buffers)(memory.next, 0)
    found.push({ operation, key: operation.key, value: buffer, initial, next })
    taken.add(buffer)
  }
  return found.map((cell) => {
    const overwritten = cell.next !== cell.value && taken.has(cell.next)
    return { ...cell, waiting: overwritten ? space.matrix(cell.value) : null }
  })
}

/** Memories go on with the values of others that have their key and shape. */
export function inherit(before: readonly Pick<Cell, 'key' | 'value'>[], after: readonly Cell[]): void {
  const old = new Map(before.map(({ key, value }) => [key, value]))
  for (const { key, value } of after) {
    const found = old.get(key)
    if (found && sameShape(found, value)) value.data.set(found.data)
  }
}

/** All memories take in their next values at once. */
export function takeIn(cells: readonly Cell[]): void {
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]
    if (cell?.waiting) copy(cell.next.data, cell.waiting.data)
  }
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]
    if (cell && cell.next !== cell.value) copy((cell.waiting ?? cell.next).data, cell.value.data)
  }
}

/** For a few numbers a loop is faster than TypedArray.set. */
function copy(from: Matrix['data'], to: Matrix['data']): void {
  if (from.length > 64) to.set(from)
  else for (let index = 0; index < from.length; index += 1) to[index] = from[index] ?? 0
}
