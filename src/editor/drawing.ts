// A graph as a picture: nodes, wires, frames and notes as SVG that needs nothing else. Pure: the same graph, the same text.
import { type Graph, endText } from '../graph/document.ts'
import type { Library, Role } from '../node.ts'
import { light, line, sans } from '../views/light.ts'
import type { Shown } from '../views/live.ts'
import { type Attributes, type Markup, element, verbatim, words } from '../views/svg.ts'
import { type DrawnNode, drawNode, layOut } from './drawn-node.ts'
import { type FrameColour, frameBoxes, frameColour } from './frame-boxes.ts'
import { type Side, portOf, portsOf } from './ports.ts'
import type { Box } from './ground.ts'
import { Router } from './router.ts'
import { goesBack, plain, stub } from './routing.ts'
import type { Shape } from './shape.ts'
import { grouped } from './sets.ts'
import { socketOf, spotOf } from './spots.ts'
import { fitted, wrapped } from './text-lines.ts'
import { drawnWires } from './wire-state.ts'

export interface Scene {
  readonly graph: Graph
  readonly library: Library
  /** Of outputs, by "id.port". */
  readonly shapes: ReadonlyMap<string, Shape>
  /** What the nodes show. */
  readonly shown: Shown
  /** A text that the picture carries along. */
  readonly metadata: { readonly attributes: Attributes; readonly content: string } | null
}

export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const margin = 32
const heading = 48
/** Beyond so many pairs of wires and nodes wires no longer go around: it would take seconds. */
const mostPairs = 400_000

const boxOf = ({ at: [x, y], face: { width, height } }: DrawnNode): Box => ({ x, y, width, height })

function around(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  if (left > right) return { x: 0, y: 0, width: 320, height: 80 }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

const grown = ({ x, y, width, height }: Box, by: number, above = by): Box => ({
  ...{ x: x - by, y: y - above, width: width + 2 * by, height: height + by + above },
})

/** Wires as paths in the colours of what they carry, and how far they reach. */
function drawWires({ graph, library }: Scene, nodes: ReadonlyMap<string, DrawnNode>) {
  const router = new Router()
  for (const [id, { at, face, ports }] of nodes) router.put(spotOf(id, at, face, ports))
  const end = (side: Side, node: string, port: string) => {
    const drawn = nodes.get(node)
    return drawn ? socketOf(node, drawn.at, drawn.face, drawn.ports, side, port) : null
  }
  const wires = drawnWires(graph, library)
  const direct = wires.length * nodes.size > mostPairs
  const reach: Box[] = []
  const paths = new Map<string, string>()
  const looks = new Map<string, Attributes>()
  for (const { key, wire, fault, ...has } of wires) {
    const from = has.from ? end('output', wire.from.node, wire.from.port) : null
    const to = has.to ? end('input', wire.to.node, wire.to.port) : null
    const target = nodes.get(wire.to.node)
    const next = (target && portOf(target.ports, 'input', wire.to.port)?.next) ?? false
    const source = nodes.get(wire.from.node)
    const role: Role = (source && portOf(source.ports, 'output', wire.from.port)?.role) ?? 'value'
    const stroke = fault === null ? light[next ? 'memory' : role] : light.error
    const isBack = from !== null && to !== null && goesBack(from.at, to.at, next)
    const dashes = fault === null ? (isBack && next ? '7 4' : null) : '3 5'
    looks.set(key, { stroke, 'stroke-dasharray': dashes })
    if (from && to) {
      paths.set(key, plain(from.at, to.at, next))
      if (!direct) router.lead({ key, from, to, feedsBack: next })
    } else if (from) paths.set(key, stub(from.at, 1))
    else if (to) paths.set(key, stub(to.at, -1))
  }
  while (!router.isDone) router.next()
  for (const key of paths.keys()) {
    const path = router.pathOf(key)
    if (path === null) continue
    paths.set(key, path)
    reach.push(...cornersOf(path))
  }
  const lines = [...paths].map(([key, d]) => element('path', { d, ...looks.get(key) }))
  const look = { fill: 'none', 'stroke-width': 2, 'stroke-linecap': 'round' }
  return { drawn: element('g', look, ...lines), reach }
}

/** The points that a path of absolute places goes through, as boxes without extent. */
const cornersOf = (path: string): Box[] =>
  [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
    width: 0,
    height: 0,
  }))

