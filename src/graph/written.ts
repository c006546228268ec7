// How a file wrote what it says: numbers that we would write otherwise ("1.0", twenty digits), and the order of keys.
// Kept beside the document, as nothing depends on it but what is written back.
import type { Fields, Json } from './document.ts'

/** Literals of numbers, by the list, object or fields that they stand in, and their places there. */
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

/** The same numbers in another form keep their literals. */
export function withLiterals<T extends object>(from: object, to: T): T {
  for (const [place, literal] of literals.get(from) ?? []) rememberLiteral(to, place, literal)
  return to
}

/** Keys in the order in which they stood: of objects that JavaScript would list in another ("2" before "a"), and of what an entry's fields were read from. */
const orders = new WeakMap<object, readonly string[]>()

export const rememberKeys = (owner: object, keys: readonly string[]): void => void orders.set(owner, keys)

export const keysOf = (object: { readonly [key: string]: Json }): readonly string[] =>
  orders.get(object) ?? Object.keys(object)

/** All keys that stood where these fields come from, also those that are no longer among them. */
export const keysWritten = (fields: Fields): readonly string[] | undefined => orders.get(fields)

/** Some of the fields keep how all were written. */
export function asWritten(from: Fields, to: Fields): Fields {
  const keys = orders.get(from)
  if (keys) rememberKeys(to, keys)
  return withLiterals(from, to)
}

/** Keys as they stood in the file; those that did not stand there follow the one that they follow in `keys`. */
export function inOrder(keys: readonly string[], written: readonly string[] | undefined): readonly string[] {
  if (!written || keys.every((key, i) => key === written[i])) return keys
  const [wanted, stood] = [new Set(keys), new Set(written)]
  const order = written.filter((key) => wanted.has(key))
  for (const [i, key] of keys.entries()) {
    if (stood.has(key)) continue
    const before = i === 0 ? -1 : order.indexOf(keys[i - 1] ?? '')
    order.splice(before + 1, 0, key)
  }
  return order
}
