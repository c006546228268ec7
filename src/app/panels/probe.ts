// What the probe says of a matrix beside its numbers.
import type { Matrix } from '../../numeric/matrix.ts'
import { showSignificant } from '../../views/numbers.ts'
import { visible } from '../../views/visible.ts'
import type { Address, Explained } from '../../worker/protocol.ts'

const subscripts = '₀₁₂₃₄₅₆₇₈₉'
const lowered = (count: number): string =>
  [...String(count)].map((digit) => subscripts[Number(digit)] ?? '').join('')

/** "Ŷ₁₂", counted from 1; beyond nine rows or columns "Ŷ[10, 2]". A number has no place. */
export function cellName(
  title: string,
  { rows, cols }: { readonly rows: number; readonly cols: number },
  row: number,
  col: number,
): string {
  // "Ŷ = W · M": what stands before the sign is its name.
  const name = visible(title.split(' = ')[0] ?? title)
  if (rows === 1 && cols === 1) return name
  return row < 9 && col < 9
    ? `${name}${lowered(row + 1)}${lowered(col + 1)}`
    : `${name}[${row + 1}, ${col + 1}]`
}

export const sameAddress = (a: Address, b: Address): boolean => JSON.stringify(a) === JSON.stringify(b)

/** "Ŷ₁₂ = 0.48·0.35 + 0.63·0.91 = 0.7196" */
export function sentenceOf({ title, shape, row, col, text, value }: Explained): string {
  const name = cellName(title, shape, row, col)
  const number = showSignificant(value, 4)
  const isWords = /^(?:depends|made|what|the number)/.test(text)
  return isWords ? `${name} = ${number}: ${text}` : `${name} = ${text} = ${number}`
}

/** Numbers of numbers: the smallest, the largest, the mean, the length; how many are zero, tiny or none. */
export function statisticsOf({ data }: Matrix): readonly (readonly [name: string, value: string])[] {
  let [min, max, sum, squares, zeros, tiny, odd] = [Infinity, -Infinity, 0, 0, 0, 0, 0]
  for (const x of data) {
    if (!Number.isFinite(x)) {
      odd++
      continue
    }
    min = Math.min(min, x)
    max = Math.max(max, x)
    sum += x
    squares += x * x
    if (x === 0) zeros++
    else if (Math.abs(x) < 2 ** -126) tiny++
  }
  const finite = data.length - odd
  const number = (x: number): string => (finite === 0 ? '—' : showSignificant(x, 4))
  return [
    ['smallest', number(min)],
    ['largest', number(max)],
    ['mean', number(sum / finite)],
    ['norm', number(Math.sqrt(squares))],
    ['zeros', String(zeros)],
    ['subnormal', String(tiny)],
    ['not finite', String(odd)],
  ]
}