const frameLooks: Readonly<Record<FrameColour, readonly [string, string]>> = {
  blue: [light.value, light.valueSoft],
  orange: [light.gradient, light.gradientSoft],
  green: [light.memory, light.memorySoft],
  purple: [light.accent, light.accentSoft],
  red: [light.error, light.errorSoft],
  grey: [light.lineStrong, light.ground],
}

function drawFrames({ graph }: Scene, nodes: ReadonlyMap<string, DrawnNode>) {
  const boxOfNode = (id: string) => {
    const drawn = nodes.get(id)
    return drawn && boxOf(drawn)
  }
  return frameBoxes(graph.frames, boxOfNode).map(({ frame, box }) => {
    const [stroke, fill] = frameLooks[frameColour(frame)]
    const name = fitted(frame.title, box.width - 24, 14, 'bold')
    const rect = element('rect', { ...box, rx: 10, fill, stroke })
    const text = line(box.x + 12, box.y + 24, name, { fill: stroke, 'font-size': 14, 'font-weight': 600 })
    return { box, drawn: element('g', {}, rect, text) }
  })
}

const noteLine = 18

function drawNotes({ graph }: Scene) {
  return graph.notes.flatMap(({ at, size, text, raw }) => {
    if (raw !== undefined) return []
    const [x = 0, y = 0] = at.map((each) => Math.min(Math.max(each, -1e5), 1e5))
    const [width = 0, height = 0] = size.map((each) => Math.min(Math.max(each, 40), 4000))
    const lines = wrapped(text, width - 24, 13, Math.max(1, Math.floor((height - 16) / noteLine)))
    const paper = element('rect', { x, y, width, height, rx: 6, fill: light.warningSoft, stroke: light.line })
    const written = lines.map((each, i) => line(x + 12, y + 22 + i * noteLine, each, { 'font-size': 13 }))
    return [{ box: { x, y, width, height }, drawn: element('g', {}, paper, ...written) }]
  })
}

/** The whole picture; colours are the light ones, so that it can be printed. */
export function drawGraph(scene: Scene): Drawing {
  const { graph, library, shown, metadata } = scene
  const touching = grouped(graph.wires, ({ from, to }) => [from.node, to.node])
  const nodes = new Map(
    graph.nodes.map((node) => {
      const definition = library.get(node.type)?.definition
      return [node.id, layOut(node, definition, portsOf(node, definition, touching.get(node.id) ?? []))]
    }),
  )
  const wires = drawWires(scene, nodes)
  const frames = drawFrames(scene, nodes)
  const notes = drawNotes(scene)
  const whole = around([
    ...[...nodes.values()].map(boxOf),
    ...[...frames, ...notes].map(({ box }) => box),
    ...wires.reach,
  ])
  const { x, y, width, height } = grown(whole, margin, margin + heading)
  const shapeOf = shapesIn(scene)
  const faces = [...nodes.values()].map((drawn) =>
    drawNode(drawn, ({ side, name }) => shapeOf(drawn.node.id, side, name), shown),
  )
  const below = shown.iteration > 0 ? ` · iteration ${shown.iteration}` : ''
  const title = [
    line(x + margin, y + 38, fitted(graph.title, width - 2 * margin, 20, 'bold'), {
      'font-size': 20,
      'font-weight': 650,
    }),
    line(x + margin, y + 58, `Gradloom${below}`, { fill: light.inkFaint }),
  ]
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    ...{ width, height, viewBox: `${x} ${y} ${width} ${height}`, role: 'img', 'font-family': sans },
  }
  const content: Markup[] = [
    element('title', {}, words(graph.title)),
    ...(metadata ? [element('metadata', metadata.attributes, verbatim(metadata.content))] : []),
    element('rect', { x, y, width, height, fill: light.surface }),
    ...title,
    ...[...frames, ...notes].map(({ drawn }) => drawn),
    wires.drawn,
    ...faces,
  ]
  return { svg: `${element('svg', root, ...content).markup}\n`, width, height }
}

/** Of an output, or of what is wired into an input. */
function shapesIn({ graph, shapes }: Scene) {
  const sources = new Map(graph.wires.map(({ from, to }) => [endText(to), endText(from)]))
  return (node: string, side: Side, port: string): Shape | undefined => {
    const own = endText({ node, port })
    return shapes.get(side === 'output' ? own : (sources.get(own) ?? ''))
  }
}
