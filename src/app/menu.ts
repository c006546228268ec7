// What stands in a menu.

export interface Entry {
  readonly key: string
  readonly label: string
  /** A second, quiet line. */
  readonly note?: string
  /** What is open now. */
  readonly current?: boolean
  /** The key that does the same. */
  readonly stroke?: string
  /** For a switch. */
  readonly isOn?: boolean
  readonly can?: boolean
  /** A line above it. */
  readonly rule?: boolean
}
