// Writes what all variants start from into a file: W and then M, as PyTorch draws them after manual_seed(314).
import { writeFileSync } from 'node:fs'
import { matrix } from '../src/numeric/matrix.ts'
import { uniform } from '../src/numeric/random.ts'

const [, , size = '4', file = ''] = process.argv
const n = Number(size)
const { rows, cols, data } = matrix(2 * n, n, 'separate')
uniform({ rows, cols, data }, 314, 0, 0, 1)
writeFileSync(file, new Uint8Array(data.buffer))
