// Tidy: every shipped graph laid out by ELK itself, flowing to the right, nothing on anything, frames together.
import { readFileSync, readdirSync } from 'node:fs'
import Elk from 'elkjs/lib/elk.bundled.js'
import { describe, expect, test } from 'vitest'
import { type Layouter, tidied } from '../../src/editor/tidy.ts'
import { faceSize, overlaps } from '../../src/editor/layout.ts'
import { addFrame } from '../../src/graph/annotate.ts'
import { type Graph, emptyGraph } from '../../src/graph/document.ts'
import { moveNodes } from '../../src/graph/edits.ts'
import { load } from '../../src/graph/load.ts'
import { library } from '../../src/library.ts'

const folder = new URL('../../graphs/', import.meta.url)
const shipped = readdirSync(folder).filter((name) => name.endsWith('.json'))
const graphIn = (name: string): Graph => load(readFileSync(new URL(name, folder), 'utf8')).graph ?? emptyGraph

const elk = new Elk()
const layout: Layouter = (graph) => elk.layout(graph)
const all = ({ nodes }: Graph) => new Set(nodes.map(({ id }) => id))
/** As nodes lie that nobody has placed. */
const heaped = (graph: Graph): Graph => moveNodes(graph, new Map(graph.nodes.map(({ id }) => [id, [40, 40]])))

describe.each(shipped)('%s', (name) => {
  const heap = heaped(graphIn(name))

  test('lies on nothing and flows to the right', async () => {
    const graph = moveNodes(heap, await tidied(heap, library, all(heap), layout))
    expect(overlaps(graph, library)).toEqual([])
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
    for (const { from, to } of graph.wires) {
      const [source, target] = [nodes.get(from.node), nodes.get(to.node)]
      if (!source || !target) continue
      const isNext = library.get(target.type)?.definition.inputs[to.port]?.next
      const { width } = faceSize(source, library.get(source.type)?.definition, graph.wires)
      if (!isNext) expect(source.at[0] + width, `${from.node} → ${to.node}`).toBeLessThanOrEqual(target.at[0])
    }
    expect(Math.min(...graph.nodes.map(({ at }) => at[0]))).toBe(40)
  })

  test('comes out the same every time', async () => {
    const first = await tidied(heap, library, all(heap), layout)
    expect(await tidied(heap, library, all(heap), layout)).toEqual(first)
  })
})

test('a frame stays around its own nodes and no others', async () => {
  const heap = heaped(graphIn('matrix-inverse.json'))
  const { graph: framed } = addFrame(heap, { title: 'Loss', around: ['mse', 'matmul'] })
  const graph = moveNodes(framed, await tidied(framed, library, all(framed), layout))
  const boxes = graph.nodes.map((node) => {
    const { width, height } = faceSize(node, library.get(node.type)?.definition, graph.wires)
    return {
      id: node.id,
      left: node.at[0],
      top: node.at[1],
      right: node.at[0] + width,
      bottom: node.at[1] + height,
    }
  })
  const inside = boxes.filter(({ id }) => id === 'mse' || id === 'matmul')
  const [left, top] = [Math.min(...inside.map((box) => box.left)), Math.min(...inside.map((box) => box.top))]
  const [right, bottom] = [
    Math.max(...inside.map((box) => box.right)),
    Math.max(...inside.map((box) => box.bottom)),
  ]
  const strangers = boxes.filter((box) => !inside.includes(box))
  for (const box of strangers)
    expect(box.left < right && left < box.right && box.top < bottom && top < box.bottom, box.id).toBe(false)
})

test('of a selection, the rest stays where it is', async () => {
  const graph = graphIn('matrix-inverse.json')
  const places = await tidied(graph, library, new Set(['mse', 'matmul']), layout)
  expect([...places.keys()].toSorted()).toEqual(['matmul', 'mse'])
})
