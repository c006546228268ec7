// Printing JSON so that it reads and diffs well: on one line what fits, numbers side by side, the rest line by line.
import type { Json } from './document.ts'
import type { JsonObject } from './fields.ts'
import { readNumber } from './numbers.ts'
import { isList } from './words.ts'
import { keysOf, literalOf } from './written.ts'

const width = 120

/**
 * A scalar. A number beyond the range can only come from a literal such as 1e400 in something that is kept as it
 * stood, and goes back as such a literal.
 */
function scalar(json: null | boolean | number | string, literal?: string): string {
  if (literal !== undefined) return literal
  if (typeof json !== 'number' || Number.isFinite(json))
    return Object.is(json, -0) ? '-0' : JSON.stringify(json)
  return Number.isNaN(json) ? '"NaN"' : json > 0 ? '1e400' : '-1e400'
}

const isScalar = (json: Json): json is null | boolean | number | string =>
  typeof json !== 'object' || json === null

/** Also the few that are written as text. */
const isNumber = (json: Json): json is number | string =>
  typeof json === 'number' || readNumber(json) !== null

/** On one line, or null if that takes more than `room` characters. */
function flat(json: Json, room: number, literal?: string): string | null {
  if (isScalar(json)) {
    const text = scalar(json, literal)
    return text.length <= room ? text : null
  }
  const list = isList(json)
  const parts = list ? json : keysOf(json)
  let line = list ? '[' : '{ '
  if (parts.length === 0) return list ? '[]' : '{}'
  for (const [i, part] of parts.entries()) {
    if (i > 0) line += ', '
    if (!list) line += `${JSON.stringify(part)}: `
    const inner = list ? part : member(json, part)
    const value = flat(
      inner,
      room - line.length,
      literalOf(json, list || typeof part !== 'string' ? i : part, inner),
    )
    if (value === null) return null
    line += value
  }
  line += list ? ']' : ' }'
  return line.length <= room ? line : null
}

/** Keys come from the object itself: always a text, always there. */
const member = (json: Json, key: Json): Json =>
  isScalar(json) || isList(json) || typeof key !== 'string' ? null : (json[key] ?? null)

/** Scalars side by side, as many as fit on a line. */
function filled(list: readonly string[], indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const [i, text] of list.entries()) {
    const part = i < list.length - 1 ? `${text},` : text
    if (line !== '' && indent.length + 2 + line.length + 1 + part.length > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? part : `${line} ${part}`
  }
  lines.push(line)
  return `[\n${lines.map((each) => `${indent}  ${each}`).join('\n')}\n${indent}]`
}

/** Prints a value that begins at column `used` of a line indented by `indent`; a number as the literal that it was. */
export function print(json: Json, indent = '', used = indent.length, literal?: string): string {
  const line = flat(json, width - used, literal)
  if (line !== null) return line
  if (isScalar(json)) return scalar(json, literal)
  const deeper = `${indent}  `
  if (!isList(json)) return printObject(json, indent)
  if (json.every(isNumber))
    return filled(
      json.map((each, i) => scalar(each, literalOf(json, i, each))),
      indent,
    )
  const lines = json.map((each, i) => deeper + print(each, deeper, deeper.length, literalOf(json, i, each)))
  return `[\n${lines.join(',\n')}\n${indent}]`
}

function printObject(object: JsonObject, indent: string): string {
  const deeper = `${indent}  `
  const lines = keysOf(object).map((key) => {
    const start = `${deeper}${JSON.stringify(key)}: `
    const value = object[key] ?? null
    return start + print(value, deeper, start.length, literalOf(object, key, value))
  })
  return `{\n${lines.join(',\n')}\n${indent}}`
}
