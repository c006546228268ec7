// Faces of nodes: everything has its place, nothing is cut off, and the shipped graphs lie clear.
import { describe, expect, it } from 'vitest'
import { load } from '../../src/graph/load.ts'
import { resolve } from '../../src/graph/resolve.ts'
import { controlHeight } from '../../src/views/metrics.ts'
import { faceOf, faceSize, inputRows, overlaps, portName, socketAt } from '../../src/editor/layout.ts'
import { portsOf } from '../../src/editor/ports.ts'
import { textWidth } from '../../src/editor/text-width.ts'
import { library } from '../../src/library.ts'
import { graphOf, node } from './build.ts'

const kinds = [...library.values()]
const shipped = import.meta.glob<string>('../../graphs/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})

describe.each(kinds.map(({ type, definition }) => [type, definition] as const))('%s', (type, definition) => {
  const plain = node(type, type)
  const ports = portsOf(plain, definition, [])
  const face = faceOf(plain, definition, ports)

  it('stacks its parts without overlap, on whole pixels', () => {
    const parts = [face.formula, face.ports, ...face.params, face.picture].flatMap((part) => part ?? [])
    let bottom = face.header
    for (const { top, height } of parts) {
      expect(top).toBeGreaterThanOrEqual(bottom)
      expect(Number.isInteger(top)).toBe(true)
      bottom = top + height
    }
    expect(face.height).toBeGreaterThan(bottom)
  })

  it('is wide enough for its title and for the ports of every row', () => {
    expect(face.inner).toBeGreaterThanOrEqual(textWidth(definition.title, 14, 'bold'))
    const { inputs, outputs } = ports
    for (let row = 0; row < Math.max(inputs.length, outputs.length); row++) {
      const names = [inputs[row], outputs[row]].flatMap((port) =>
        port ? [textWidth(portName(port), 12)] : [],
      )
      expect(face.width).toBeGreaterThan(names.reduce((a, b) => a + b, 0) + 2 * 44)
    }
  })

  it('gives controls the height that they ask for', () => {
    const { params, inner } = faceOf(plain, definition, ports)
    const { values } = resolve(definition, plain.params)
    for (const { name, param, height, limits } of params) {
      expect(height).toBe(controlHeight(param, values[name] ?? null, inner, limits))
    }
  })

  it('puts inputs on its left edge and outputs on its right, a row each', () => {
    for (const [row, { name }] of inputRows(face, ports).entries()) {
      expect(socketAt(face, ports, 'input', name)).toEqual([0, face.ports.top + 24 * row + 12])
    }
    for (const [row, { name }] of ports.outputs.entries()) {
      expect(socketAt(face, ports, 'output', name)).toEqual([face.width, face.ports.top + 24 * row + 12])
    }
  })

  it('puts an input that overrides a parameter beside its control', () => {
    for (const [name, y] of face.beside) {
      const { top = NaN, height = NaN } = face.params.find((param) => param.name === name) ?? {}
      expect(y).toBeGreaterThan(top)
      expect(y).toBeLessThan(top + height)
      expect(socketAt(face, ports, 'input', name)).toEqual([0, y])
    }
  })
})

describe('faces', () => {
  it('leave out controls without a say', () => {
    const random = library.get('random')?.definition
    const shown = (params: Record<string, string>) => {
      const drawn = node('r', 'random', { params: new Map(Object.entries(params)) })
      return faceOf(drawn, random, portsOf(drawn, random, [])).params.map(({ name }) => name)
    }
    expect(shown({})).toEqual(['rows', 'cols', 'seed', 'skip', 'distribution', 'low', 'high'])
    expect(shown({ distribution: 'normal' }).slice(-2)).toEqual(['mean', 'std'])
  })

  const heatmap = library.get('heatmap')?.definition

  it('grow with a long title, and break it when it is very long', () => {
    const add = library.get('add')?.definition
    const short = faceSize(node('a', 'add'), add)
    const longer = faceSize(node('a', 'add', { title: 'The sum of all that is known' }), add)
    const longest = faceOf(
      node('a', 'add', { title: 'word '.repeat(30) }),
      add,
      portsOf(node('a', 'add'), add, []),
    )
    expect(longer.width).toBeGreaterThan(short.width)
    expect(longest.width).toBeLessThan(400)
    expect(longest.titleLines).toBe(3)
  })

  it('take the size that a look was given, but never less than their controls need', () => {
    const usual = faceSize(node('h', 'heatmap'), heatmap)
    expect(faceSize(node('h', 'heatmap', { size: [600, 700] }), heatmap)).toEqual({ width: 600, height: 700 })
    const least = faceSize(node('h', 'heatmap', { size: [10, 10] }), heatmap)
    expect(least.width).toBeLessThanOrEqual(usual.width)
    expect(least.height).toBeGreaterThan(96)
  })

  it('keep room for the filmstrip of a look that keeps pictures', () => {
    const keeping = node('h', 'heatmap', { params: new Map([['every', 100]]) })
    expect(faceSize(keeping, heatmap).height).toBeGreaterThan(faceSize(node('h', 'heatmap'), heatmap).height)
  })

  it('show a port for each that a wire names where the kind is not known', () => {
    const { nodes, wires } = graphOf([['x', 'mystery']], ['a.out>x.left', 'x.right>b.in', 'x.right>c.in'])
    const { inputs, outputs } = portsOf(nodes[0]!, undefined, wires)
    expect([inputs.map(({ name }) => name), outputs.map(({ name }) => name)]).toEqual([['left'], ['right']])
  })
})

describe('overlaps', () => {
  it('names the pairs that lie on each other', () => {
    const graph = graphOf([
      ['a', 'add', [0, 0]],
      ['b', 'add', [20, 20]],
      ['c', 'add', [600, 0]],
    ])
    expect(overlaps(graph, library)).toEqual([['a', 'b']])
  })

  it.each(Object.entries(shipped))('finds none in %s', (_, text) => {
    const { graph } = load(text)
    expect(graph && overlaps(graph, library)).toEqual([])
  })
})
