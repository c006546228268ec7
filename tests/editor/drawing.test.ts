// Pictures of graphs: whatever the texts in a file are, the elements and attributes of its picture are ours.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawGraph } from '../../src/editor/drawing.ts'
import { fitted, wrapped } from '../../src/editor/text-lines.ts'
import { textWidth } from '../../src/editor/text-width.ts'
import { fileIn } from '../../src/export/in-picture.ts'
import { metadataOf } from '../../src/export/svg.ts'
import { type Graph, emptyGraph, noFields } from '../../src/graph/document.ts'
import { load } from '../../src/graph/load.ts'
import { save } from '../../src/graph/save.ts'
import { library } from '../../src/library.ts'
import type { Shown } from '../../src/views/live.ts'
import { light } from '../../src/views/light.ts'
import { graphs } from '../graph/random-graphs.ts'
import { payloads } from './payloads.ts'

const nothing: Shown = {
  iteration: 0,
  values: new Map(),
  pictures: new Map(),
  curves: new Map(),
  kept: new Map(),
}
const picture = (graph: Graph, shown = nothing): string =>
  drawGraph({ graph, library, shapes: new Map(), shown, metadata: metadataOf(save(graph)) }).svg

const ours: Readonly<Record<string, readonly string[]>> = {
  svg: ['xmlns', 'width', 'height', 'viewBox', 'role', 'font-family'],
  title: [],
  metadata: ['id', 'data-encoding', 'data-bytes', 'data-crc32'],
  g: ['transform', 'fill', 'stroke-width', 'stroke-linecap', 'shape-rendering'],
  rect: ['x', 'y', 'width', 'height', 'rx', 'fill', 'stroke', 'stroke-dasharray'],
  path: ['d', 'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin'],
  circle: ['cx', 'cy', 'r', 'fill', 'stroke', 'stroke-width'],
  text: ['x', 'y', 'fill', 'font-size', 'font-weight', 'text-anchor', 'text-decoration'],
}

