// The machine against the plan in JavaScript: the same bits, for every kernel, for random graphs, wherever it stops.
import { describe, expect, test, vi } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { type Executor, bestExecutor } from '../../src/engine/executor.ts'
import { operandPorts } from '../../src/engine/machine.ts'
import { Session, type SessionOptions } from '../../src/engine/session.ts'
import type { Graph } from '../../src/graph/document.ts'
import type { Kernel } from '../../src/kernel.ts'
import { library } from '../../src/library.ts'
import type { NodeDefinition } from '../../src/node.ts'
import { descent, graphOf } from './building.ts'
import { few, many, randomGraph } from './random-graphs.ts'

const executors: readonly Executor[] = ['js', 'wasm']

/** A NaN is a NaN, whatever its bits. */
const bitsOf = (numbers: Float32Array): string => {
  const bits = new Uint32Array(numbers.slice().buffer)
  numbers.forEach((number, index) => {
    if (Number.isNaN(number)) bits[index] = 0x7fc00000
  })
  return Buffer.from(bits.buffer).toString('base64')
}

/** All that a run leaves behind, as text. */
function traces(session: Session): Record<string, string> {
  session.plan.lookAtEverything()
  session.look()
  const found: Record<string, string> = {
    iteration: String(session.iteration),
    stopped: JSON.stringify(session.stopped),
  }
  session.series.forEach(({ values }, index) => (found[`series ${index}`] = bitsOf(values)))
  for (const name of session.program.outputs.keys()) {
    const data = session.plan.read(name)?.data
    if (data) found[name] = bitsOf(Float32Array.from(data))
  }
  return found
}

/** The traces of both executors after stretches of so many iterations. */
function both(graph: Graph, stretches: readonly number[], options: SessionOptions = {}) {
  const program = compile(graph, library)
  const errors = program.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return executors.map((executor) => {
    const session = new Session(program, { ...options, executor })
    // Short runs would do without.
    const { machine } = session.plan
    expect(machine === null).toBe(executor === 'js')
    const completed = vi.spyOn(machine ?? { run: () => 0 }, 'run')
    const found = stretches.map((count) => {
      const done = session.run(count)
      return { done, ...traces(session) }
    })
    // What JavaScript computed in its place would prove nothing.
    const byItself = completed.mock.results.reduce((sum, { value }) => sum + Number(value), 0)
    expect(byItself).toBe(executor === 'wasm' ? session.iteration : 0)
    return found
  })
}

function differing(graph: Graph, stretches: readonly number[]): string[] {
  const [ours = [], theirs = []]: Record<string, unknown>[][] = both(graph, stretches)
  return ours.flatMap((trace, index) =>
    Object.entries(trace).flatMap(([name, text]) =>
      text === theirs[index]?.[name] ? [] : [`${name} in stretch ${index}`],
    ),
  )
}

test('is there', () => {
  expect(bestExecutor()).toBe('wasm')
})

describe('2,000 random graphs run to the bits of JavaScript', () => {
  test.each([
    ['small matrices', 0, 1500, few],
    ['larger ones', 1500, 500, many],
  ])('%s', (_, first, count, sizes) => {
    const wrong = Array.from({ length: count }, (_, index) => first + index).flatMap((seed) =>
      differing(randomGraph(seed, false, sizes).graph, [1, 5]).map((place) => `seed ${seed}: ${place}`),
    )
    expect(wrong).toEqual([])
  })
})

test('graphs that are more than one function run to the bits of JavaScript', () => {
  const wrong = Array.from({ length: 40 }, (_, index) => 5000 + index).flatMap((seed) =>
    differing(randomGraph(seed, false, few, 1000).graph, [1, 20]).map((place) => `seed ${seed}: ${place}`),
  )
  expect(wrong).toEqual([])
})

type Size = readonly [rows: number, cols: number]
const sizes: readonly Size[] = [
  ...([1, 2, 3, 4, 7, 8, 9, 16, 31] as const).map((n): Size => [n, n]),
  ...([
    [1, 4],
    [5, 1],
    [1, 37],
    [40, 1],
    [3, 5],
    [7, 9],
    [33, 18],
    [6, 70],
  ] as const),
]

/** The shapes of operands that go with one of this size. */
function operandsFor(kernel: Kernel, [rows, cols]: Size): Size[][] {
  if (kernel.does === 'time') return [[]]
  if (kernel.does === 'product')
    return [
      [
        [rows, cols],
        [cols, rows],
      ],
      [
        [rows, cols],
        [cols, 3],
      ],
    ]
  if (kernel.does === 'trace') return rows === cols ? [[[rows, cols]]] : []
  if (kernel.does !== 'binary') return [[[rows, cols]]]
  const others: Size[] = [
    [rows, cols],
    [1, 1],
    [1, cols],
    [rows, 1],
  ]
  return others.flatMap((other): Size[][] =>
    kernel.by === 'gate'
      ? [[[rows, cols], other]]
      : [
          [[rows, cols], other],
          [other, [rows, cols]],
        ],
  )
}

