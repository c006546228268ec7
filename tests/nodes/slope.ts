// The slope bench: a node with some output becomes a loss of one number, and its gradients meet central differences.
import { compile } from '../../src/engine/compile.ts'
import type { Program } from '../../src/engine/program.ts'
import { library as everything } from '../../src/library.ts'
import { isMismatch, type Library, type NodeDefinition, type NodeKind, type Sample } from '../../src/node.ts'
import { sameShape, type Matrix, type Shape } from '../../src/numeric/matrix.ts'
import { graphOf, outputOf, settings, toRows, valueOf, type Node, type Wire } from './bench.ts'
import { draw } from './draw.ts'

export type AnySample = Sample<NodeDefinition['inputs'], NodeDefinition['params']>

/** Values by output on the canvas, in float64. */
type Point = ReadonlyMap<string, Matrix>

/** Which loss is differentiated with respect to what, and where the answer of the rules is read. */
export interface Question {
  readonly loss: string
  readonly of: string
  readonly gradient: string
}

const step = Math.cbrt(Number.EPSILON)

const read = (program: Program, end: string, point: Point): Matrix =>
  valueOf(
    program,
    end,
    'double',
    new Map([...point].map(([from, found]) => [outputOf(program, from), found])),
  )

/** Central differences of a loss when `of` is moved, one number at a time. */
export function differences(program: Program, loss: string, of: string, point: Point): Float64Array {
  const here = point.get(of)
  if (!here) throw new Error(`${of} is not given`)
  const lossAt = (index: number, x: number): number => {
    const data = Float64Array.from(here.data)
    data[index] = x
    return read(program, loss, new Map([...point, [of, { ...here, data }]])).data[0] ?? NaN
  }
  return Float64Array.from(here.data, (x, index) => {
    const h = step * Math.max(1, Math.abs(x))
    return (lossAt(index, x + h) - lossAt(index, x - h)) / (x + h - (x - h))
  })
}

/** |a − d| / max(1, |a|, |d|) at its worst; infinite where the gradient has not even the right shape. */
export function worst(program: Program, { loss, of, gradient }: Question, point: Point): number {
  const answer = read(program, gradient, point)
  const here = point.get(of)
  if (!here || !sameShape(answer, here)) return Infinity
  const found = differences(program, loss, of, point)
  return Float64Array.from(answer.data).reduce((most, a, index) => {
    const d = found[index] ?? NaN
    const error = Math.abs(a - d) / Math.max(1, Math.abs(a), Math.abs(d))
    return error > most || Number.isNaN(error) ? error : most
  }, 0)
}

/** The inputs of a node that its samples give and that it is differentiable in. */
export const differentiable = ({ definition }: NodeKind, { inputs }: AnySample): string[] =>
  Object.keys(inputs).filter((port) => 'build' in definition || definition.gradient?.[port])

/** The shape of the first output of a node, and its name. */
function outOf(
  { type, definition }: NodeKind,
  { inputs, params }: AnySample,
): { port: string; shape: Shape } {
  const shapes = inputs as Record<string, Shape & readonly Shape[]> // samples give whatever the shape rule asks for
  const made = definition.shape?.(shapes, settings(definition, params))
  const [first] = made && !isMismatch(made) ? Object.entries(made) : []
  if (!first) throw new Error(`the sample of ${type} does not fit`)
  return { port: first[0], shape: first[1] }
}

/**
 * loss = Σ weights · node(inputs) with its gradient by `of`; and loss2 = Σ weights2 · gradient, whose gradient by
 * `again` is a second derivative.
 */
export function slope(
  kind: NodeKind,
  sample: AnySample,
  { of, again }: { readonly of: string; readonly again?: string },
  library: Library = everything,
) {
  const out = outOf(kind, sample)
  const specs = { ...sample.inputs, weights: out.shape, weights2: sample.inputs[of] }
  const pointAt = (seed: number): Map<string, Matrix> => {
    const drawn = Object.entries(specs).flatMap(([id, spec], index): [string, Matrix][] =>
      spec ? [[`${id}.out`, draw(spec, 10 * seed + index)]] : [],
    )
    return new Map(drawn)
  }
  const nodes: Node[] = [...pointAt(1)].map(([end, found]) => [
    end.replace('.out', ''),
    'matrix',
    { values: toRows(found) },
  ])
  nodes.push(
    ['node', kind.type, sample.params],
    ['product', 'multiply'],
    ['loss', 'sum'],
    ['backward', 'backward'],
  )
  const wires: Wire[] = Object.keys(sample.inputs).map((port): Wire => `${port}.out node.${port}`)
  wires.push(`node.${out.port} product.a`, 'weights.out product.b', 'product.out loss.in')
  wires.push('loss.out backward.loss', `${of}.out backward.of`)
  if (again !== undefined) {
    nodes.push(['product2', 'multiply'], ['loss2', 'sum'], ['backward2', 'backward'])
    wires.push('backward.gradient product2.a', 'weights2.out product2.b', 'product2.out loss2.in')
    wires.push('loss2.out backward2.loss', `${again}.out backward2.of`)
  }
  return { program: compile(graphOf(nodes, wires), library), pointAt }
}
