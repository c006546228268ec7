// Numbers that a file writes otherwise than we would ("1.0", twenty digits): as they stood, to be written back.
import type { Json } from './document.ts'

/** By the list, object or fields that the number stands in, and its place there. */
const literals = new WeakMap<object, Map<string | number, string>>()

export function rememberLiteral(owner: object, place: string | number, literal: string): void {
  const known = literals.get(owner)
  if (known) known.set(place, literal)
  else literals.set(owner, new Map([[place, literal]]))
}

/** How the number at this place stood, as long as it is still the same. */
export function literalOf(owner: object, place: string | number, value: Json): string | undefined {
  const literal = literals.get(owner)?.get(place)
  return literal !== undefined && Object.is(Number(literal), value) ? literal : undefined
}

/** The same fields in another form keep their literals. */
export function withLiterals<T extends object>(from: object, to: T): T {
  for (const [place, literal] of literals.get(from) ?? []) rememberLiteral(to, place, literal)
  return to
}
