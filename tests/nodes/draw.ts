// Seeded draws of inputs for tests, as the samples of node files describe them.
import type { Draw } from '../../src/node.ts'
import { matrix, type Arithmetic, type Matrix } from '../../src/numeric/matrix.ts'
import { uniform } from '../../src/numeric/random.ts'

/** How far draws stay away from kinks. */
const distance = 0.05

export function draw(spec: Draw, seed: number, arithmetic: Arithmetic = 'double'): Matrix {
  const { rows, cols, low = -2, high = 2, avoid = [], diagonal = 0 } = spec
  const made = matrix(rows, cols, arithmetic)
  uniform(made, seed, 0, low, high)
  const { data } = made
  data.forEach((x, index) => {
    const kink = avoid.find((each) => Math.abs(x - each) < distance)
    if (kink !== undefined) data[index] = x < kink ? x - distance : x + distance
  })
  for (let row = 0; row < Math.min(rows, cols); row += 1)
    data[row * (cols + 1)] = (data[row * (cols + 1)] ?? NaN) + diagonal
  return made
}
