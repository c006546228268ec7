// Every gradient rule against central differences in float64, twice, and wrong rules, which must be caught.
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/graph/problem.ts'
import { library } from '../../src/library.ts'
import type { NodeDefinition, NodeKind, Op, Ref } from '../../src/node.ts'
import { compiled, toRows, valueOf, withChanged } from './bench.ts'
import { draw } from './draw.ts'
import { differences, differentiable, slope, worst, type AnySample } from './slope.ts'

type Gradient = NonNullable<NodeDefinition['gradient']>
type Rule = NonNullable<Gradient[string]>

const tolerance = 1e-6
const draws = 20
const kinds = [...library.values()].filter(({ definition }) => definition.samples)

/** Every sample of a node with every input that it is differentiable in, and how many draws make 20 in all. */
function cases(kind: NodeKind) {
  const samples: readonly AnySample[] = kind.definition.samples ?? []
  return samples.flatMap((sample) => {
    const count = Math.ceil(draws / samples.length)
    return differentiable(kind, sample).map((port) => ({ sample, port, count }))
  })
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

const isError = ({ severity }: Problem): boolean => severity === 'error'

/** The error of the first derivative by one input at its worst. */
function errorOf(kind: NodeKind, sample: AnySample, port: string, count: number, from = library): number {
  const { program, pointAt } = slope(kind, sample, { of: port }, from)
  const problem = program.problems.find(isError)
  if (problem) throw new Error(problem.message)
  const question = { loss: 'loss.out', of: `${port}.out`, gradient: 'backward.gradient' }
  return Math.max(...seeds(count).map((seed) => worst(program, question, pointAt(seed))))
}

describe.each(kinds)('the gradient of $type', (kind) => {
  test.each(cases(kind))('by $port agrees with central differences: sample %#', ({ sample, port, count }) => {
    expect(errorOf(kind, sample, port, count)).toBeLessThan(tolerance)
  })

  test.each(cases(kind))('by $port has gradients that agree as well: sample %#', ({ sample, port }) => {
    for (const again of differentiable(kind, sample)) {
      const { program, pointAt } = slope(kind, sample, { of: port, again })
      const question = { loss: 'loss2.out', of: `${again}.out`, gradient: 'backward2.gradient' }
      const errors = program.problems.filter(isError)
      const constant = errors.length > 0
      if (constant) expect(errors.map(({ code }) => code)).toEqual(['NO_GRADIENT_PATH'])
      for (const seed of seeds(3)) {
        const point = pointAt(seed)
        if (constant)
          expect(Math.max(...differences(program, question.loss, question.of, point))).toBeLessThan(tolerance)
        else expect(worst(program, question, point)).toBeLessThan(10 * tolerance)
      }
    }
  })
})

const sabotages: Readonly<Record<string, (right: Ref, op: Op, g: Ref) => Ref>> = {
  'a factor of 1.01': (right, op) => op('scale', right, { factor: 1.01 }),
  'the wrong sign': (right, op) => op('negate', right),
  'rows and columns swapped': (right, op) => op('transpose', right),
  'a term too many': (right, op) => op('add', right, op('fill', right, { value: 0.01 })),
}

/** What changes nothing because the right answer is zero, or a multiple of the identity. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  'a factor of 1.01': ['sign', 'round'],
  'the wrong sign': ['sign', 'round'],
  'rows and columns swapped': ['trace'],
}

describe.each(Object.entries(sabotages))('with %s', (name, sabotage) => {
  const rules = kinds.flatMap((kind) =>
    Object.keys(kind.definition.gradient ?? {}).map((port) => ({ kind, port, type: kind.type })),
  )
  const harmful = rules.filter(({ type }) => !harmless[name]?.includes(type))

  test.each(harmful)('the rule of $type by $port is caught', ({ kind, port, type }) => {
    const { gradient = {}, samples = [] } = kind.definition
    const right = gradient[port]
    if (!right) throw new Error('no rule')
    const wrong: Rule = (values, op) => sabotage(right(values, op), op, values.g)
    const broken = withChanged(type, { gradient: { ...gradient, [port]: wrong } })
    const error = () =>
      Math.max(...samples.map((sample) => errorOf({ ...kind, type: 'changed' }, sample, port, 1, broken)))
    let caught: boolean
    try {
      caught = error() > tolerance
    } catch {
      caught = true
    }
    expect(caught).toBe(true)
  })
})

describe.each(['add', 'subtract', 'multiply', 'divide', 'matmul'])(
  '%s with one matrix at both inputs',
  (type) => {
    const bench = (kind = type, from = library) =>
      compiled(
        [
          ['x', 'matrix', { values: toRows(draw({ rows: 3, cols: 3 }, 1)) }],
          ['weights', 'matrix', { values: toRows(draw({ rows: 3, cols: 3 }, 2)) }],
          ...([
            ['node', kind],
            ['product', 'multiply'],
            ['loss', 'sum'],
            ['backward', 'backward'],
          ] as const),
        ],
        [
          ...(['x.out node.a', 'x.out node.b', 'node.out product.a', 'weights.out product.b'] as const),
          ...(['product.out loss.in', 'loss.out backward.loss', 'x.out backward.of'] as const),
        ],
        from,
      )
    const question = { loss: 'loss.out', of: 'x.out', gradient: 'backward.gradient' }
    const point = new Map([['x.out', valueOf(bench(), 'x.out', 'double')]])

    test('adds up the gradients of both', () => {
      expect(worst(bench(), question, point)).toBeLessThan(tolerance)
    })

    test.each(['a', 'b'])('is caught when the term of %s is dropped', (port) => {
      const { [port]: dropped, ...rest } = library.get(type)?.definition.gradient ?? {}
      expect(dropped).toBeTruthy()
      const broken = bench('changed', withChanged(type, { gradient: rest }))
      expect(worst(broken, question, point)).toBeGreaterThan(tolerance)
    })
  },
)

describe('the gradient', () => {
  const through = (type: string, values: number[][], params = {}) =>
    compiled(
      [
        ['x', 'matrix', { values }],
        ['node', type, params],
        ['loss', 'sum'],
        ['down', 'negate'],
        ['backward', 'backward'],
      ],
      [
        'x.out node.in',
        'node.out loss.in',
        'loss.out down.in',
        'down.out backward.loss',
        'x.out backward.of',
      ],
    )

  test.each(['sign', 'round'])('of %s is zero and not an error', (type) => {
    expect(toRows(valueOf(through(type, [[0.3, -2]]), 'backward.gradient'))).toEqual([[0, 0]])
  })

  test.each(['fill', 'count', 'identitylike'])(
    'does not pass through %s, which only looks at shapes',
    (type) => {
      expect(() => through(type, [[0.3, -2]])).toThrow('NO_GRADIENT_PATH')
    },
  )

  // Signs of zero included.
  test.each([
    ['norm', [[0, 0]], [-0, -0]],
    ['abs', [[0, 2]], [-0, -1]],
    ['relu', [[0, -3, 2]], [0, 0, -1]],
    ['sqrt', [[0, 4]], [-Infinity, -0.25]],
    ['trace', [[1]], [-1]],
  ])('of %s is at the kink what PyTorch takes it for', (type, values, expected) => {
    expect([...valueOf(through(type, values), 'backward.gradient').data]).toEqual(expected)
  })

  test('of a power of 0 is 0, even at 0', () => {
    const program = through('power', [[0, 2]], { exponent: 0 })
    expect([...valueOf(program, 'backward.gradient').data]).toEqual([0, 0])
  })
})