/** Memories with changing numbers at the ports of a node, and a loss that depends on all that comes out. */
function around(
  type: string,
  ports: readonly string[],
  shapes: readonly Size[],
  extra: readonly Size[],
): Graph {
  const nodes: Record<string, readonly [string, Record<string, number>]> = {
    node: [type, {}],
    total: ['sum', {}],
    plot: ['lossplot', {}],
  }
  const wires = ['node.out > total.in', 'total.out > plot.in']
  const all = [...shapes, ...extra]
  all.forEach(([rows, cols], index) => {
    nodes[`start${index}`] = ['random', { rows, cols, seed: index, low: -1.5, high: 1.5 }]
    nodes[`memory${index}`] = ['memory', {}]
    nodes[`next${index}`] = ['scale', { factor: -0.97 }]
    wires.push(`start${index}.out > memory${index}.initial`, `memory${index}.value > next${index}.in`)
    wires.push(`next${index}.out > memory${index}.next`, `memory${index}.value > node.${ports[index] ?? ''}`)
  })
  return graphOf(nodes, wires)
}

/** The node with other parameters where it has any: one graph for each. */
function variantsOf(definition: NodeDefinition): Record<string, string | number>[] {
  const choices = Object.entries(definition.params).flatMap(
    ([name, param]): Record<string, string | number>[] => {
      if (param.control === 'choice') return param.options.map((option) => ({ [name]: option }))
      if (name === 'exponent') return [-1.5, -1, -0.5, 0, 0.5, 1, 2, 3, 4, 2.3].map((p) => ({ [name]: p }))
      if (name === 'decimals') return [-1, 0, 1, 3].map((p) => ({ [name]: p }))
      return [{ [name]: 1.7 }]
    },
  )
  return choices.length > 0 ? choices : [{}]
}

describe('every kernel runs to the bits of JavaScript', () => {
  const kinds = [...library].filter(([, { definition }]) => definition.kernel)

  test('nearly every node that computes has one', () => {
    const without = [...library]
      .filter(([, { definition }]) => definition.run && !definition.kernel)
      .map(([type]) => type)
      .sort()
    expect(without).toEqual([
      'cofactors',
      'count',
      'determinant',
      'diagonal',
      'fill',
      'identity',
      'identitylike',
      'inverse',
      'matrix',
      'number',
      'random',
    ])
  })

  test.each(kinds)('%s', (type, { definition }) => {
    const wrong: string[] = []
    for (const params of variantsOf(definition))
      for (const size of sizes) {
        const kernel = definition.kernel?.(params)
        if (!kernel) throw new Error('it has no kernel for these parameters')
        for (const shapes of operandsFor(kernel, size))
          for (const arithmetic of ['separate', 'fused'] as const) {
            const like: Size[] = kernel.does === 'sumTo' || kernel.does === 'unary' ? [[1, size[1]]] : []
            const extra = definition.inputs['like']
              ? type === 'broadcast'
                ? [[9, size[1]] as Size]
                : like
              : []
            if (type === 'broadcast' && size[0] !== 1) continue
            const ports = [...operandPorts(kernel), 'like']
            const built = around(type, ports, shapes, extra)
            const nodes = built.nodes.map((node) =>
              node.id === 'node' ? { ...node, params: new Map(Object.entries(params)) } : node,
            )
            const places = differing({ ...built, nodes, arithmetic }, [1, 2])
            if (places.length > 0)
              wrong.push(`${JSON.stringify([params, shapes, arithmetic])}: ${places.join(', ')}`)
          }
      }
    expect(wrong).toEqual([])
  })
})

test('a hundred edits and looks at the past need no more than a few blocks of memory', () => {
  const { Memory } = WebAssembly
  let made = 0
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor)
      made += 1
    }
  }
  try {
    const programOf = (momentum: number) => compile(descent({ momentum }), library)
    const session = new Session(programOf(0.9), { executor: 'wasm', historyBudget: 1e6 })
    for (let edit = 1; edit <= 100; edit += 1) {
      session.run(50)
      session.replace(programOf(0.9 - edit / 200))
      expect(session.seek(edit * 25)).toBe(true)
      session.seek(edit * 50)
    }
    expect(session.executor).toBe('wasm')
    expect(made).toBeLessThan(8)
  } finally {
    WebAssembly.Memory = Memory
  }
})
