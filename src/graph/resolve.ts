// Parameters of a node: defaults filled in, everything checked against the controls of its definition.
import type { NodeDefinition } from '../node.ts'
import type { NumberParam, Param, ParamValue } from '../param.ts'
import type { Fields, Json } from './document.ts'
import { readNumber, writeNumber } from './numbers.ts'
import { didYouMean, isList, oneOf, shown } from './words.ts'

/** A parameter that is not as its control wants it. */
export interface WrongParam {
  readonly param: string
  /** Where within the parameters: "values[1][0]". */
  readonly path: string
  readonly wrong: string
  readonly right: string
  readonly got: Json
  readonly hint: string | null
}

export interface Resolved {
  /** By name, without a prototype. Complete, also where a problem left the default in place. */
  readonly values: Readonly<Record<string, ParamValue>>
  readonly problems: readonly WrongParam[]
}

type Limits = Pick<NumberParam, 'min' | 'max'>

type Read =
  | { readonly value: ParamValue }
  /** `at` is the place within the value, `what` is what stands there. */
  | {
      readonly right: string
      readonly at?: string
      readonly wrong?: string
      readonly got?: Json
      readonly hint?: string | null
    }

const numberWords = 'it must be a number, or one of the texts "NaN", "Infinity", "-Infinity" and "-0"'

function bounds({ min, max }: Limits): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`
  if (min !== undefined) return ` of at least ${min}`
  return max === undefined ? '' : ` of at most ${max}`
}

/** Written so that NaN is outside of any limits. */
const within = (value: number, { min, max }: Limits): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max)

function readLimited(json: Json, limits: Limits): Read {
  const value = readNumber(json)
  if (value === null) return { right: numberWords }
  return within(value, limits) ? { value } : { right: `it must be a number${bounds(limits)}` }
}

function readInteger(json: Json, limits: Limits): Read {
  const value = readNumber(json)
  const right = `it must be a whole number${bounds(limits)}`
  // + 0 turns −0 into 0.
  return value !== null && Number.isSafeInteger(value) && within(value, limits)
    ? { value: value + 0 }
    : { right }
}

function readChoice(json: Json, options: readonly string[]): Read {
  if (typeof json === 'string' && options.includes(json)) return { value: json }
  const hint = typeof json === 'string' ? didYouMean(json, options) : null
  return { right: `it must be ${oneOf(options.map((option) => `"${option}"`))}`, hint }
}

const isNumber = (json: Json): json is number => typeof json === 'number' && Number.isFinite(json)

/** A list of plain numbers as it stands, otherwise a copy with the special ones converted, or the first wrong place. */
function readNumbers(json: readonly Json[]): readonly number[] | { readonly wrongAt: number } {
  if (json.every(isNumber)) return json
  const numbers: number[] = []
  for (const [i, each] of json.entries()) {
    const value = readNumber(each)
    if (value === null) return { wrongAt: i }
    numbers.push(value)
  }
  return numbers
}

const notEvenOne = 'it must be a list of at least one number'

function readList(json: Json): Read {
  if (!isList(json) || json.length === 0) return { right: notEvenOne }
  const numbers = readNumbers(json)
  if (!('wrongAt' in numbers)) return { value: numbers }
  return { right: numberWords, at: `[${numbers.wrongAt}]`, got: json[numbers.wrongAt] ?? null }
}

function readMatrix(json: Json): Read {
  if (!isList(json) || json.length === 0) return { right: 'it must be a list of at least one row of numbers' }
  const matrix: (readonly number[])[] = []
  for (const [i, row] of json.entries()) {
    const at = `[${i}]`
    if (!isList(row) || row.length === 0) return { right: notEvenOne, at, got: row }
    const numbers = readNumbers(row)
    if ('wrongAt' in numbers) {
      return { right: numberWords, at: `${at}[${numbers.wrongAt}]`, got: row[numbers.wrongAt] ?? null }
    }
    const width = matrix[0]?.length ?? numbers.length
    if (numbers.length !== width) {
      const wrong = `has ${numbers.length} and the first row has ${width} numbers`
      return { right: 'all rows must be equally long', at, got: row, wrong }
    }
    matrix.push(numbers)
  }
  return { value: matrix }
}

function readRange(json: Json): Read {
  const right = 'it must be "auto" or two numbers [low, high] with low < high'
  if (json === 'auto') return { value: 'auto' }
  if (!isList(json) || json.length !== 2) return { right }
  const [low, high] = json
  const sound = low !== undefined && high !== undefined && isNumber(low) && isNumber(high) && low < high
  return sound ? { value: [low, high] } : { right }
}

function readParam(param: Param, json: Json): Read {
  switch (param.control) {
    case 'number':
      return readLimited(json, param)
    case 'integer':
      return readInteger(json, param)
    case 'maybe':
      return json === null ? { value: null } : readLimited(json, param)
    case 'choice':
      return readChoice(json, param.options)
    case 'matrix':
      return readMatrix(json)
    case 'list':
      return readList(json)
    case 'text':
      return typeof json === 'string' ? { value: json } : { right: 'it must be a text' }
    case 'range':
      return readRange(json)
    default:
      return param satisfies never
  }
}

/** What nodes have for which nothing is given. */
const defaults = new WeakMap<NodeDefinition, Resolved>()

/** The parameters of a node: what is left out from the definition, what is given checked. */
export function resolve(definition: NodeDefinition, params: Fields): Resolved {
  if (params.size > 0) return resolved(definition, params)
  const known = defaults.get(definition) ?? resolved(definition, params)
  defaults.set(definition, known)
  return known
}

function resolved(definition: NodeDefinition, params: Fields): Resolved {
  const values = Object.create(null) as Record<string, ParamValue> // an empty object without a prototype
  const problems: WrongParam[] = []
  for (const name in definition.params) {
    const param = definition.params[name]
    if (!param) continue
    const given = params.get(name)
    values[name] = param.default
    if (given === undefined) continue
    const read = readParam(param, given)
    if ('value' in read) {
      values[name] = read.value
      continue
    }
    const { right, at = '', got = given, hint = null } = read
    const path = `${name}${at}`
    problems.push({
      param: name,
      path,
      wrong: `${path} ${read.wrong ?? `is ${shown(got)}`}`,
      right,
      got,
      hint,
    })
  }
  return { values, problems }
}

const isRows = (value: readonly (number | readonly number[])[]): value is readonly (readonly number[])[] =>
  typeof value[0] === 'object'

/** A parameter's value as the file holds it. */
export function encode(value: ParamValue): Json {
  if (typeof value === 'number') return writeNumber(value)
  if (value === null || typeof value === 'string') return value
  return isRows(value) ? value.map((row) => row.map(writeNumber)) : value.map(writeNumber)
}
