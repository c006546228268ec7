// What ends a command before it has a result: the problems to show, and the exit code.
import { problem, type Code, type Problem } from '../graph/problem.ts'

/** The exit codes: the command line's promise to scripts. */
export const exits = { done: 0, fault: 1, refused: 2, failed: 3, timedOut: 4 } as const
export type Exit = (typeof exits)[keyof typeof exits]

/** A file, a graph or arguments that do not do. */
export class Refusal extends Error {
  readonly problems: readonly Problem[]
  /** The file that they are about, as it was named. */
  readonly file: string | null
  readonly exit: Exit
  constructor(problems: readonly Problem[], file: string | null = null, exit: Exit = exits.refused) {
    super(problems.map(({ message }) => message).join('\n'))
    this.name = 'Refusal'
    this.problems = problems
    this.file = file
    this.exit = exit
  }
}

/** Arguments that do not do: `path` is the part of the command line that is wrong. */
export const misused = (
  path: string,
  wrong: string,
  right: string,
  hint?: string | null,
  code: Code = 'BAD_VALUE',
): Refusal => new Refusal([problem({ path }, { code, wrong, right, ...(hint != null && { hint }) })])
