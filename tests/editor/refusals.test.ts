// Why a wire cannot be made: said in words, with the shapes.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portsOf } from '../../src/editor/ports.ts'
import { type LooseEnd, Refusals } from '../../src/editor/refusals.ts'
import { compile } from '../../src/engine/compile.ts'
import { type Graph, endText } from '../../src/graph/document.ts'
import { connect } from '../../src/graph/edits.ts'
import { load } from '../../src/graph/load.ts'
import { library } from '../../src/library.ts'
import { shapesOf } from '../../src/worker/frame.ts'
import { graphOf } from './build.ts'

const graphs = join(import.meta.dirname, '../../graphs')

const out = (text: string): LooseEnd => end(text, 'output')
const into = (text: string): LooseEnd => end(text, 'input')
function end(text: string, side: LooseEnd['side']): LooseEnd {
  const [node = '', port = ''] = text.split('.')
  return { node, port, side }
}
const shapes = new Map([
  ['wide.out', { rows: 3, cols: 4 }],
  ['square.out', { rows: 3, cols: 3 }],
  ['one.out', { rows: 1, cols: 1 }],
])
const nodes = [
  ['wide', 'random'],
  ['square', 'random'],
  ['one', 'number'],
  ['matmul', 'matmul'],
  ['add', 'add'],
  ['plot', 'lossplot'],
  ['backward', 'backward'],
  ['sgd', 'sgd'],
  ['mystery', 'mystery'],
] as const
const judge = (graph: Graph, from: LooseEnd, to: LooseEnd): string | null =>
  new Refusals(graph, library, shapes, from).reason(to)

describe('a wire is refused', () => {
  it('from output to output and from input to input', () => {
    expect(judge(graphOf(nodes), out('wide.out'), out('square.out'))).toContain('Two outputs')
    expect(judge(graphOf(nodes), into('add.a'), into('add.b'))).toContain('Two inputs')
  })

  it('to an input that is taken', () => {
    const graph = graphOf(nodes, ['wide.out>matmul.a'])
    expect(judge(graph, out('square.out'), into('matmul.a'))).toBe(
      'matmul.a already has a wire; delete it first',
    )
    expect(judge(graph, out('wide.out'), into('matmul.a'))).toBe('This wire is there already')
  })

  it('where the shapes do not meet, in the words of the node', () => {
    const graph = graphOf(nodes, ['wide.out>matmul.a'])
    expect(judge(graph, out('square.out'), into('matmul.b'))).toBe(
      '3×4 · 3×3: the 4 columns of a must meet as many rows of b',
    )
    expect(judge(graph, into('matmul.b'), out('square.out'))).toContain('3×4 · 3×3')
  })

  it('to a loss that is not one number', () => {
    expect(judge(graphOf(nodes), out('wide.out'), into('backward.loss'))).toMatch(
      /^3×4: the loss must be one number/,
    )
    expect(judge(graphOf(nodes, ['one.out>plot.in']), out('wide.out'), into('plot.in'))).toMatch(/^3×4: /)
  })

  it('where it would close a loop within the iteration, and not by way of a memory', () => {
    const graph = graphOf(nodes, ['sgd.value>matmul.a', 'matmul.out>add.a'])
    expect(judge(graph, out('add.out'), into('matmul.b'))).toBe(
      'add is computed from matmul within the same iteration: only a memory or an optimiser may close a loop',
    )
    expect(judge(graph, into('add.b'), out('add.out'))).toMatch(/^add would wait for itself/)
    expect(judge(graph, out('add.out'), into('sgd.gradient'))).toBeNull()
  })

  it('to a node whose kind is not known, and to a port that is not there', () => {
    expect(judge(graphOf(nodes, ['wide.out>mystery.in']), out('one.out'), into('mystery.in'))).toContain(
      'not known',
    )
    expect(judge(graphOf(nodes), out('one.out'), into('add.z'))).toContain('not there')
  })
})

describe('a wire is allowed', () => {
  it('where the node has nothing against it', () => {
    expect(judge(graphOf(nodes, ['wide.out>add.a']), out('wide.out'), into('add.b'))).toBeNull()
    expect(judge(graphOf(nodes), out('one.out'), into('backward.loss'))).toBeNull()
  })

  it('while the other inputs are not there or of unknown shape', () => {
    expect(judge(graphOf(nodes), out('square.out'), into('matmul.b'))).toBeNull()
    expect(judge(graphOf(nodes, ['sgd.value>matmul.a']), out('square.out'), into('matmul.b'))).toBeNull()
  })

  it('as the second into a variadic input', () => {
    expect(
      judge(graphOf([...nodes, ['two', 'number']], ['one.out>plot.in']), out('two.out'), into('plot.in')),
    ).toBeNull()
  })

  it('to the input that it was taken off, and to others when that is in the way no more', () => {
    const graph = graphOf(nodes, ['wide.out>matmul.a'])
    const refusals = new Refusals(graph, library, shapes, out('wide.out'), graph.wires[0])
    expect(refusals.reason(into('matmul.a'))).toBeNull()
    expect(refusals.reason(into('add.a'))).toBeNull()
  })
})

