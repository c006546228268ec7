// What compiling finds wrong, where it says so, and what goes on nevertheless.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import { library } from '../../src/library.ts'
import { descent, graphOf } from './building.ts'

type Graphs = Parameters<typeof graphOf>

const problemsOf = (...given: Graphs) =>
  compile(graphOf(...given), library).problems.map(({ code, node, port }) => [code, node, port])

describe('problems', () => {
  test('a shape that does not fit is told with the values', () => {
    const { problems } = compile(
      graphOf(
        { A: ['random', { rows: 4, cols: 3 }], B: ['random', { rows: 4, cols: 4 }], matmul: 'matmul' },
        ['A.out > matmul.a', 'B.out > matmul.b'],
      ),
      library,
    )
    expect(problems.map(({ message }) => message)).toEqual([
      'MatMul (matmul): a is 4×3 and b is 4×4; the 3 columns of a must meet as many rows of b.',
    ])
    expect(problems[0]).toMatchObject({ code: 'SHAPE_MISMATCH', node: 'matmul', port: 'b', path: 'nodes[2]' })
  })

  test('a loop without memory names all its nodes', () => {
    const nodes = { one: 'number', a: 'add', b: 'negate' }
    expect(problemsOf(nodes, ['one.out > a.a', 'b.out > a.b', 'a.out > b.in'])).toEqual([
      ['LOOP_WITHOUT_MEMORY', 'a', null],
      ['LOOP_WITHOUT_MEMORY', 'b', null],
    ])
  })

  test('a loop of bypassed nodes is a loop', () => {
    const graph = graphOf({ a: 'negate', b: 'negate' }, ['a.out > b.in', 'b.out > a.in'])
    const nodes = graph.nodes.map((node) => ({ ...node, bypass: true as const }))
    const codes = compile({ ...graph, nodes }, library).problems.map(({ code }) => code)
    expect(codes).toContain('LOOP_WITHOUT_MEMORY')
  })

  test('a loss that is no single number', () => {
    const nodes = { X: 'random', backward: 'backward' }
    expect(problemsOf(nodes, ['X.out > backward.loss', 'X.out > backward.of'])).toEqual([
      ['NOT_SCALAR', 'backward', 'loss'],
    ])
  })

  test('a loss that does not depend on the wire', () => {
    const nodes = { X: 'random', Y: 'random', mean: 'mean', backward: 'backward' }
    const wires = ['X.out > mean.in', 'mean.out > backward.loss', 'Y.out > backward.of']
    expect(problemsOf(nodes, wires)).toEqual([['NO_GRADIENT_PATH', 'backward', 'of']])
  })

  test('differentiation stops at memories', () => {
    const graph = descent()
    const wires = graph.wires.map((wire) =>
      wire.to.port === 'of' ? { ...wire, from: { node: 'W0', port: 'out' } } : wire,
    )
    const found = compile({ ...graph, wires }, library).problems.map(({ code, node, port }) => [
      code,
      node,
      port,
    ])
    expect(found).toEqual([['NO_GRADIENT_PATH', 'backward', 'of']])
  })

  test('a singular constant is found before anything runs', () => {
    const nodes = {
      zero: [
        'matrix',
        {
          values: [
            [1, 2],
            [2, 4],
          ],
        },
      ] as const,
      inverse: 'inverse',
    }
    expect(problemsOf(nodes, ['zero.out > inverse.in'])[0]?.slice(0, 2)).toEqual(['SINGULAR', 'inverse'])
  })

  test('memory is budgeted by shape, before it is allocated', () => {
    const [found] = compile(
      graphOf({ big: ['random', { rows: 50_000, cols: 50_000 }] }, []),
      library,
    ).problems
    expect(found).toMatchObject({ code: 'MEMORY_LIMIT', node: 'big' })
    expect(found?.message).toContain('50000×50000 matrix needs 10,000 MB')
    expect(found?.hint).toBe('Give it fewer rows or columns.')
  })

  test('what does not fit says what is taken, by whom, and what to make smaller', () => {
    const count = 200
    const names = Array.from({ length: count }, (_, i) => `m${i}`)
    const nodes = {
      tiny: ['number', {}] as const,
      A: ['random', { rows: 100, cols: 100, low: -0.01, high: 0.01 }] as const,
      ...Object.fromEntries(names.map((name) => [name, 'matmul'])),
    }
    const wires = names.flatMap((name, i) => [
      `A.out > ${name}.a`,
      `${i === 0 ? 'A' : `m${i - 1}`}.out > ${name}.b`,
    ])
    const found = compile(graphOf(nodes, wires), library, { memoryLimit: 5.12e6 }).problems
    // 128 matrices of 40 kB would be all, and the number has taken 4 bytes of that.
    expect(found.map(({ code, node }) => [code, node])).toEqual([['MEMORY_LIMIT', 'm126']])
    expect(found[0]?.message).toBe(
      'MatMul (m126): a 100×100 matrix needs 40 kB, and 5.1 MB are taken already; all values of a graph together may take 5.1 MB.',
    )
    expect(found[0]?.hint).toBe(
      'Most is taken by Random (A): 100×100, 40 kB; MatMul (m0): 100×100, 40 kB; MatMul (m1): 100×100, 40 kB; and 125 more nodes. ' +
        'Give Random (A), where its shape comes from (100×100), fewer rows or columns.',
    )
  })

  test('a memory keeps its shape', () => {
    const nodes = { X: ['random', { rows: 2, cols: 3 }] as const, memory: 'memory', transpose: 'transpose' }
    const wires = ['X.out > memory.initial', 'memory.value > transpose.in', 'transpose.out > memory.next']
    expect(problemsOf(nodes, wires)).toEqual([['SHAPE_MISMATCH', 'memory', 'next']])
  })

  test('a part that does not fit is told in the words of the block', () => {
    const nodes = {
      A: ['random', { rows: 2, cols: 3 }] as const,
      B: ['random', { rows: 4, cols: 4 }] as const,
      mse: 'mse',
    }
    const { problems } = compile(graphOf(nodes, ['A.out > mse.prediction', 'B.out > mse.target']), library)
    expect(problems[0]?.message).toMatch(/^MSE \(mse\): .*2×3.*4×4|^MSE \(mse\): .*4×4.*2×3/)
  })
})

