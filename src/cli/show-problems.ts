// Problems on the terminal and as JSON: one line each, in the one grammar.
import type { Problem } from '../graph/problem.ts'
import { visible, visibleJson, type Colours } from './terminal.ts'

/** "graphs/mine.json: error: MatMul (matmul): a is 4×3 …" */
export function problemLine(
  { severity, message, hint }: Problem,
  file: string | null,
  colours: Colours,
): string {
  const paint = severity === 'error' ? colours.red : colours.yellow
  const where = file === null ? '' : `${file}: `
  const sentence = message.startsWith(where) ? message.slice(where.length) : message
  const rest = `${sentence}${hint === null ? '' : ` ${hint}`}`
  return `${visible(where)}${paint(`${severity}:`)} ${visible(rest)}\n`
}

/** The fields in their documented order. */
export const plainProblem = ({
  code,
  severity,
  node,
  title,
  port,
  path,
  expected,
  got,
  message,
  hint,
}: Problem) => ({
  ...{ code, severity, node, title, port, path, expected, got, message, hint },
})

export const errorsJson = (problems: readonly Problem[]): string =>
  `${visibleJson(JSON.stringify({ errors: problems.map(plainProblem) }))}\n`
