// Whether two pictures look the same, so that nobody has to draw the second one.
import type { Matrix } from '../numeric/matrix.ts'
import type { Picture } from '../picture.ts'

/** The same numbers; 0 is not −0, and NaN is NaN. */
function sameMatrix(a: Matrix, b: Matrix): boolean {
  return a.rows === b.rows && a.cols === b.cols && a.data.every((x, index) => Object.is(x, b.data[index]))
}

export function samePicture(a: Picture | undefined, b: Picture | undefined): boolean {
  if (a?.kind !== b?.kind) return false
  switch (a?.kind) {
    case undefined:
      return true
    case 'heatmap':
      return (
        b?.kind === 'heatmap' &&
        sameRange(a, b) &&
        a.decimals === b.decimals &&
        sameMatrix(a.matrix, b.matrix)
      )
    case 'table':
      return b?.kind === 'table' && a.decimals === b.decimals && sameMatrix(a.matrix, b.matrix)
    case 'lines':
      return b?.kind === 'lines' && a.scale === b.scale
    case 'text':
      return b?.kind === 'text' && a.text === b.text && a.tone === b.tone
    default:
      return a satisfies never
  }
}

type Ranged = { readonly range: readonly [number, number] | null }

const sameRange = (a: Ranged, b: Ranged): boolean =>
  a.range?.[0] === b.range?.[0] && a.range?.[1] === b.range?.[1]
