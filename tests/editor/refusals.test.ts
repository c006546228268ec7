// Why a wire cannot be made: said in words, with the shapes.
import { describe, expect, it } from 'vitest'
import { type LooseEnd, Refusals } from '../../src/editor/refusals.ts'
import { compile } from '../../src/engine/compile.ts'
import type { Graph } from '../../src/graph/document.ts'
import { connect } from '../../src/graph/edits.ts'
import { library } from '../../src/library.ts'
import { shapesOf } from '../../src/worker/frame.ts'
import { graphOf } from './build.ts'

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
