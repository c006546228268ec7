// Loading: what a fault is said to be and where, encodings that are fine, migrations, and newer versions.
import { describe, expect, test } from 'vitest'
import { check } from '../../src/graph/check.ts'
import { load, loadKept } from '../../src/graph/load.ts'
import type { Migration } from '../../src/graph/migrate.ts'
import { save } from '../../src/graph/save.ts'
import { library } from '../../src/library.ts'
import { goodFile, textOf } from './bad/base.ts'

const first = (source: string | Uint8Array): string => {
  const { graph, problems } = load(source)
  expect(graph).toBeNull()
  return [problems[0]?.message, problems[0]?.hint].filter((part) => part != null).join(' ')
}

describe('tells where the text stops being JSON, and what it seems to be', () => {
  test.each([
    ['', 'line 1, column 1: there is nothing; it must be whole. It seems to be an empty file.'],
    [
      '\n <!doctype html>',
      'line 2, column 2: there is the character "<"; a value must stand here. It seems to be an HTML page.',
    ],
    [
      '{"a":\r\n[1,\r2,\n',
      'line 4, column 1: the text ends within the list that begins at line 2, column 1; it must be whole. It seems to be a file that was cut off.',
    ],
    [
      '{"😀":NaN}',
      'line 1, column 6: there is the word NaN; a number that JSON does not have must be in quotes: "NaN".',
    ],
    [
      '{"a": 1\n "b": 2}',
      'line 2, column 2: there is the character "\\""; a colon must follow a key, and a comma or } a value.',
    ],
    [
      '{"a":1}\n{"a":2}',
      'line 2, column 1: there is more after the end: "{\\"a\\":2}"; the file must be one object. It seems to be several JSON texts in one file.',
    ],
    ["{'a': 1}", 'line 1, column 2: a text begins with a single quote; JSON has double quotes.'],
    [
      '{"a": [1, 2,]}',
      'line 1, column 13: a value is missing before ]; a comma must be followed by a value.',
    ],
    [
      '{"a": "x\u0001"}',
      'line 1, column 9: there is the invisible character U+0001 within a text; control characters must be written like \\t or \\u0009.',
    ],
    [
      'PK\u0003\u0004',
      'line 1, column 1: there is the word PK; a text must be in double quotes. It seems to be a ZIP archive.',
    ],
  ])('%j', (text, said) => {
    expect(first(text)).toBe(said)
  })

  test('bytes that are no UTF-8', () => {
    const grün = Uint8Array.from('{"format":"gradloom",\n"title":"Gr\xfcn"}', (character) =>
      character.charCodeAt(0),
    )
    expect(first(grün)).toBe(
      'line 2, column 12: the byte FC is no UTF-8; it must be JSON in UTF-8. It seems to be a text in another encoding.',
    )
    expect(first(Uint8Array.of(0xff, 0xfe, 0x7b, 0))).toBe(
      'The file: its encoding is UTF-16; it must be JSON in UTF-8. It seems to be a text in UTF-16: save it as UTF-8.',
    )
  })
})

test('takes a byte order mark, in bytes and in text, and Windows line ends', () => {
  const text = `\uFEFF${textOf(goodFile()).replaceAll('},{', '},\r\n{')}`
  const expected = load(textOf(goodFile()))
  expect(load(text)).toEqual(expected)
  expect(load(new TextEncoder().encode(text))).toEqual(expected)
})

test('takes 64 levels, and not one more', () => {
  const deep = (levels: number) =>
    `{"format":"gradloom","version":1,"x":${'['.repeat(levels)}${']'.repeat(levels)}}`
  expect(load(deep(63)).problems).toEqual([])
  expect(save(load(deep(63)).graph!)).toContain('[]')
  expect(load(deep(64)).problems[0]?.message).toBe(
    'line 1, column 101: lists and objects lie more than 64 deep in each other here; at most 64 levels are allowed.',
  )
})

test('names that objects have by birth are plain text everywhere', () => {
  const text = `{"format":"gradloom","version":1,"__proto__":{"polluted":1},"constructor":5,
    "nodes":[{"id":"constructor","type":"identity","at":[0,0],"__proto__":{"polluted":2},"params":{"size":3}},
      {"id":"toString","type":"print","at":[0,0],"params":{"__proto__":{"polluted":3},"decimals":1}},
      {"id":"hasOwnProperty","type":"__proto__","at":[0,0]}],
    "wires":[{"from":"constructor.out","to":"toString.in","__proto__":null}],
    "frames":[{"id":"valueOf","title":"","around":["constructor"]}]}`
  const { graph, problems } = load(text)
  expect(problems).toEqual([])
  expect(check(graph!, library).map(({ code, node }) => [code, node])).toEqual([
    ['BAD_VALUE', 'toString'],
    ['UNKNOWN_TYPE', 'hasOwnProperty'],
  ])
  const saved = save(graph!)
  for (const n of [1, 2, 3]) expect(saved).toContain(`"__proto__": { "polluted": ${n} }`)
  expect(Object.hasOwn(JSON.parse(saved) as object, '__proto__')).toBe(true) // JSON.parse answers any
  expect('polluted' in {}).toBe(false)
})

