// The list of problems: each once, errors first, counted in words.
import { expect, test } from 'vitest'
import { countProblems, gather } from '../../src/app/problems.ts'
import { type Problem, problem } from '../../src/graph/problem.ts'

const made = (path: string, severity: Problem['severity']) =>
  problem({ path }, { code: 'BAD_VALUE', severity, wrong: 'a is 1', right: 'it must be 2' })

test('a problem that is said twice is listed once, errors come first', () => {
  const [a, b, c] = [made('a', 'warning'), made('b', 'error'), made('c', 'error')]
  expect(gather([a, b], [made('b', 'error'), c]).map(({ path }) => path)).toEqual(['b', 'c', 'a'])
})

test('the count is in words', () => {
  const [warning, error] = [made('a', 'warning'), made('b', 'error')]
  expect([[], [error], [error, made('c', 'error')], [warning], [error, warning]].map(countProblems)).toEqual([
    ...['No problems', '1 error', '2 errors', '1 warning', '1 error, 1 warning'],
  ])
})
