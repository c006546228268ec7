// Bad files: every one is told by its exact code, node and port, opens as far as it can, and loses nothing.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import type { Graph } from '../../src/graph/document.ts'
import { load } from '../../src/graph/load.ts'
import type { Problem } from '../../src/graph/problem.ts'
import { save } from '../../src/graph/save.ts'
import { library } from '../../src/library.ts'
import { type Content, type Row, edited, goodFile, textOf } from './bad/base.ts'
import * as file from './bad/file.ts'
import * as nodes from './bad/nodes.ts'
import * as running from './bad/running.ts'
import * as text from './bad/text.ts'
import * as wires from './bad/wires.ts'

const shelves: readonly (readonly [string, readonly Row[]])[] = Object.entries({
  text,
  file,
  nodes,
  wires,
  running,
}).flatMap(([shelf, rows]) =>
  Object.entries(rows).map(([name, list]) => [`${shelf}: ${name}`, list] as const),
)

const sourceOf = (content: Content): string | Uint8Array =>
  typeof content === 'function' ? edited(content) : content

/** All problems of a file, those of running it included. */
function problemsOf(graph: Graph | null, problems: readonly Problem[]): readonly Problem[] {
  if (!graph) return problems
  const program = compile(graph, library)
  const found = [...problems, ...program.problems]
  if (found.some(({ severity }) => severity === 'error')) return found
  const session = new Session(program)
  session.run(graph.run.iterations)
  return session.stopped?.why === 'problem' ? [...found, session.stopped.problem] : found
}

const short = ({ code, node, port }: Problem): string =>
  [code, node, port].filter((part) => part !== null).join(' ')

/** Everything that the file says is still said by the saved one: what it left out may have been added. */
function expectKept(original: unknown, saved: unknown): void {
  expect(saved).toMatchObject(original as object) // whatever JSON.parse answered
}

describe.each(shelves)('%s', (_, rows) => {
  test.each(rows.map((row) => [row[0], row] as const))('%s', (_name, [, content, ...expected]) => {
    const source = sourceOf(content)
    const { graph, problems } = load(source)
    const found = problemsOf(graph, problems)
    expect(found.map(short)).toEqual(expected)
    for (const { message, code } of found) {
      expect(message, code).toMatch(/^[^]+: [^]+; [^]+\.$/)
      expect(message.length).toBeLessThan(600)
    }
    if (!graph) return
    const saved = save(graph)
    expect(save(load(saved).graph ?? graph)).toBe(saved)
    if (typeof source === 'string') expectKept(JSON.parse(source), JSON.parse(saved))
  })
})

test('the good file is good, and the bad ones are at least 300 different ones', () => {
  const { graph, problems } = load(textOf(goodFile()))
  expect(problemsOf(graph, problems)).toEqual([])
  const rows = shelves.flatMap(([, list]) => list)
  expect(rows.length).toBeGreaterThanOrEqual(300)
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length)
  const byContent = new Map(rows.map(([name, content]) => [String(sourceOf(content)), name]))
  expect(rows.map(([name]) => name).filter((name) => ![...byContent.values()].includes(name))).toEqual([])
})

test('no bad file changes what is built in', () => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual([
    '__defineGetter__',
    '__defineSetter__',
    '__lookupGetter__',
    '__lookupSetter__',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'isPrototypeOf',
    'propertyIsEnumerable',
    'toLocaleString',
    'toString',
    'valueOf',
  ])
  expect(Object.keys(Object.prototype)).toEqual([])
})
