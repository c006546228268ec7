// Nodes against PyTorch 1.13: values and gradients bit for bit where arithmetic is exact, Adam by its steps.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Interpreter } from '../../src/engine/interpreter.ts'
import { compiled, outputOf, valueOf, type Node, type Wire } from './bench.ts'

interface Case {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
  readonly index: number
  readonly inputs: Readonly<Record<string, { rows: number; cols: number; low?: number; high?: number }>>
  readonly weights: readonly [rows: number, cols: number]
  readonly out: readonly number[]
  readonly gradients: Readonly<Record<string, readonly number[]>>
}
interface Run {
  readonly options: {
    readonly lr?: number
    readonly betas?: readonly [number, number]
    readonly eps?: number
  }
  readonly values: Readonly<Record<string, readonly number[]>>
}
const reference = JSON.parse(readFileSync('tests/nodes/reference.json', 'utf8')) as {
  nodes: Case[]
  adam: Run[]
}

/** PyTorch's own exp and its kin, its LAPACK's products and its norm differ from ours in last bits. */
const nearly = new Set(['exp', 'log', 'tanh', 'sigmoid', 'power', 'inverse', 'determinant', 'norm'])

function expectSame(found: ArrayLike<number>, wanted: readonly number[], exactly: boolean): void {
  const rounded = wanted.map(Math.fround)
  if (exactly) return expect(Array.from(found)).toEqual(rounded)
  expect(found.length).toBe(rounded.length)
  const largest = Math.max(...rounded.map(Math.abs))
  for (const [index, x] of rounded.entries())
    expect(Math.abs((found[index] ?? NaN) - x)).toBeLessThanOrEqual(5e-7 * Math.max(largest, 1e-3))
}

describe.each(reference.nodes)(
  '$type $params of $inputs',
  ({ type, params, index, inputs, weights, out, gradients }) => {
    const draw = { low: -2, high: 2 }
    const nodes: Node[] = Object.entries(inputs).map(([port, spec], k): Node => [
      port,
      'random',
      { ...draw, ...spec, seed: 100 * index + k },
    ])
    const [rows, cols] = weights
    const port = type === 'mse' ? 'loss' : 'out'
    nodes.push(['weights', 'random', { ...draw, rows, cols, seed: 100 * index + 99 }])
    nodes.push(['node', type, params], ['product', 'multiply'], ['sum', 'sum'])
    nodes.push(...Object.keys(inputs).map((each): Node => [`by_${each}`, 'backward']))
    const wires: Wire[] = [`node.${port} product.a`, 'weights.out product.b', 'product.out sum.in']
    for (const each of Object.keys(inputs))
      wires.push(`${each}.out node.${each}`, `sum.out by_${each}.loss`, `${each}.out by_${each}.of`)
    const program = compiled(nodes, wires)

    // Down the rows, PyTorch adds in an order of its own: sums that leave one row agree to the last bits only.
    const exact = !nearly.has(type)

    test('has the values of PyTorch', () => {
      expectSame(valueOf(program, `node.${port}`).data, out, exact)
    })

    test.each(Object.entries(gradients))('has the gradient of PyTorch by %s', (each, wanted) => {
      expectSame(valueOf(program, `by_${each}.gradient`).data, wanted, exact)
    })
  },
)

describe.each(reference.adam)('Adam with $options', ({ options, values }) => {
  const { lr = 0.001, betas: [beta1, beta2] = [0.9, 0.999], eps = 1e-8 } = options
  const draw = { rows: 3, cols: 3, low: -2, high: 2 }
  const program = compiled(
    [
      ...([
        ['start', 'random', { ...draw, seed: 1 }],
        ['target', 'random', { ...draw, seed: 2 }],
      ] as const),
      ['adam', 'adam', { learningRate: lr, beta1, beta2, epsilon: eps }],
      ...([
        ['mse', 'mse'],
        ['backward', 'backward'],
      ] as const),
    ],
    [
      ...(['start.out adam.initial', 'adam.value mse.prediction', 'target.out mse.target'] as const),
      ...(['mse.loss backward.loss', 'adam.value backward.of', 'backward.gradient adam.gradient'] as const),
    ],
  )

  test('takes the steps of PyTorch', () => {
    const run = new Interpreter(program)
    const last = Math.max(...Object.keys(values).map(Number))
    for (; run.iteration <= last; run.advance()) {
      const wanted = values[run.iteration]
      const found = run.values.get(outputOf(program, 'adam.value'))?.data
      if (wanted)
        wanted.forEach((x, index) => expect(Math.abs((found?.[index] ?? NaN) - x)).toBeLessThan(1e-6))
    }
  })
})
