// Finding nodes by words: ranked by where the words are found, best first.
import type { Library, NodeKind } from '../node.ts'

/** The shelves in the order in which a graph is read; others follow by name. */
const shelfOrder = ['sources', 'algebra', 'functions', 'reductions', 'loss', 'training', 'checks', 'looks']

const placeOf = (shelf: string): number => {
  const place = shelfOrder.indexOf(shelf)
  return place < 0 ? shelfOrder.length : place
}

export interface Shelf {
  readonly name: string
  readonly title: string
  readonly kinds: readonly NodeKind[]
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** All kinds of nodes by shelf. */
export function shelves(library: Library): Shelf[] {
  const found = new Map<string, NodeKind[]>()
  for (const kind of library.values()) found.set(kind.shelf, [...(found.get(kind.shelf) ?? []), kind])
  return [...found]
    .map(([name, kinds]) => ({
      name,
      title: capital(name),
      kinds: kinds.toSorted((a, b) => a.definition.title.localeCompare(b.definition.title)),
    }))
    .toSorted((a, b) => placeOf(a.name) - placeOf(b.name) || a.name.localeCompare(b.name))
}

/** Lower case, without accents, and the signs of subtraction and multiplication as they are typed. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** How well a word matches a text: equal, at its start, at the start of one of its words, within, or not at all. */
function match(text: string, word: string): number {
  if (text === word) return 1
  if (text.startsWith(word)) return 0.8
  const place = text.indexOf(word)
  if (place < 0) return 0
  return /[\p{L}\p{N}]/u.test(text.charAt(place - 1)) ? 0.3 : 0.6
}

/** The letters of the word in order, as in "lplt" for LossPlot. */
function scattered(text: string, word: string): boolean {
  let place = -1
  return word.length > 2 && [...word].every((letter) => (place = text.indexOf(letter, place + 1)) >= 0)
}

interface Indexed {
  readonly kind: NodeKind
  readonly names: readonly string[]
  readonly keywords: readonly string[]
  readonly docs: string
  readonly shelf: string
}

const index = (kind: NodeKind): Indexed => {
  const { type, shelf, definition } = kind
  return {
    kind,
    names: [plain(definition.title), plain(type)],
    keywords: (definition.keywords ?? []).map(plain),
    docs: plain(definition.docs),
    shelf: plain(shelf),
  }
}

const best = (texts: readonly string[], word: string): number =>
  Math.max(0, ...texts.map((text) => match(text, word)))

/** A word found in the name counts more than any keyword, a keyword more than the shelf, that more than the help. */
function score({ names, keywords, docs, shelf }: Indexed, word: string): number {
  const name = best(names, word)
  if (name > 0) return 100 + 100 * name
  const keyword = best(keywords, word)
  if (keyword > 0) return 40 + 50 * keyword
  if (match(shelf, word) > 0) return 20
  if (match(docs, word) >= 0.6) return 10
  return names.some((each) => scattered(each, word)) ? 5 : 0
}

/** The kinds in which every word of the query is found, best first; all of them, by shelf, when there is no word. */
export function searchKinds(kinds: readonly NodeKind[], query: string): NodeKind[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...kinds]
  return kinds
    .map(index)
    .map((each, place) => {
      const scores = words.map((word) => score(each, word))
      return {
        kind: each.kind,
        place,
        score: Math.min(...scores) > 0 ? scores.reduce((a, b) => a + b, 0) : 0,
      }
    })
    .filter((each) => each.score > 0)
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
    .map(({ kind }) => kind)
}
