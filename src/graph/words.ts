// Words for messages: values short enough for a sentence, and the name that was probably meant.
import type { Json } from './document.ts'

const longest = 48

/** Text short enough for a sentence. */
export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text

/** The same in quotes. */
export const quoted = (text: string): string => JSON.stringify(shortened(text))

const listOf = (count: number): string => {
  if (count === 0) return 'an empty list'
  return count === 1 ? 'a list of 1 entry' : `a list of ${count} entries`
}

/** A value as a sentence names it: short ones whole, long ones by what they are. */
export function shown(json: Json): string {
  if (typeof json === 'string') return quoted(json)
  if (typeof json === 'number') {
    return Number.isFinite(json)
      ? Object.is(json, -0)
        ? '-0'
        : String(json)
      : 'beyond the largest number (1.8e308)'
  }
  if (json === null || typeof json === 'boolean') return String(json)
  if (isList(json)) {
    const short =
      json.length <= 4 && json.every((each) => typeof each === 'number' || typeof each === 'boolean')
    return short ? `[${json.map(shown).join(', ')}]` : listOf(json.length)
  }
  return 'an object'
}

/** A value as a problem carries it: never more than a few numbers or a line of text. */
export function brief(json: Json): Json {
  if (typeof json === 'string') return json.length > 200 ? `${json.slice(0, 199)}…` : json
  if (typeof json === 'number') return Number.isFinite(json) ? json : shown(json)
  return json === null || typeof json === 'boolean' ? json : shown(json)
}

/** Array.isArray, which does not know readonly lists. */
export const isList = (json: Json): json is readonly Json[] => Array.isArray(json)

/** "a, b or c" */
export const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`

/** How many letters to add, leave out, exchange or swap with their neighbour to get from a to b. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1)
      row.push(best)
    }
    before = above
    above = row
  }
  return above[b.length]!
}

/** The name that was probably meant, if one is near enough. */
export function closest(word: string, names: Iterable<string>): string | null {
  if (word.length > longest) return null
  const given = word.toLowerCase()
  let best: string | null = null
  let least = Math.floor((word.length + 1) / 3) + 1
  for (const name of names) {
    if (Math.abs(name.length - word.length) >= least) continue
    const away = distance(given, name.toLowerCase())
    if (away < least) [best, least] = [name, away]
  }
  return best
}

/** The hint that goes with it. */
export function didYouMean(word: string, names: Iterable<string>): string | null {
  const name = closest(word, names)
  return name === null ? null : `Did you mean ${name}?`
}
