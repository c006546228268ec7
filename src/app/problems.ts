// The list of everything that is wrong: each problem once, errors first.
import type { Problem } from '../graph/problem.ts'

const keyOf = ({ code, node, port, path, message }: Problem): string =>
  JSON.stringify([code, node, port, path, message])

/** Joins what several places have to say. Errors come before warnings, otherwise the order stays. */
export function gather(...lists: readonly (readonly Problem[])[]): Problem[] {
  const found = new Map<string, Problem>()
  for (const problem of lists.flat()) if (!found.has(keyOf(problem))) found.set(keyOf(problem), problem)
  const all = [...found.values()]
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity !== 'error'),
  ]
}

export const countProblems = (problems: readonly Problem[]): string => {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const parts = [
    errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : '',
    warnings > 0 ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '',
  ]
  return parts.filter(Boolean).join(', ') || 'No problems'
}
