// Assert: stops the run where a matrix is not as it should be.
import { defineNode, Failure, input } from '../../src/node.ts'
import { choice, number, text } from '../../src/param.ts'
import type { Matrix } from '../../src/numeric/matrix.ts'
import { shortest } from '../../src/numeric/text.ts'

/** What |x| must be. NaN is neither zero nor nonzero. */
const holds = {
  nonzero: (size: number, tolerance: number) => size > tolerance,
  zero: (size: number, tolerance: number) => size <= tolerance,
  finite: (size: number) => size < Infinity,
}

type Check = keyof typeof holds

/** The place of the first number that fails, or −1. */
function firstOffender({ data }: Matrix, check: Check, tolerance: number): number {
  for (let i = 0; i < data.length; i++) if (!holds[check](Math.abs(data[i] ?? NaN), tolerance)) return i
  return -1
}

const where = ({ rows, cols, data }: Matrix, index: number): string => {
  const value = shortest(data[index] ?? NaN)
  return rows * cols === 1
    ? `the number is ${value}`
    : `the number in row ${Math.floor(index / cols) + 1}, column ${(index % cols) + 1} is ${value}`
}

function wanted(check: Check, tolerance: number): string {
  const near = tolerance > 0 ? `within ${tolerance} of 0` : '0'
  const sentences = { nonzero: `no number may be ${near}`, zero: `every number must be ${near}` }
  return check === 'finite' ? 'every number must be finite' : sentences[check]
}

export default defineNode({
  title: 'Assert',
  docs: 'Watches a matrix and stops the run at the first iteration in which it is not as it should be, naming the number that broke the rule.',
  formula: '|A_{ij}| > \\tau, \\quad |A_{ij}| \\le \\tau \\quad\\text{or}\\quad |A_{ij}| < \\infty',
  keywords: ['check', 'test', 'guard', 'stop', 'expect', 'verify', 'nan', 'invariant'],
  inputs: { in: input('The matrix to watch') },
  outputs: {},
  params: {
    check: choice(['nonzero', 'finite', 'zero'], 'What every number must be'),
    tolerance: number(0, 'How far from 0 still counts as zero', { min: 0 }),
    message: text('', 'What to say when it fails'),
  },
  unused: ({ check }) => (check === 'finite' ? ['tolerance'] : []),
  shape: () => ({}),
  check({ in: a }, { check, tolerance, message }) {
    const index = firstOffender(a, check, tolerance)
    if (index < 0) return null
    const wrong = message ? `${message}: ${where(a, index)}` : where(a, index)
    return new Failure('ASSERTION_FAILED', 'in', wrong, wanted(check, tolerance))
  },
  picture({ in: a }, { check, tolerance }) {
    const index = firstOffender(a, check, tolerance)
    if (index < 0) return { kind: 'text', text: `${check} ✓`, tone: 'good' }
    return { kind: 'text', text: `not ${check}: ${where(a, index)}`, tone: 'bad' }
  },
})
