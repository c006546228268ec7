// Loading: the one way from a file, a paste, a link or an autosave to a graph. Opening executes nothing.
import { decode, notJson, seemsToBe } from './decode.ts'
import type { Graph, Json } from './document.ts'
import { type Fault, placeOf } from './faults.ts'
import { type JsonObject, isObject } from './fields.ts'
import { currentVersion, format, readGraph } from './file.ts'
import { maxNodes, maxWires } from './limits.ts'
import { type Migration, migrate, migrations } from './migrate.ts'
import { parse } from './parse.ts'
import { type Problem, problem } from './problem.ts'
import { isList, shown } from './words.ts'

export interface Loaded {
  /** null if the file cannot be opened at all. */
  readonly graph: Graph | null
  /**
   * What only the file knows: why it cannot be opened, a newer version, keys written twice. What is wrong with the
   * graph itself, broken entries included, is for `check`, then and after every edit.
   */
  readonly problems: Problem[]
  /** The file comes from a newer version and was read as well as it could be: not to be saved over. */
  readonly newer: boolean
}

const refused = (...problems: Problem[]): Loaded => ({ graph: null, problems, newer: false })

function faultProblem(text: string, fault: Fault): Problem {
  const place = placeOf(text, fault.at)
  const { code, wrong, right } = fault
  if (code === 'LIMIT_EXCEEDED') return problem({ path: place }, { code, wrong, right })
  return notJson(place, wrong, right, seemsToBe(text) ?? cause(text, fault))
}

/** What a text seems to be, judged by where it stops being JSON. */
function cause(text: string, { at }: Fault): string | null {
  if (at >= text.length) return 'a file that was cut off'
  const before = text.slice(0, at).trimEnd()
  return before.endsWith('}') && text.charAt(at) === '{' ? 'several JSON texts in one file' : null
}

/** Keys by which other files are known. */
const others: readonly (readonly [readonly string[], string])[] = [
  [['nbformat', 'cells'], 'a Jupyter notebook'],
  [['last_node_id', 'links'], 'a LiteGraph workflow'],
  [['mark', 'encoding'], 'a Vega-Lite chart'],
  [['dependencies', 'version'], 'an npm package'],
  [['compilerOptions'], 'a TypeScript configuration'],
  [['openapi'], 'an OpenAPI description'],
  [['type', 'features'], 'a GeoJSON map'],
  [['series', 'watched'], 'the result of a run, not its graph'],
  [['nodes', 'wires'], 'a graph without its first line'],
]

function notOurs(json: Json): Problem {
  const found =
    isObject(json) && Object.hasOwn(json, 'format') ? `its format is ${shown(json['format'] ?? null)}` : null
  const wrong = isObject(json) ? (found ?? 'it does not say its format') : `it holds ${shown(json)}`
  const seems = isObject(json)
    ? others.find(([keys]) => keys.every((key) => Object.hasOwn(json, key)))?.[1]
    : undefined
  const what = {
    code: 'NOT_OUR_FORMAT',
    wrong,
    right: `it must be an object with "format": "${format}"`,
  } as const
  return problem(
    {},
    { ...what, expected: format, ...(seems !== undefined && { hint: `It seems to be ${seems}.` }) },
  )
}

function tooMany(file: JsonObject): Problem[] {
  const limits = [
    ['nodes', maxNodes],
    ['wires', maxWires],
  ] as const
  return limits.flatMap(([key, most]) => {
    const list = file[key]
    if (list === undefined || !isList(list) || list.length <= most) return []
    const [wrong, right] = [`there are ${list.length}`, `at most ${most} are allowed`]
    return [
      problem({ path: key }, { code: 'LIMIT_EXCEEDED', wrong, right, expected: most, got: list.length }),
    ]
  })
}

function badVersion(json: Json | undefined): Problem {
  const wrong = json === undefined ? 'version is missing' : `version is ${shown(json)}`
  const what = {
    code: 'BAD_VALUE',
    wrong,
    right: 'it must be a whole number',
    expected: currentVersion,
  } as const
  return problem({ path: 'version' }, { ...what, got: json === undefined ? null : shown(json) })
}

function newerVersion(version: number): Problem {
  const wrong = `it was saved by version ${version} of the format`
  const right = `this program knows version ${currentVersion}: it can be looked at, but not saved over`
  const what = { code: 'NEWER_VERSION', expected: currentVersion, got: version } as const
  return problem(
    { path: 'version' },
    { ...what, wrong, right, hint: 'A newer version of the program opens it whole.' },
  )
}

const twice = (path: string): Problem => {
  const [wrong, right] = [
    'the key is written twice',
    'only the second one counts, and the first is lost on saving',
  ]
  return problem({ path }, { code: 'BAD_VALUE', severity: 'warning', wrong, right })
}

function open(file: JsonObject, problems: Problem[], steps: readonly Migration[]): Loaded {
  const { version } = file
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0)
    return refused(badVersion(version))
  if (version > currentVersion) {
    return { graph: readGraph(file), problems: [newerVersion(version), ...problems], newer: true }
  }
  const migrated = migrate(file, version, steps)
  if ('problem' in migrated) return refused(migrated.problem)
  return { graph: readGraph(migrated.file), problems, newer: false }
}

/** A file's content as a graph, with everything that is wrong about the file. Throws nothing, changes nothing. */
export function load(source: string | Uint8Array, steps: readonly Migration[] = migrations): Loaded {
  const decoded = decode(source)
  return 'problem' in decoded ? refused(decoded.problem) : read(decoded.text, steps)
}

/** What was written here is read however large it has become: nothing that was made may be out of reach. */
export const loadKept = (text: string): Loaded => read(text, migrations, Infinity)

function read(text: string, steps: readonly Migration[], mostNumbers?: number): Loaded {
  const parsed = parse(text, mostNumbers)
  if ('fault' in parsed) return refused(faultProblem(text, parsed.fault))
  const { value, repeated } = parsed
  if (!isObject(value) || value['format'] !== format) return refused(notOurs(value))
  const over = tooMany(value)
  return over.length > 0 ? refused(...over) : open(value, repeated.map(twice), steps)
}
