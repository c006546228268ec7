// Fuzz: 20,000 mutated files crash nothing, lose nothing, and are told in the one grammar.
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { check } from '../../src/graph/check.ts'
import { load } from '../../src/graph/load.ts'
import { parse } from '../../src/graph/parse.ts'
import type { Problem } from '../../src/graph/problem.ts'
import { save } from '../../src/graph/save.ts'
import { library } from '../../src/library.ts'
import { goodFile, textOf } from './bad/base.ts'
import { below, mutated, mutatedBytes, pick, randomFrom } from './mutate.ts'

const odd: unknown = {
  format: 'gradloom',
  version: 1,
  nodes: [
    {
      id: 'constructor',
      type: 'toString',
      at: [1, 2],
      params: { valueOf: [1, 'NaN'], b: { 10: 1, 9: 2 } },
      3: 1,
      2: 2,
    },
    { id: 'm', type: 'memory', at: ['-0', 2.5], bypass: true, size: [10, 10], later: { deep: [[[null]]] } },
    7,
    { id: 'm', type: 'memory' },
    {
      id: 'M',
      type: 'matrix',
      at: [0, 0],
      params: { values: Array.from({ length: 9 }, () => Array.from({ length: 30 }, (_, i) => i / 7)) },
    },
  ],
  wires: [
    { from: 'constructor.__proto__', to: 'm.initial', colour: 1 },
    { from: 'm.value', to: 'm.next' },
    'm.value>m.next',
  ],
  frames: [{ id: 'f', title: '', around: ['m', '__proto__'] }],
  notes: [{ id: 'n', at: [0, 0], size: [1, 1], text: '\u2028 \ud800 😀' }],
  theme: { __proto__: null, 2: 'b', 1: 'a' },
}
const corpus = [
  textOf(goodFile()),
  textOf(odd),
  save(load(textOf(goodFile())).graph!),
  '{"format":"gradloom","version":2}',
]

const inGrammar = ({ message }: Problem): boolean =>
  /^[^]+: [^]+; [^]+\.$/.test(message) && message.length < 1000

/** What must hold for any content whatever; answers whether it could be opened. */
function holds(source: string | Uint8Array): boolean {
  const { graph, problems } = load(source)
  if (!graph) {
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.every(inGrammar)).toBe(true)
    return false
  }
  const found = check(graph, library)
  expect([...problems, ...found].every(inGrammar)).toBe(true)
  const ids = graph.nodes.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const saved = save(graph)
  const again = load(saved)
  if (!again.graph || !isDeepStrictEqual(again.graph, graph)) expect(again.graph).toStrictEqual(graph)
  expect(save(again.graph!)).toBe(saved)
  expect(check(again.graph!, library)).toEqual(found)
  return true
}

test('14,000 mutated texts', () => {
  const random = randomFrom(314)
  let opened = 0
  for (let i = 0; i < 14_000; i++) {
    const text = mutated(pick(random, corpus), pick(random, corpus), random)
    try {
      if (holds(text)) opened++
    } catch (cause) {
      throw new Error(`text ${i}: ${text}`, { cause })
    }
  }
  expect(opened).toBeGreaterThan(4000)
})

test('6,000 mutated files of bytes', () => {
  const random = randomFrom(42)
  const files = corpus.map((text) => new TextEncoder().encode(text))
  for (let i = 0; i < 6_000; i++) {
    const bytes = mutatedBytes(pick(random, files), random)
    try {
      holds(bytes)
    } catch (cause) {
      throw new Error(`bytes ${i}: ${new TextDecoder().decode(bytes)}`, { cause })
    }
  }
})

function judge(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return null
  }
}

test('the parser takes what JSON.parse takes, and reads the same from it', () => {
  const random = randomFrom(7)
  const atoms = [
    '{"a":1}',
    '[1,2e5,-0,0.5E-3]',
    '"\\u0041\\n\\/"',
    '"\\ud83d\\ude00"',
    '1e400',
    '{"__proto__":[],"2":1,"1":2,"a":{}}',
    'true',
    ' [ ] ',
    '{"a":1,"a":2}',
    '-',
    '01',
    '"\t"',
    '[1,]',
    'nul',
    '\u00a0',
  ]
  for (let i = 0; i < 20_000; i++) {
    let text = i < 4000 ? mutated(pick(random, corpus), pick(random, corpus), random) : pick(random, atoms)
    if (i >= 4000)
      for (let n = below(random, 4); n > 0; n--) text = mutated(text, pick(random, atoms), random)
    const expected = judge(text)
    const parsed = parse(text)
    if ('fault' in parsed) {
      if (parsed.fault.code === 'NOT_JSON' && expected) throw new Error(`refused: ${text}`)
      expect(parsed.fault.at).toBeLessThanOrEqual(text.length)
    } else if (!expected || !isDeepStrictEqual(parsed.value, expected.value))
      throw new Error(`read otherwise: ${text}`)
  }
})