describe('older versions', () => {
  const old =
    '{"format":"gradloom","version":0,"title":"Old","blocks":[{"id":"a","type":"identity","at":[0,0]}],"mine":1}'
  const rename: Migration = {
    from: 0,
    about: 'blocks became nodes',
    up: ({ blocks = [], ...rest }) => ({ ...rest, nodes: blocks }),
  }

  test('are migrated', () => {
    const { graph, problems, newer } = load(old, [rename])
    expect([problems, newer, graph?.nodes.map(({ id }) => id), graph?.title]).toEqual([
      [],
      false,
      ['a'],
      'Old',
    ])
    expect(graph?.extra).toEqual(new Map([['mine', 1]]))
    expect(JSON.parse(save(graph!))).toMatchObject({ version: 1, mine: 1, nodes: [{ id: 'a' }] })
  })

  test.each<[string, Migration[], string]>([
    [
      'a step that throws',
      [
        {
          ...rename,
          up: () => {
            throw new RangeError('no blocks')
          },
        },
      ],
      'the step from version 0 to 1 failed (no blocks)',
    ],
    ['a step that is missing', [], 'the step from version 0 to 1 is not known'],
  ])('fail as a whole at %s', (_, steps, wrong) => {
    const { graph, problems } = load(old, steps)
    expect([graph, problems[0]?.code]).toEqual([null, 'MIGRATION_FAILED'])
    expect(problems[0]?.message).toContain(wrong)
  })

  test('are not changed by a careless step', () => {
    const careless: Migration = {
      ...rename,
      up: (file) => {
        Reflect.deleteProperty(file, 'mine')
        throw new Error('too late')
      },
    }
    expect(load(old, [careless]).graph).toBeNull()
    expect(load(old, [rename]).graph?.extra.get('mine')).toBe(1)
  })
})

test('a newer version opens as well as it can, to be looked at, and keeps its version', () => {
  const { graph, problems, newer } = load(
    textOf({ ...goodFile(), version: 7, nodes: [{ id: 'a', type: 'hologram', at: [0, 0] }], plugins: [1] }),
  )
  expect([newer, problems.map(({ code, severity }) => [code, severity]), graph?.nodes.length]).toEqual([
    true,
    [['NEWER_VERSION', 'error']],
    1,
  ])
  expect(JSON.parse(save(graph!))).toMatchObject({ version: 7, plugins: [1] })
})

test('a key that is written twice is told with its path', () => {
  const text =
    '{"format":"gradloom","version":1,"nodes":[{"id":"a","type":"identity","at":[0,0],"params":{"size":2,"size":3}}]}'
  const { graph, problems } = load(text)
  expect(problems.map(({ path, severity }) => [path, severity])).toEqual([
    ['nodes[0].params.size', 'warning'],
  ])
  expect(graph?.nodes[0]?.params.get('size')).toBe(3)
})

test('opens 10 MB within seconds', () => {
  const nodes = Array.from({ length: 5000 }, (_, i) => ({
    id: `n${i}`,
    type: 'matrix',
    at: [i, 0],
    params: { values: [Array.from({ length: 190 }, (_, j) => j / 8)] },
    note: 'x'.repeat(500),
  }))
  const text = textOf({ format: 'gradloom', version: 1, nodes })
  const before = performance.now()
  const { graph, problems } = load(text)
  expect(problems).toEqual([])
  expect(check(graph!, library)).toEqual([])
  save(graph!)
  expect(performance.now() - before).toBeLessThan(8000)
})

test('what was kept opens again even where it has outgrown the limits of a file', () => {
  const start = '{"format":"gradloom","version":1,"nodes":[],"wires":[],'
  const long = `${start}"about":"${'x'.repeat(10_000_000)}"}`
  const many = `${start}"plugins":[${'0,'.repeat(1_000_000)}0]}`
  for (const text of [long, many]) {
    expect(load(text).problems.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED'])
    expect(loadKept(text).graph).not.toBeNull()
  }
})