/** What stands in a picture that we did not write; read by grammar, for every < and quote must be ours. */
function strangers(svg: string): string[] {
  const rest = svg.replace(/<\/?(\w+)((?: [\w-]+="[^"<>]*")*)\/?>/g, (whole, name: string, given: string) => {
    const attributes = [...given.matchAll(/ ([\w-]+)="/g)].map(([, key]) => key ?? '')
    const known = Object.hasOwn(ours, name) && attributes.every((key) => ours[name]?.includes(key))
    return known ? '' : whole.replace('<', '\u2039'.concat('<'))
  })
  return rest.match(/<[^]{0,40}|&(?!amp;|lt;|gt;|quot;|apos;|#13;)/g) ?? []
}

test('strangers are found', () => {
  for (const markup of [
    '<script>',
    '<svg onload="1"/>',
    '<g><a href="x"/></g>',
    '<text x="1" &lt;>',
    '&x;',
    '<!-- -->',
  ])
    expect(strangers(markup), markup).not.toEqual([])
  expect(strangers('<svg width="1"><g><text x="1">&lt;</text></g></svg>')).toEqual([])
})

/** A text wherever a file has one. */
const graphOf = (text: string): Graph => ({
  ...emptyGraph,
  title: text,
  about: text,
  nodes: [
    { id: 'a', type: 'matrix', title: text, at: [0, 0], params: noFields, extra: noFields },
    { id: 'b', type: text, at: [400, 0], params: noFields, extra: noFields },
    { id: 'c', type: 'assert', at: [800, 0], params: new Map([['message', text]]), extra: noFields },
  ],
  wires: [
    { from: { node: 'a', port: text }, to: { node: 'b', port: text }, label: text, extra: noFields },
    { from: { node: 'a', port: 'out' }, to: { node: 'b', port: text }, label: text, extra: noFields },
  ],
  frames: [{ id: 'f', title: text, around: ['a'], color: text, extra: noFields }],
  notes: [{ id: 'n', at: [0, 300], size: [240, 120], text, extra: noFields }],
})

test.each(payloads)('nothing of %s becomes an element or an attribute', (payload) => {
  const svg = picture(graphOf(payload))
  expect(strangers(svg)).toEqual([])
  for (const [, colour] of svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g))
    expect(colour).toMatch(/^(#[\da-f]{6}|none)$/)
  expect(fileIn(svg)).toEqual(new TextEncoder().encode(save(graphOf(payload))))
})

test('a picture of any graph is ours, bounded, without a number that is none, and holds the graph', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const drawing = drawGraph({
        graph,
        library,
        shapes: new Map(),
        shown: nothing,
        metadata: metadataOf(save(graph)),
      })
      expect(strangers(drawing.svg)).toEqual([])
      expect(drawing.svg.replace(/<metadata[^]*<\/metadata>|<(text|title)[^]*?<\/\1>/g, '')).not.toMatch(
        /NaN|Infinity|undefined/,
      )
      expect(Math.max(drawing.width, drawing.height)).toBeLessThan(500_000)
      expect(fileIn(drawing.svg)).toEqual(new TextEncoder().encode(save(graph)))
    }),
    { seed: 6, numRuns: 100 },
  )
})

describe('the flagship', () => {
  const { graph } = load(readFileSync('graphs/matrix-inverse.json', 'utf8'))
  if (!graph) throw new Error('it cannot be read')

  test('shows titles, types, parameters, wires and frames', () => {
    const svg = picture(graph)
    for (const text of ['W₀', 'Random', 'learning rate', '>0.9<', 'How far is W · M from I?'])
      expect(svg).toContain(text)
    expect(svg.match(/stroke-linecap[^]*?<\/g>/)?.[0].match(/<path/g)).toHaveLength(graph.wires.length)
    expect(svg).toContain(light.memory)
  })

  test('shows what its nodes show', () => {
    const matrix = { rows: 2, cols: 2, data: Float32Array.of(1, -0.5, NaN, 0.25) }
    const x = Float64Array.of(0, 1, 2)
    const shown: Shown = {
      ...nothing,
      iteration: 42,
      pictures: new Map([['heatmap', { kind: 'heatmap', matrix, range: null, decimals: 2 }]]),
      curves: new Map([
        ['plot', [{ from: 'mse.loss', label: '<b>', count: 3, x, y: Float32Array.of(1, 0.1, Infinity) }]],
      ]),
    }
    const ids = graph.nodes.map(({ id }) => id)
    expect(ids).toContain('plot')
    const svg = picture(graph, shown)
    expect(svg).toContain('iteration 42')
    expect(svg).toContain('&lt;b&gt;')
    expect(strangers(svg)).toEqual([])
  })

  test('the same graph is the same text', () => {
    expect(picture(graph)).toBe(picture(structuredClone(graph)))
  })
})

test('thousands of nodes are drawn', () => {
  const nodes = Array.from({ length: 3000 }, (_, i) => ({
    ...{ id: `n${i}`, type: 'exp', at: [(i % 50) * 300, Math.floor(i / 50) * 200] as const },
    ...{ params: noFields, extra: noFields },
  }))
  const wires = nodes.slice(1).map(({ id }, i) => ({
    ...{ from: { node: `n${i}`, port: 'out' }, to: { node: id, port: 'in' }, extra: noFields },
  }))
  expect(picture({ ...emptyGraph, nodes, wires }).match(/<circle/g)?.length).toBe(6000)
})

test('the light colours are those of the page', () => {
  const css = readFileSync('src/app/theme.css', 'utf8')
  const root = css.slice(0, css.indexOf('@media'))
  for (const [name, colour] of Object.entries(light)) {
    const property = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    expect(root).toContain(`--${property}: ${colour};`)
  }
})

test('lines of text keep within their width and lose no word before the last line', () => {
  const text = 'The quick brown fox jumps over the lazy dog and an unbreakablewordthatislongerthanaline'
  for (const width of [60, 120, 300]) {
    const lines = wrapped(text, width, 12, 30)
    for (const line of lines) expect(textWidth(line, 12), line).toBeLessThanOrEqual(width)
    expect(lines[0]?.split(' ')).toEqual(text.split(' ').slice(0, lines[0]?.split(' ').length))
  }
  expect(wrapped(text, 400, 12, 30).join(' ')).toBe(text)
  expect(wrapped('a\n\nb', 100, 12, 5)).toEqual(['a', '', 'b'])
  expect(wrapped('', 100, 12, 5)).toEqual([''])
  expect(fitted('whole', 100, 12)).toBe('whole')
  expect(fitted('x'.repeat(1e6), 100, 12).endsWith('…')).toBe(true)
})
