// Sets and maps by value: made anew rather than changed, so that who holds one may keep it.

/** What is there goes, what is not comes. */
export function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}

/** Items by what they belong to, in their order. An item may belong to several things. */
export function grouped<T>(
  items: Iterable<T>,
  keysOf: (item: T) => Iterable<string>,
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

export const setOf = <T>(items: Iterable<T>): ReadonlySet<T> => new Set(items)

export const keyed = <T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, T> =>
  new Map([...items].map((item) => [keyOf(item), item]))

/** A map that is filled and emptied by hand. */
export const emptyMap = <V>(): Map<string, V> => new Map()

/** A set of keys that is filled and emptied by hand. */
export const emptySet = (): Set<string> => new Set()
