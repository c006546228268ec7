// The shipped graphs, each of them: sound, in the writer's form, laid out to be read, and running to a finite end.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faceSize, overlaps } from '../../src/editor/layout.ts'
import { Router } from '../../src/editor/router.ts'
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import { load } from '../../src/graph/load.ts'
import { save } from '../../src/graph/save.ts'
import { apart } from '../../src/graph/unfinished.ts'
import { library } from '../../src/library.ts'
import { follow, planOf, pointsAlong } from '../editor/routes.ts'

const folder = join(import.meta.dirname, '..', '..', 'graphs')
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  const { graph, problems } = load(text)
  if (!graph) throw new Error(problems.map(({ message }) => message).join('\n'))

  test('loads and compiles without a problem', () => {
    expect(problems).toEqual([])
    expect(compile(graph, library).problems).toEqual([])
  })

  test('is in the writer’s form', () => {
    expect(save(graph)).toBe(text)
  })

  test('nothing overlaps', () => {
    expect(overlaps(graph, library)).toEqual([])
  })

  const boxes = new Map(
    graph.nodes.map((node) => {
      const { width, height } = faceSize(node, library.get(node.type)?.definition, graph.wires)
      const [left, top] = node.at
      return [node.id, { left, top, right: left + width, bottom: top + height }]
    }),
  )

  test('reads from left to right: only what is fed back goes back', () => {
    const back = graph.wires.filter(({ from, to }) => {
      const type = graph.nodes.find(({ id }) => id === to.node)?.type ?? ''
      const isFeedback = library.get(type)?.definition.inputs[to.port]?.next === true
      const room = (boxes.get(to.node)?.left ?? NaN) - (boxes.get(from.node)?.right ?? NaN)
      return !isFeedback && !(room >= 40)
    })
    expect(back).toEqual([])
  })

  test('no wire lies under a node', () => {
    const plan = planOf(graph)
    const router = follow(new Router(), plan)
    const grazed = 3
    for (const { key } of plan.wires.filter(({ feedsBack }) => !feedsBack)) {
      const under = pointsAlong(router.pathOf(key) ?? '').flatMap(([x, y]) =>
        [...boxes].filter(
          ([, { left, top, right, bottom }]) =>
            x > left + grazed && x < right - grazed && y > top + grazed && y < bottom - grazed,
        ),
      )
      expect(under.map(([id]) => id), key).toEqual([])
    }
  })

  test('a frame is around its own nodes only', () => {
    for (const { title, around } of graph.frames) {
      const own = around.flatMap((id) => boxes.get(id) ?? [])
      const [left, right] = [Math.min(...own.map((box) => box.left)), Math.max(...own.map((box) => box.right))]
      const [top, bottom] = [Math.min(...own.map((box) => box.top)), Math.max(...own.map((box) => box.bottom))]
      const within = [...boxes].filter(
        ([, box]) => box.right > left && box.left < right && box.bottom > top && box.top < bottom,
      )
      expect(within.map(([id]) => id).sort(), title).toEqual([...around].sort())
    }
  })

  test('says what it is, what to see and what to try', () => {
    expect(graph.title).not.toBe('Untitled')
    expect(graph.about).toMatch(/\*\*What to see\.\*\*/)
    expect(graph.about).toMatch(/\*\*What to try\.\*\*/)
    expect(graph.about.length).toBeLessThan(1200)
  })

  test('runs all its iterations to a finite end', () => {
    const session = new Session(compile(graph, library))
    expect(session.run(graph.run.iterations)).toBe(graph.run.iterations)
    expect(session.stopped).toBeNull()
    session.look()
    for (const output of session.program.outputs.keys())
      expect(session.plan.read(output)?.data.every(Number.isFinite), output).toBe(true)
  })

  test('learns: every loss ends far below where it began', () => {
    const session = new Session(compile(graph, library))
    session.run(graph.run.iterations)
    for (const { values, label } of session.series)
      expect(values.at(-1), label).toBeLessThan((values[0] ?? NaN) / 100)
  })
})

test('the notebook’s graphs fuse, as its machine did', () => {
  for (const file of ['matrix-inverse', 'matrix-inverse-diagonal', 'builtin-inverse', 'first-gradient', 'four-runs'])
    expect(load(readFileSync(join(folder, `${file}.json`))).graph?.arithmetic, file).toBe('fused')
})

describe('what New begins with', () => {
  const starts = join(folder, 'starts')
  test.each(readdirSync(starts))('%s is sound but for open inputs, laid out, and in the writer’s form', (file) => {
    const text = readFileSync(join(starts, file), 'utf8')
    const { graph, problems } = load(text)
    if (!graph) throw new Error(file)
    expect(problems).toEqual([])
    const { wrong, open } = apart(compile(graph, library).problems, graph, library)
    expect(wrong).toEqual([])
    expect(open.length).toBeGreaterThan(0)
    expect(overlaps(graph, library)).toEqual([])
    expect(save(graph)).toBe(text)
  })
})
