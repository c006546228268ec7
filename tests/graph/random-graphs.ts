// Random graphs for properties: any nodes, wires, frames and notes that a file could hold, sound or not.
import fc from 'fast-check'
import type {
  End,
  Fields,
  Frame,
  Graph,
  GraphNode,
  Json,
  Note,
  Point,
  Wire,
} from '../../src/graph/document.ts'
import { wireKey } from '../../src/graph/document.ts'

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true })
const coordinate = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.constant(-0),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
)
const place = fc.tuple(coordinate, coordinate) satisfies fc.Arbitrary<Point>
const size = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.double({ min: 0.5, max: 900, noNaN: true }))
const id = fc.oneof(
  fc.constantFrom('a', 'b', 'W0', 'sgd', 'constructor', 'toString', 'matmul2'),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,6}$/),
)
const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '7', '12', 'note', ''),
  fc.string({ maxLength: 6 }),
)
const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 'NaN', '-0', -0, Infinity, -Infinity, '\ud800', '"', '\\'),
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.string(),
)
const json: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any
const fieldsBut = (known: readonly string[]): fc.Arbitrary<Fields> =>
  fc
    .array(fc.tuple(key, json), { maxLength: 3 })
    .map((pairs) => new Map(pairs.filter(([name]) => !known.includes(name))))
const given = <K extends string, T>(name: K, values: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }> =>
  fc
    .option(values, { nil: undefined })
    .map((value) => (value === undefined ? {} : { [name]: value }) as { [P in K]?: T }) // one computed key

const nodeKeys = ['id', 'type', 'title', 'at', 'size', 'bypass', 'params']
const node: fc.Arbitrary<GraphNode> = fc
  .tuple(
    record({
      id,
      type: fc.oneof(
        fc.constantFrom('sum', 'controls', 'memory', 'plot', 'source', '__proto__', 'novel'),
        fc.string({ minLength: 1 }),
      ),
      at: place,
      params: fieldsBut([]),
      extra: fieldsBut(nodeKeys),
    }),
    given('title', fc.string()),
    given('size', size),
    given('bypass', fc.constant(true as const)),
  )
  .map(([whole, title, wide, bypass]) => ({ ...whole, ...title, ...wide, ...bypass }))

const port = fc.oneof(
  fc.constantFrom('a', 'b', 'out', 'in', 'value', 'next', '__proto__'),
  fc.string({ minLength: 1, maxLength: 5 }),
)
const end = (ids: readonly string[]): fc.Arbitrary<End> =>
  record({ node: ids.length > 0 ? fc.oneof(fc.constantFrom(...ids), id) : id, port })
const wire = (ids: readonly string[]): fc.Arbitrary<Wire> =>
  fc
    .tuple(
      record({ from: end(ids), to: end(ids), extra: fieldsBut(['from', 'to', 'label']) }),
      given('label', fc.string()),
    )
    .map(([whole, label]) => ({ ...whole, ...label }))
const frame = (ids: readonly string[]): fc.Arbitrary<Frame> =>
  fc
    .tuple(
      record({
        id,
        title: fc.string(),
        around: fc.array(ids.length > 0 ? fc.constantFrom(...ids) : id, { maxLength: 4 }),
        extra: fieldsBut(['id', 'title', 'around', 'color', 'collapsed']),
      }),
      given('color', fc.string()),
      given('collapsed', fc.constant(true)),
    )
    .map(([whole, color, collapsed]) => ({ ...whole, ...color, ...collapsed }))
const note: fc.Arbitrary<Note> = record({
  id,
  at: place,
  size,
  text: fc.string(),
  extra: fieldsBut(['id', 'at', 'size', 'text']),
})

const fileKeys = [
  'format',
  'version',
  'title',
  'about',
  'arithmetic',
  'run',
  'nodes',
  'wires',
  'frames',
  'notes',
  'lesson',
]
const byId = { selector: (entry: { readonly id: string }) => entry.id }

/** Any graph that a file can hold: what is unsound in it is for the checks. */
export const graphs: fc.Arbitrary<Graph> = fc.uniqueArray(node, { ...byId, maxLength: 8 }).chain((nodes) => {
  const ids = nodes.map((each) => each.id)
  return fc
    .tuple(
      record({
        title: fc.string(),
        about: fc.string(),
        arithmetic: fc.constantFrom('fused' as const, 'separate' as const),
        run: fc
          .tuple(
            record({ iterations: fc.nat(), extra: fieldsBut(['iterations', 'stopBelow']) }),
            given('stopBelow', fc.double()),
          )
          .map(([whole, below]) => ({ ...whole, ...below })),
        nodes: fc.constant(nodes),
        wires: fc.uniqueArray(wire(ids), { selector: wireKey, maxLength: 12 }),
        frames: fc.uniqueArray(frame(ids), { ...byId, maxLength: 3 }),
        notes: fc.uniqueArray(note, { ...byId, maxLength: 3 }),
        extra: fieldsBut(fileKeys),
      }),
      given('lesson', fc.dictionary(key, json, { noNullPrototype: true, maxKeys: 3 })),
    )
    .map(([whole, lesson]) => ({ ...whole, ...lesson }))
})
