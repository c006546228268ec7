// Files that others wrote, by hand or by a program: opening and saving them changes white space and nothing else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setAbout, setBypass, setGraphTitle, setParam, setRun, setTitle } from '../../src/graph/edits.ts'
import { load } from '../../src/graph/load.ts'
import { save } from '../../src/graph/save.ts'

/** JSON text without white space between its words. */
const compact = (text: string): string =>
  text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, word: string | undefined) => word ?? '')

const saved = (text: string): string => {
  const { graph } = load(text)
  if (!graph) throw new Error(text)
  return save(graph)
}

type Pairs = readonly (readonly [key: string, text: string])[]

const objectOf = (pairs: Pairs): string =>
  `{${pairs.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`
const listOf = (entries: readonly string[]): string => `[${entries.join(',')}]`

const number = fc.constantFrom(
  '0',
  '1',
  '-2.5',
  '1.0',
  '1e3',
  '1E+2',
  '0.10',
  '12345678901234567890',
  '1e-400',
)
const text = fc.string({ maxLength: 5 }).map((word) => JSON.stringify(word))
/** Values as text, also such as we would write otherwise. */
const value: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(number, text, fc.constantFrom('null', 'true', 'false', '[]', '{}', '1e400', '"NaN"')),
    fc.array(tie('any'), { maxLength: 3 }).map(listOf),
    fields({}, tie('any')),
  ),
})).any

/** An object with some of these fields and some unknown ones, in any order. */
function fields(
  known: Readonly<Record<string, fc.Arbitrary<string>>>,
  unknown: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const own = Object.entries(known).map(([key, values]) =>
    fc.option(fc.tuple(fc.constant(key), values), { nil: null, freq: 4 }),
  )
  const names = fc.constantFrom('later', '10', '9', '__proto__', 'constructor', '', 'color2')
  const others = fc.array(fc.tuple(names, unknown), { maxLength: 3 })
  return fc
    .tuple(fc.tuple(...own), others)
    .map(([a, b]) => [...new Map([...a.filter((pair) => pair !== null), ...b])])
    .chain((pairs) => fc.shuffledSubarray(pairs, { minLength: pairs.length }))
    .map(objectOf)
}

const id = fc.constantFrom('"a"', '"b"', '"c1"', '7')
/** Sound or, now and then, anything. */
const mostly = (sound: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 9, arbitrary: sound }, { weight: 1, arbitrary: value })
const place = fc.tuple(number, number).map(listOf)
const entries = (known: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> =>
  mostly(fc.array(mostly(fields(known, value)), { maxLength: 3 }).map(listOf))

const files = fields(
  {
    title: mostly(text),
    about: mostly(text),
    arithmetic: mostly(fc.constantFrom('"fused"', '"separate"')),
    run: mostly(fields({ iterations: mostly(number), stopBelow: mostly(number) }, value)),
    nodes: entries({
      ...{ id, type: mostly(text), title: mostly(text), at: mostly(place), size: mostly(place) },
      ...{
        bypass: mostly(fc.constantFrom('true', 'false')),
        params: mostly(fields({ rows: number }, value)),
      },
    }),
    wires: entries({ from: mostly(fc.constant('"a.out"')), to: fc.constant('"b.in"'), label: mostly(text) }),
    frames: entries({ id, title: mostly(text), around: mostly(fc.constantFrom('["a"]', '[]')), color: text }),
    notes: entries({ id, at: mostly(place), size: mostly(place), text: mostly(text) }),
    lesson: mostly(fields({}, value)),
  },
  value,
).map((rest) => `{"format":"gradloom","version":1${rest === '{}' ? '' : ','}${rest.slice(1)}`)

test('opening and saving a file that others wrote changes white space and nothing else', () => {
  fc.assert(
    fc.property(files, (file) => {
      const once = saved(file)
      expect(compact(once)).toBe(file)
      expect(saved(once)).toBe(once)
    }),
    { seed: 4, numRuns: 1000 },
  )
})

const byHand = `{
  "author": "somebody",
  "nodes": [
    { "color": "red", "type": "matmul", "id": "a", "params": {}, "z": 1.0, "at": [0.0, 10], "bypass": false }
  ],
  "version": 1.0,
  "format": "gradloom",
  "wires": [],
  "notes": [],
  "grid": 1e3,
  "about": "",
  "run": {}
}
`

test('keys keep their places, empty lists and spellings of numbers stay, and nothing is added', () => {
  expect(saved(byHand)).toBe(byHand)
})

test('what is edited takes the place that its key had, or else the one that the format gives it', () => {
  const { graph } = load(byHand)
  const edited = [
    (each: typeof graph & {}) => setTitle(each, 'a', 'Product'),
    (each: typeof graph & {}) => setBypass(each, 'a', true),
    (each: typeof graph & {}) => setParam(each, 'a', 'depth', 2),
    (each: typeof graph & {}) => setRun(each, { stopBelow: 0.5 }),
    (each: typeof graph & {}) => setGraphTitle(each, 'By hand'),
    (each: typeof graph & {}) => setAbout(each, 'More'),
  ].reduce((each, edit) => edit(each), graph!)
  expect(save(edited)).toBe(`{
  "author": "somebody",
  "nodes": [
    {
      "color": "red",
      "type": "matmul",
      "title": "Product",
      "id": "a",
      "params": { "depth": 2 },
      "z": 1.0,
      "at": [0.0, 10],
      "bypass": true
    }
  ],
  "version": 1.0,
  "title": "By hand",
  "format": "gradloom",
  "wires": [],
  "notes": [],
  "grid": 1e3,
  "about": "More",
  "run": { "stopBelow": 0.5 }
}
`)
})
