// The graphs that are measured: the flagship's descent at any size, and chains and bundles of cheap nodes.
import { emptyGraph, noFields, type Graph, type Json } from '../src/graph/document.ts'

const node = (
  id: string,
  type: string,
  params: Readonly<Record<string, Json>> = {},
): Graph['nodes'][number] => ({
  id,
  type,
  at: [0, 0],
  params: new Map(Object.entries(params)),
  extra: noFields,
})

/** From "node.port node.port". */
const wire = (text: string): Graph['wires'][number] => {
  const [a = '', b = '', c = '', d = ''] = text.split(/[. ]/)
  return { from: { node: a, port: b }, to: { node: c, port: d }, extra: noFields }
}

/** W·M ≈ I by gradient descent with momentum: the numbers of PyTorch after manual_seed(314). */
export const descent = (n: number, arithmetic: Graph['arithmetic'] = 'separate'): Graph => ({
  ...emptyGraph,
  arithmetic,
  nodes: [
    node('W0', 'random', { rows: n, cols: n, seed: 314 }),
    node('M', 'random', { rows: n, cols: n, seed: 314, skip: n * n }),
    node('identity', 'identity', { size: n }),
    node('sgd', 'sgd', { learningRate: 0.9, momentum: 0.9 }),
    node('matmul', 'matmul'),
    node('mse', 'mse'),
    node('backward', 'backward'),
    node('plot', 'lossplot'),
  ],
  wires: [
    'W0.out sgd.initial',
    'sgd.value matmul.a',
    'M.out matmul.b',
    'matmul.out mse.prediction',
    'identity.out mse.target',
    'mse.loss backward.loss',
    'sgd.value backward.of',
    'backward.gradient sgd.gradient',
    'mse.loss plot.in',
  ].map(wire),
})

/** How the nodes of a grown graph hang together: one after the other, or in branches of ten side by side. */
export type Growth = 'deep' | 'wide'

/** Cheap nodes whose slopes are ±1: however many there are, neither numbers nor gradients explode or vanish. */
const kinds = ['negate', 'add', 'abs', 'subtract', 'negate', 'add', 'abs', 'subtract', 'matmul', 'negate']
const swap = [
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
  [1, 0, 0, 0],
]

/**
 * So many 4×4 nodes between a parameter and its loss, with Backward and SGD. Every ten have a matrix of their own, lest
 * a compiler finds out that branches compute the same.
 */
export function grown(count: number, growth: Growth): Graph {
  const nodes = [
    node('W0', 'random', { rows: 4, cols: 4, seed: 314 }),
    node('swap', 'matrix', { values: swap }),
    node('sgd', 'sgd', { learningRate: 1e-6, momentum: 0.9 }),
    node('target', 'identity', { size: 4 }),
    node('mse', 'mse'),
    node('backward', 'backward'),
    node('plot', 'lossplot'),
  ]
  const wires = ['W0.out sgd.initial', 'target.out mse.target', 'mse.loss backward.loss', 'mse.loss plot.in']
  wires.push('sgd.value backward.of', 'backward.gradient sgd.gradient')
  let last = 'sgd.value'
  let total = ''
  for (let index = 0; index < count; index++) {
    const isJoint = growth === 'wide' && index % 10 === 9 && total !== ''
    const type = isJoint ? 'add' : (kinds[index % 10] ?? '')
    const own = `M${Math.floor(index / 10)}`
    if (index % 10 === 0) nodes.push(node(own, 'random', { rows: 4, cols: 4, seed: 271 + index }))
    const second: Readonly<Record<string, string>> = {
      add: `${own}.out`,
      subtract: `${own}.out`,
      matmul: 'swap.out',
    }
    const other = isJoint ? total : second[type]
    const id = `n${index}`
    nodes.push(node(id, type))
    wires.push(`${last} ${id}.${other === undefined ? 'in' : 'a'}`)
    if (other !== undefined) wires.push(`${other} ${id}.b`)
    last = `${id}.out`
    if (growth === 'deep' || index % 10 !== 9) continue
    total = last
    last = 'sgd.value'
  }
  return {
    ...emptyGraph,
    nodes,
    wires: wires.concat(`${total === '' ? last : total} mse.prediction`).map(wire),
  }
}
