// What a command of the command line is, and what is given to it.
import type { Exit } from './refusal.ts'

/** What was given to a command. */
export interface Given {
  readonly operands: readonly string[]
  readonly switches: ReadonlySet<string>
  /** In the order in which they were given. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

export interface Option {
  /** What follows it, such as "N"; null for a switch. */
  readonly value: string | null
  readonly docs: string
}

export interface Command {
  readonly summary: string
  /** What follows it: "FILE", "ID"; one that ends in … may be repeated. */
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  /** What else the help says. */
  readonly more: string
  /** Loaded when it is needed, so that each command starts fast. */
  readonly load: () => Promise<(given: Given) => Promise<Exit>>
}
