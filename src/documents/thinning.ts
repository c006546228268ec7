// Which versions of a document stay: close together where they are fresh, further apart where they are old.

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Characters of text that all versions of one document may have together. */
const budget = 16e6

/** How far apart versions of this age stay, in milliseconds. */
function spacing(age: number): number {
  if (age < hour) return minute
  return age < day ? hour : day
}

/**
 * The times that stay, of versions of about so many characters: the last one of every minute of the past hour, of every
 * hour of the past day, and of every day before; as many of them as there is room for, the newest first. All in milliseconds.
 */
export function thinned(times: readonly number[], now: number, length: number): ReadonlySet<number> {
  const most = Math.max(1, Math.floor(budget / Math.max(1, length)))
  const stay = new Set<number>()
  const met = new Set<string>()
  for (const time of times.toSorted((a, b) => b - a)) {
    const apart = spacing(now - time)
    const span = `${apart} ${Math.floor(time / apart)}`
    if (met.has(span) || stay.size === most) continue
    met.add(span)
    stay.add(time)
  }
  return stay
}
