// Faults of a text that should be JSON: what stands there, and what should.
import { quoted } from './words.ts'

export interface Fault {
  readonly code: 'NOT_JSON' | 'LIMIT_EXCEEDED'
  /** The place in the text, in UTF-16 units from 0. */
  readonly at: number
  readonly wrong: string
  readonly right: string
}

/** Carries a fault out of the parser. */
export class Unreadable extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.wrong)
    this.name = 'Unreadable'
    this.fault = fault
  }
}

/** "line 3, column 7", counted from 1 and in characters. */
export function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return `line ${lines.length}, column ${[...(lines.at(-1) ?? '')].length + 1}`
}

const fault = (at: number, wrong: string, right: string): Fault => ({ code: 'NOT_JSON', at, wrong, right })

const opened: ReadonlyMap<string, string> = new Map([
  ['{', 'the object'],
  ['[', 'the list'],
  ['"', 'the text'],
])

/** The text ends within something that opened at `from`. */
export function atEnd(text: string, from: number | null): Fault {
  const what = from === null ? null : (opened.get(text.charAt(from)) ?? 'a value')
  const wrong =
    what === null || from === null
      ? 'there is nothing'
      : `the text ends within ${what} that begins at ${placeOf(text, from)}`
  return fault(text.length, wrong, 'it must be whole')
}

/** Words that other languages have for values. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['NaN', 'a number that JSON does not have must be in quotes: "NaN"'],
  ['nan', 'a number that JSON does not have must be in quotes: "NaN"'],
  ['Infinity', 'a number that JSON does not have must be in quotes: "Infinity"'],
  ['-Infinity', 'a number that JSON does not have must be in quotes: "-Infinity"'],
  ['inf', 'a number that JSON does not have must be in quotes: "Infinity"'],
  ['undefined', 'JSON has null for what is absent'],
  ['None', 'JSON has null for what is absent'],
  ['True', 'JSON writes true in small letters'],
  ['False', 'JSON writes false in small letters'],
])

const wordAt = (text: string, at: number): string =>
  /^-?[\p{L}_$][\p{L}\p{N}_$]*/u.exec(text.slice(at, at + 80))?.[0] ?? ''

const characterAt = (text: string, at: number): string => {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return /[\p{C}\p{Z}]/u.test(character)
    ? `the invisible character U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : `the character ${quoted(character)}`
}

/** What is not JSON wherever it stands. */
function anywhere(text: string, at: number): Fault | null {
  const character = text.charAt(at)
  if (character === '/' || character === '#')
    return fault(at, 'a comment begins here', 'JSON has no comments')
  if (character === "'" || character === '`')
    return fault(at, 'a text begins with a single quote', 'JSON has double quotes')
  if (/[“”„‘’]/.test(character))
    return fault(at, 'there is a typographic quote', 'JSON has straight double quotes')
  if (text.startsWith('<<<<<<<', at))
    return fault(at, 'a merge conflict begins here', 'it must be resolved first')
  return null
}

/** Where a value should begin, none does. `inside` is where the list or object around it opened. */
export function noValue(text: string, at: number, inside: number | null): Fault {
  if (at >= text.length) return atEnd(text, inside)
  const word = wordAt(text, at)
  const character = text.charAt(at)
  if (at + word.length === text.length && /^(t(ru?)?|f(a(ls?)?)?|n(ul?)?)$/.test(word))
    return atEnd(text, inside ?? at)
  const known = anywhere(text, at)
  if (known) return known
  if (word !== '')
    return fault(at, `there is the word ${word}`, foreign.get(word) ?? 'a text must be in double quotes')
  if (character === ']' || character === '}')
    return fault(at, `a value is missing before ${character}`, 'a comma must be followed by a value')
  if (character === ',')
    return fault(at, 'there is a comma too many', 'one comma must stand between two values')
  if (character === '+') return fault(at, 'a number begins with +', 'JSON writes it without')
  if (character === '.') return fault(at, 'a number begins with a point', 'JSON has a digit before it')
  return fault(at, `there is ${characterAt(text, at)}`, 'a value must stand here')
}

/** Where a key of an object should begin, none does. */
export function noKey(text: string, at: number, inside: number | null): Fault {
  if (at >= text.length) return atEnd(text, inside)
  const known = anywhere(text, at)
  if (known) return known
  const word = wordAt(text, at)
  if (word !== '') return fault(at, `the key ${word} has no quotes`, 'a key must be in double quotes')
  if (text.charAt(at) === '}')
    return fault(at, 'a key is missing before }', 'a comma must be followed by a key')
  return fault(at, `there is ${characterAt(text, at)}`, 'a key in double quotes must stand here')
}

/** After a value or a key, neither a separator nor the end follows. */
export function noSeparator(text: string, at: number, inside: number | null): Fault {
  if (at >= text.length) return atEnd(text, inside)
  const known = anywhere(text, at)
  if (known) return known
  const character = text.charAt(at)
  if (inside === null)
    return fault(
      at,
      `there is more after the end: ${quoted(text.slice(at, at + 20))}`,
      'the file must be one object',
    )
  const list = text.charAt(inside) === '['
  if (character === '}' || character === ']') {
    const [what, closing] = list ? ['list', ']'] : ['object', '}']
    return fault(at, `the ${what} is closed with ${character}`, `it must be closed with ${closing}`)
  }
  if (character === '=') return fault(at, 'there is an equals sign', 'JSON has a colon after a key')
  const after = list ? 'a comma or ] must stand here' : 'a colon must follow a key, and a comma or } a value'
  return fault(at, `there is ${wordAt(text, at) || characterAt(text, at)}`, after)
}

/** A number that is not written as JSON writes it. */
export function badNumber(text: string, from: number, to: number): Fault {
  const word = wordAt(text, from)
  const known = foreign.get(word)
  if (known) return fault(from, `there is ${word}`, known)
  if (to >= text.length && /[-+.eE]$/.test(text.slice(-1))) return atEnd(text, from)
  const right = 'JSON writes numbers like 0.5, -2 or 1e-8: digits around the point, no leading zero'
  return fault(from, `there is ${quoted(text.slice(from, Math.max(to, from + 1)))}`, right)
}

/** A control character within a text. */
export const badText = (text: string, at: number, from: number): Fault =>
  text.charAt(at) === '\n' || text.charAt(at) === '\r'
    ? fault(
        at,
        `a line ends within the text that begins at ${placeOf(text, from)}`,
        'it must be closed, or the new line be written \\n',
      )
    : fault(
        at,
        `there is ${characterAt(text, at)} within a text`,
        'control characters must be written like \\t or \\u0009',
      )

/** A backslash that JSON does not know. */
export const badEscape = (text: string, at: number, from: number): Fault =>
  at + (text.charAt(at + 1) === 'u' ? 6 : 2) > text.length
    ? atEnd(text, from)
    : fault(
        at,
        `there is ${quoted(text.slice(at, at + 2))} within a text`,
        'a backslash must be written \\\\, and \\u be followed by four digits 0-9 a-f',
      )