it('agrees with the engine on every pair of shapes of every node with two inputs', () => {
  const sizes = [1, 2, 3].flatMap((rows) => [1, 2, 3].map((cols) => ({ rows, cols })))
  const types = [...library.values()].filter(({ definition }) => {
    const needed = Object.values(definition.inputs)
    return (
      definition.shape && needed.length === 2 && needed.every((input) => !input.optional && !input.variadic)
    )
  })
  expect(types.length).toBeGreaterThan(4)
  for (const { type, definition } of types) {
    const [first = '', second = ''] = Object.keys(definition.inputs)
    for (const a of sizes) {
      for (const b of sizes) {
        const before = graphOf(
          [
            ['a', 'random', [0, 0], { ...a }],
            ['b', 'random', [0, 0], { ...b }],
            ['n', type],
          ],
          [`a.out>n.${first}`],
        )
        const known = shapesOf(compile(before, library))
        const reason = new Refusals(before, library, known, out('b.out'), null).reason(into(`n.${second}`))
        const joined = connect(before, library, { node: 'b', port: 'out' }, { node: 'n', port: second })
        if ('problem' in joined) throw new Error(joined.problem.message)
        const wrong = compile(joined.graph, library).problems.some(
          ({ severity, code }) => severity === 'error' && code === 'SHAPE_MISMATCH',
        )
        expect(reason !== null, `${type} ${JSON.stringify([a, b])}`).toBe(wrong)
      }
    }
  }
})

it('refuses the loops that the engine refuses, and no others, in every shipped graph', () => {
  const shown = readdirSync(graphs).filter((name) => name.endsWith('.json'))
  expect(shown.length).toBeGreaterThan(5)
  const count = { loops: 0, others: 0 }
  for (const name of shown) {
    const read = load(readFileSync(join(graphs, name), 'utf8'))
    if (read.graph === null || read.graph.nodes.length > 40) continue
    const { graph } = read
    const ends = graph.nodes.flatMap((node) => {
      const { inputs, outputs } = portsOf(node, library.get(node.type)?.definition, graph.wires)
      return [...outputs, ...inputs].map((port) => ({ node: node.id, port: port.name, side: port.side }))
    })
    const pairs = fc.tuple(
      fc.constantFrom(...ends.filter(({ side }) => side === 'output')),
      fc.constantFrom(...ends.filter(({ side }) => side === 'input')),
    )
    for (const [from, to] of fc.sample(pairs, { seed: 5, numRuns: 120 })) {
      const free = { ...graph, wires: graph.wires.filter((wire) => endText(wire.to) !== endText(to)) }
      const joined = connect(free, library, from, to)
      if ('problem' in joined) continue
      const isLoop = compile(joined.graph, library).problems.some(
        ({ code }) => code === 'LOOP_WITHOUT_MEMORY',
      )
      const isRefused = / may close a loop$/.test(
        new Refusals(free, library, new Map(), from).reason(to) ?? '',
      )
      expect(isRefused, `${name}: ${endText(from)} to ${endText(to)}`).toBe(isLoop)
      count[isLoop ? 'loops' : 'others']++
    }
  }
  expect(Math.min(count.loops, count.others)).toBeGreaterThan(100)
})

it('refuses the wires from a node to itself that the engine refuses, and no others, for every kind', () => {
  const count = { loops: 0, others: 0 }
  for (const { type, definition } of library.values()) {
    for (const to of Object.keys(definition.inputs)) {
      // Something in every other input, so that the engine knows the node.
      const sources = Object.keys(definition.inputs).filter((port) => port !== to)
      const graph = graphOf(
        [['n', type], ...sources.map((port) => [`of${port}`, 'number'] as const)],
        sources.map((port) => `of${port}.out>n.${port}`),
      )
      for (const from of Object.keys(definition.outputs)) {
        const joined = connect(graph, library, { node: 'n', port: from }, { node: 'n', port: to })
        if ('problem' in joined) throw new Error(joined.problem.message)
        const isLoop = compile(joined.graph, library).problems.some(
          ({ code }) => code === 'LOOP_WITHOUT_MEMORY',
        )
        const reason = judge(graph, out(`n.${from}`), into(`n.${to}`))
        expect(/ may close a loop$/.test(reason ?? ''), `${type}: ${from} to ${to}`).toBe(isLoop)
        count[isLoop ? 'loops' : 'others']++
      }
    }
  }
  expect(count.loops).toBeGreaterThan(50)
  expect(count.others).toBeGreaterThan(4)
})
