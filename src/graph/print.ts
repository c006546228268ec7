// Printing JSON so that it reads and diffs well: on one line what fits, numbers side by side, the rest line by line.
import type { Json } from './document.ts'
import { type JsonObject, keysOf } from './fields.ts'
import { readNumber } from './numbers.ts'
import { isList } from './words.ts'

const width = 120

/**
 * A scalar. A number beyond the range can only come from a literal such as 1e400 in something that is kept as it
 * stood, and goes back as such a literal.
 */
function scalar(json: null | boolean | number | string): string {
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
function flat(json: Json, room: number): string | null {
  if (isScalar(json)) {
    const text = scalar(json)
    return text.length <= room ? text : null
  }
  const list = isList(json)
  const parts = list ? json : keysOf(json)
  let line = list ? '[' : '{ '
  if (parts.length === 0) return list ? '[]' : '{}'
  for (const [i, part] of parts.entries()) {
    if (i > 0) line += ', '
    if (!list) line += `${JSON.stringify(part)}: `
    const value = flat(list ? part : member(json, part), room - line.length)
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

/** Prints a value that begins at column `used` of a line indented by `indent`. */
export function print(json: Json, indent = '', used = indent.length): string {
  const line = flat(json, width - used)
  if (line !== null) return line
  if (isScalar(json)) return scalar(json)
  const deeper = `${indent}  `
  if (!isList(json)) return printObject(json, indent)
  if (json.every(isNumber)) return filled(json.map(scalar), indent)
  return `[\n${json.map((each) => deeper + print(each, deeper)).join(',\n')}\n${indent}]`
}

function printObject(object: JsonObject, indent: string): string {
  const deeper = `${indent}  `
  const lines = keysOf(object).map((key) => {
    const start = `${deeper}${JSON.stringify(key)}: `
    return start + print(object[key] ?? null, deeper, start.length)
  })
  return `{\n${lines.join(',\n')}\n${indent}}`
}
