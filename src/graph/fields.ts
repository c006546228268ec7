// Fields of an entry in the file: read one by one, and told apart into read, unknown and wrong.
import type { Fields, Json, Point } from './document.ts'
import { farthest, largest } from './limits.ts'
import { readNumber } from './numbers.ts'
import { isList, shown } from './words.ts'
import { withLiterals, keysOf, rememberKeys } from './written.ts'

/** What is wrong within an entry; `path` is ".at", ".params" or "" for the entry as a whole. */
export interface Flaw {
  readonly path: string
  readonly wrong: string
  readonly right: string
  readonly got: Json
}

export type JsonObject = Readonly<Record<string, Json>>

/** Reads a field, or says what it must be. */
export type Reader<T> = (json: Json) => { readonly value: T } | { readonly right: string }

export const isObject = (json: Json): json is JsonObject =>
  typeof json === 'object' && json !== null && !isList(json)

/** An object's fields as a map, in the order of the file. */
export const fieldsOf = (object: JsonObject): Fields =>
  withLiterals(object, new Map(keysOf(object).map((key) => [key, object[key] ?? null])))

// Readers

export const aText: Reader<string> = (json) =>
  typeof json === 'string' ? { value: json } : { right: 'it must be a text' }

export const longestTitle = 200

/** Characters as people count them, not halves of them. */
export const cutTitle = (title: string): string =>
  title.length <= longestTitle ? title : [...title].slice(0, longestTitle).join('')

export const aTitle: Reader<string> = (json) =>
  typeof json === 'string' && cutTitle(json) === json
    ? { value: json }
    : { right: `it must be a text of at most ${longestTitle} characters` }

const idPattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/
export const isId = (text: string): boolean => idPattern.test(text)

export const anId: Reader<string> = (json) =>
  typeof json === 'string' && isId(json)
    ? { value: json }
    : { right: 'it must be a letter followed by at most 63 letters, digits and underscores' }

export const aType: Reader<string> = (json) =>
  typeof json === 'string' && json !== ''
    ? { value: json }
    : { right: 'it must be the name of a kind of node' }

const pair = (json: Json): Point | null => {
  if (!isList(json) || json.length !== 2) return null
  const [x, y] = json.map(readNumber)
  return typeof x === 'number' && typeof y === 'number' ? withLiterals(json, [x, y] as const) : null
}

const count = (most: number): string => most.toLocaleString('en')

export const aPoint: Reader<Point> = (json) => {
  const value = pair(json)
  const sound = value?.every((each) => Math.abs(each) <= farthest)
  const right = `it must be two numbers from −${count(farthest)} to ${count(farthest)}: [x, y]`
  return value && sound ? { value } : { right }
}

export const aSize: Reader<Point> = (json) => {
  const value = pair(json)
  const sound = value?.every((each) => each > 0 && each <= largest)
  return value && sound
    ? { value }
    : { right: `it must be two numbers above 0 and up to ${count(largest)}: [width, height]` }
}

const near = (x: number): number => Math.max(-farthest, Math.min(farthest, Number.isNaN(x) ? 0 : x))

/** The nearest place on the canvas: no gesture leads beyond its end. */
export const inReach = ([x, y]: Point): Point => [near(x), near(y)]

export const aSwitch: Reader<boolean> = (json) =>
  typeof json === 'boolean' ? { value: json } : { right: 'it must be true or false' }

export const someFields: Reader<Fields> = (json) =>
  isObject(json) ? { value: fieldsOf(json) } : { right: 'it must be an object: { "name": value }' }

export const anObject: Reader<JsonObject> = (json) =>
  isObject(json) ? { value: json } : { right: 'it must be an object' }

export const aNumber: Reader<number> = (json) => {
  const value = readNumber(json)
  return value === null ? { right: 'it must be a number' } : { value }
}

export const aCount: Reader<number> = (json) =>
  typeof json === 'number' && Number.isSafeInteger(json) && json >= 0
    ? { value: json + 0 }
    : { right: 'it must be a whole number of at least 0' }

export const aListOf =
  (what: string) =>
  (json: Json): { readonly value: readonly Json[] } | { readonly right: string } =>
    isList(json) ? { value: json } : { right: `it must be a list of ${what}` }

const isText = (json: Json): json is string => typeof json === 'string'

export const someIds: Reader<readonly string[]> = (json) =>
  isList(json) && json.every(isText) ? { value: json } : { right: 'it must be a list of ids of nodes' }

// Entries

/** One entry being read: hands out its fields, gathers what is wrong, keeps what nobody asked for. */
export class Entry {
  readonly flaws: Flaw[] = []
  readonly #fields: Fields
  readonly #asked = new Set<string>()

  constructor(json: Json, right: string) {
    this.#fields = isObject(json) ? fieldsOf(json) : new Map()
    if (!isObject(json)) this.flaws.push({ path: '', wrong: `the entry is ${shown(json)}`, right, got: json })
  }

  /** A field that may be left out. */
  optional<T>(key: string, reader: Reader<T>): T | undefined {
    this.#asked.add(key)
    const json = this.#fields.get(key)
    if (json === undefined) return undefined
    const read = reader(json)
    if ('value' in read) return read.value
    this.flaws.push({ path: `.${key}`, wrong: `${key} is ${shown(json)}`, right: read.right, got: json })
    return undefined
  }

  /** A field that must be there. Nothing is said of the fields of something that is no object at all. */
  needed<T>(key: string, reader: Reader<T>): T | undefined {
    if (this.#fields.has(key)) return this.optional(key, reader)
    this.#asked.add(key)
    const read = reader(null)
    const right = 'right' in read ? read.right : ''
    if (this.flaws[0]?.path !== '')
      this.flaws.push({ path: `.${key}`, wrong: `${key} is missing`, right, got: null })
    return undefined
  }

  /** What nobody asked for, and where it stood among the others. */
  rest(): Fields {
    const left = [...this.#fields].filter(([key]) => !this.#asked.has(key))
    const rest = withLiterals(this.#fields, new Map(left))
    rememberKeys(rest, [...this.#fields.keys()])
    return rest
  }
}
