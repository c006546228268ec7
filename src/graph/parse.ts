// JSON, read without recursion: knows the place of a fault, repeated keys, and the limits before they are passed.
import type { Json } from './document.ts'
import { type JsonObject, isObject } from './fields.ts'
import { maxDepth, maxNumbers } from './limits.ts'
import {
  type Fault,
  Unreadable,
  atEnd,
  badEscape,
  badNumber,
  badText,
  noKey,
  noSeparator,
  noValue,
} from './faults.ts'
import { isList } from './words.ts'
import { rememberKeys, rememberLiteral } from './written.ts'

export type Parsed =
  | {
      readonly value: Json
      /** Paths of keys that are written twice, the first few. */ readonly repeated: readonly string[]
    }
  | { readonly fault: Fault }

/** A list or an object that is still open. */
interface Open {
  readonly value: Json[] | Record<string, Json>
  /** Where it opened. */
  readonly from: number
  key: string
  /** The keys as written, kept once one begins with a digit: JavaScript would list "2" before "a". */
  keys: string[] | null
}

const code = (character: string): number => character.charCodeAt(0)
const [quote, backslash, minus, zero, nine] = [code('"'), code('\\'), code('-'), code('0'), code('9')]
const escapes = new Map(
  Object.entries({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' }),
)
const words = new Map<string, boolean | null>(Object.entries({ t: true, f: false, n: null }))
const mostRepeated = 20

function noteKey(top: Open, parent: JsonObject): void {
  const first = top.key.charCodeAt(0)
  if (top.keys) top.keys.push(top.key)
  else if (first >= zero && first <= nine) top.keys = [...Object.keys(parent), top.key]
}

class Parser {
  readonly #text: string
  readonly #stack: Open[] = []
  readonly repeated: string[] = []
  #at = 0
  #numbers = 0
  /** The last number as it stood, where we would write it otherwise. */
  #literal: string | null = null

  readonly #mostNumbers: number

  constructor(text: string, mostNumbers: number) {
    this.#text = text
    this.#mostNumbers = mostNumbers
  }

  /** The whole text as one value. */
  read(): Json {
    for (;;) {
      let value = this.#start()
      if (value === undefined) continue
      // Puts the value where it belongs, and so on upward while that closes what it was in.
      for (;;) {
        const top = this.#stack.at(-1)
        if (!top) {
          if (this.#peek() !== '') this.#fail(noSeparator(this.#text, this.#at, null))
          return value
        }
        this.#put(top, value)
        if (this.#continues(top)) break
        value = this.#close(top)
      }
    }
  }

  #fail(fault: Fault): never {
    throw new Unreadable(fault)
  }

  /** The next character that is no white space, '' at the end. */
  #peek(): string {
    for (;;) {
      const character = this.#text.charAt(this.#at)
      if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t')
        return character
      this.#at++
    }
  }

  /** Reads a scalar or an empty list or object whole; opens any other and answers undefined. */
  #start(): Json | undefined {
    const character = this.#peek()
    if (character === '{' || character === '[') return this.#open(character)
    if (character === '"') return this.#string()
    const first = this.#text.charCodeAt(this.#at)
    if (first === minus || (first >= zero && first <= nine)) return this.#number()
    const word = words.get(character)
    if (word === undefined || !this.#text.startsWith(String(word), this.#at)) this.#failAt(noValue)
    this.#at += String(word).length
    return word
  }

  #failAt(tell: (text: string, at: number, inside: number | null) => Fault): never {
    this.#fail(tell(this.#text, this.#at, this.#stack.at(-1)?.from ?? null))
  }

  #open(character: '{' | '['): Json | undefined {
    const top: Open = { value: character === '{' ? {} : [], from: this.#at, key: '', keys: null }
    if (this.#stack.push(top) > maxDepth) {
      const wrong = `lists and objects lie more than ${maxDepth} deep in each other here`
      this.#fail({
        code: 'LIMIT_EXCEEDED',
        at: this.#at,
        wrong,
        right: `at most ${maxDepth} levels are allowed`,
      })
    }
    this.#at++
    if (this.#peek() === (character === '{' ? '}' : ']')) return this.#close(top)
    if (character === '{') this.#key(top)
    return undefined
  }

  #close({ value, keys }: Open): Json {
    this.#at++
    this.#stack.pop()
    if (keys && isObject(value)) rememberKeys(value, keys)
    return value
  }

  /** After a value: true if another one follows a comma, false at the closing bracket. */
  #continues(top: Open): boolean {
    const character = this.#peek()
    const list = isList(top.value)
    if (character === (list ? ']' : '}')) return false
    if (character !== ',') this.#failAt(noSeparator)
    this.#at++
    if (!list) this.#key(top)
    return true
  }

  #key(top: Open): void {
    if (this.#peek() !== '"') this.#failAt(noKey)
    top.key = this.#string()
    if (this.#peek() !== ':') this.#failAt(noSeparator)
    this.#at++
  }

  #put(top: Open, value: Json): void {
    const { value: parent, key } = top
    const place = Array.isArray(parent) ? parent.length : key
    if (typeof value === 'number' && this.#literal !== null) rememberLiteral(parent, place, this.#literal)
    if (Array.isArray(parent)) {
      parent.push(value)
      return
    }
    if (!Object.hasOwn(parent, key)) noteKey(top, parent)
    else if (this.repeated.length < mostRepeated) this.repeated.push(this.#path())
    // Assignment would set the prototype.
    if (key !== '__proto__') parent[key] = value
    else Object.defineProperty(parent, key, { value, enumerable: true, writable: true, configurable: true })
  }

  #path(): string {
    const steps = this.#stack.map(({ value, key }) =>
      Array.isArray(value) ? `[${value.length}]` : `.${key}`,
    )
    return steps.join('').slice(1)
  }

  #number(): number {
    const from = this.#at
    if (this.#text.charCodeAt(this.#at) === minus) this.#at++
    const leading = this.#at
    let sound = this.#digits() && (this.#text.charCodeAt(leading) !== zero || this.#at === leading + 1)
    if (this.#text[this.#at] === '.') {
      this.#at++
      sound = this.#digits() && sound
    }
    if (this.#text[this.#at] === 'e' || this.#text[this.#at] === 'E') {
      this.#at++
      if (this.#text[this.#at] === '+' || this.#text[this.#at] === '-') this.#at++
      sound = this.#digits() && sound
    }
    if (!sound) this.#fail(badNumber(this.#text, from, this.#at))
    if (++this.#numbers > this.#mostNumbers) {
      const most = this.#mostNumbers.toLocaleString('en')
      const wrong = `the file has more than ${most} numbers`
      this.#fail({ code: 'LIMIT_EXCEEDED', at: from, wrong, right: `at most ${most} are allowed` })
    }
    const literal = this.#text.slice(from, this.#at)
    const value = Number(literal)
    this.#literal = String(value) === literal ? null : literal
    return value
  }

  /** Skips digits; false if there is none. */
  #digits(): boolean {
    const from = this.#at
    for (;;) {
      const digit = this.#text.charCodeAt(this.#at)
      if (!(digit >= zero && digit <= nine)) return this.#at > from
      this.#at++
    }
  }

  #string(): string {
    const opened = this.#at++
    let [whole, from] = ['', this.#at]
    for (;;) {
      const next = this.#text.charCodeAt(this.#at)
      if (next === quote) {
        whole += this.#text.slice(from, this.#at++)
        return whole
      }
      if (next === backslash) {
        whole += this.#text.slice(from, this.#at) + this.#escape(opened)
        from = this.#at
      } else if (next < 32) this.#fail(badText(this.#text, this.#at, opened))
      else if (Number.isNaN(next)) this.#fail(atEnd(this.#text, opened))
      else this.#at++
    }
  }

  #escape(opened: number): string {
    const letter = this.#text.charAt(this.#at + 1)
    const hex = letter === 'u' ? this.#text.slice(this.#at + 2, this.#at + 6) : ''
    const plain = /^[0-9a-fA-F]{4}$/.test(hex) ? String.fromCharCode(parseInt(hex, 16)) : escapes.get(letter)
    if (plain === undefined) this.#fail(badEscape(this.#text, this.#at, opened))
    this.#at += letter === 'u' ? 6 : 2
    return plain
  }
}

/** Parses JSON, or tells the first fault. */
export function parse(text: string, mostNumbers = maxNumbers): Parsed {
  const parser = new Parser(text, mostNumbers)
  try {
    return { value: parser.read(), repeated: parser.repeated }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault }
    throw error
  }
}
