// Shapes of values as ports show them: by a sign, and in few characters.
import type { Shape } from '../numeric/matrix.ts'

export type { Shape }

/** A scalar is a dot, a row or a column a bar, a matrix a square. */
export type Sign = 'dot' | 'row' | 'column' | 'square' | 'unknown'

export function signOf(shape: Shape | undefined): Sign {
  if (!shape) return 'unknown'
  if (shape.rows === 1) return shape.cols === 1 ? 'dot' : 'row'
  return shape.cols === 1 ? 'column' : 'square'
}

/** "4×3" */
export const describe = ({ rows, cols }: Shape): string => `${rows}×${cols}`

export const sameShape = (a: Shape, b: Shape): boolean => a.rows === b.rows && a.cols === b.cols