describe('what does not depend on an error goes on', () => {
  test('the forward pass is shown when the gradient wire is gone', () => {
    const graph = descent()
    const program = compile(
      { ...graph, wires: graph.wires.filter(({ to }) => to.port !== 'gradient') },
      library,
    )
    expect(program.problems.map(({ code, node, port }) => [code, node, port])).toEqual([
      ['INPUT_MISSING', 'sgd', 'gradient'],
    ])
    const session = new Session(program)
    session.look()
    expect(session.loss).toBeCloseTo(0.8492836, 6)
    expect(session.blocked?.code).toBe('INPUT_MISSING')
  })

  test('another training loop still runs', () => {
    const good = descent()
    const rename = (name: string) => `${name}2`
    const nodes = [...good.nodes, ...good.nodes.map((node) => ({ ...node, id: rename(node.id) }))]
    const second = good.wires.map((wire) => ({
      ...wire,
      from: { ...wire.from, node: rename(wire.from.node) },
      to: { ...wire.to, node: rename(wire.to.node) },
    }))
    const program = compile(
      { ...good, nodes, wires: [...good.wires, ...second.filter(({ to }) => to.port !== 'gradient')] },
      library,
    )
    const session = new Session(program)
    expect(session.blocked).toBeNull()
    expect(session.run(10)).toBe(10)
    const [first, other] = session.series
    expect([first?.count, other?.count]).toEqual([10, 0])
  })
})

describe('structure', () => {
  test('several Backwards of one loss share one pass', () => {
    const graph = descent()
    const two = {
      ...graph,
      nodes: [
        ...graph.nodes,
        { id: 'second', type: 'backward', at: [0, 0] as const, params: new Map(), extra: new Map() },
      ],
      wires: [
        ...graph.wires,
        { from: { node: 'mse', port: 'loss' }, to: { node: 'second', port: 'loss' }, extra: new Map() },
        { from: { node: 'matmul', port: 'out' }, to: { node: 'second', port: 'of' }, extra: new Map() },
      ],
    }
    const extra = compile(two, library).operations.length - compile(graph, library).operations.length
    expect(extra).toBe(0)
  })

  test('a use of a value in two places adds up both contributions', () => {
    const nodes = { X: ['matrix', { values: [[3]] }] as const, add: 'multiply', backward: 'backward' }
    const wires = ['X.out > add.a', 'X.out > add.b', 'add.out > backward.loss', 'X.out > backward.of']
    const session = new Session(compile(graphOf(nodes, wires), library))
    session.look()
    expect(session.plan.read('backward.gradient')?.data[0]).toBe(6)
  })

  test('a gradient can be differentiated again', () => {
    const nodes = {
      X: ['matrix', { values: [[3]] }] as const,
      cube: ['power', { exponent: 3 }] as const,
      first: 'backward',
      second: 'backward',
    }
    const wires = [
      'X.out > cube.in',
      'cube.out > first.loss',
      'X.out > first.of',
      'first.gradient > second.loss',
      'X.out > second.of',
    ]
    const program = compile(graphOf(nodes, wires), library)
    expect(program.problems).toEqual([])
    expect(new Session(program).plan.read('second.gradient')?.data[0]).toBeCloseTo(18, 5)
  })

  test('bypass passes the first input on where shapes agree', () => {
    const graph = graphOf(
      { X: ['matrix', { values: [[2, 5]] }], negate: 'negate', square: 'square', turn: 'transpose' },
      ['X.out > negate.in', 'negate.out > square.in', 'X.out > turn.in'],
    )
    const bypass = (id: string) => ({
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === id ? { ...node, bypass: true as const } : node)),
    })
    const session = new Session(compile(bypass('negate'), library))
    expect([...(session.plan.read('negate.out')?.data ?? [])]).toEqual([2, 5])
    expect(compile(bypass('turn'), library).problems).toMatchObject([
      { code: 'SHAPE_MISMATCH', node: 'turn' },
    ])
  })

  test('10,000 nodes in a row overflow nothing', () => {
    const nodes: Record<string, string> = { n0: 'number' }
    const wires: string[] = []
    for (let index = 1; index < 10_000; index += 1) {
      nodes[`n${index}`] = 'negate'
      wires.push(`n${index - 1}.out > n${index}.in`)
    }
    nodes['backward'] = 'backward'
    wires.push('n9999.out > backward.loss', 'n0.out > backward.of')
    const program = compile(graphOf(nodes, wires), library)
    expect(program.problems).toEqual([])
    expect(new Session(program).plan.read('backward.gradient')?.data[0]).toBe(-1)
  })
})
