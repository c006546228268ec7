// How the tests are counted from Vitest's report.
import { expect, it } from 'vitest'
import { count } from '../../scripts/stages.mjs'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

it('counts tests, and not those that were skipped', () => {
  const testResults = [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')]
  expect(count({ testResults }, false)).toEqual({ passed: 3, failed: 1 })
})

it('counts a file that could not be loaded as one failure', () => {
  const testResults = [file('passed', 'passed'), file('failed')]
  expect(count({ testResults }, false)).toEqual({ passed: 1, failed: 1 })
})

it('counts a run that failed outside of its tests as one failure', () => {
  expect(count({ testResults: [file('passed', 'passed')] }, false)).toEqual({ passed: 1, failed: 1 })
  expect(count({ testResults: [] }, false)).toEqual({ passed: 0, failed: 1 })
})

it('counts no failure where there is none', () => {
  expect(count({ testResults: [] }, true)).toEqual({ passed: 0, failed: 0 })
})
