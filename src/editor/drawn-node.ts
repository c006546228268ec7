// A node as it is drawn in a picture: what its face shows, without formula and controls, which cannot leave the page.
import type { GraphNode, Point } from '../graph/document.ts'
import type { NodeDefinition } from '../node.ts'
import type { Param, ParamValue } from '../param.ts'
import { light, line } from '../views/light.ts'
import type { Shown } from '../views/live.ts'
import { numbersOf, pictureSize, rowsOf } from '../views/metrics.ts'
import { plain } from '../views/numbers.ts'
import { still } from '../views/still.ts'
import { type Markup, element } from '../views/svg.ts'
import { type Face, faceOf, inputRows, padding, portIndent, portName, socketAt } from './layout.ts'
import { type Port, type Ports, isPlaceholder } from './ports.ts'
import { type Shape, describe } from './shape.ts'
import { fitted, wrapped } from './text-lines.ts'
import { textWidth } from './text-width.ts'
import { bynameOf, titleOf } from './words.ts'

const titleLine = 20
const row = 24
const numberRow = 18
/** Larger matrices are told by their size. */
const mostShown = 8

export interface DrawnNode {
  readonly node: GraphNode
  readonly definition: NodeDefinition | undefined
  readonly ports: Ports
  /** As on the canvas, but each part only as high as what is drawn of it. */
  readonly face: Face
  readonly at: Point
  readonly title: readonly string[]
}

const shownRows = (param: Param, value: ParamValue): readonly (readonly number[])[] | null => {
  if (param.control !== 'matrix') return null
  const rows = rowsOf(value)
  return rows.length <= mostShown && (rows[0]?.length ?? 0) <= mostShown ? rows : null
}

const number = (x: number): string => plain(x).replace(/^-/, '−')

function valueText(param: Param, value: ParamValue): string {
  if (param.control === 'matrix') {
    const rows = rowsOf(value)
    return shownRows(param, value) ? '' : `${rows.length}×${rows[0]?.length ?? 0} numbers`
  }
  if (param.control === 'list') return numbersOf(value).slice(0, 100).map(number).join(', ')
  if (value === null) return 'none'
  if (typeof value === 'object') return value.map((each) => number(Number(each))).join(' … ')
  return typeof value === 'number' ? number(value) : value
}

/** Positions far out are as good as infinite: a picture must end somewhere. */
const furthest = 100_000
const within = (x: number): number => (Number.isNaN(x) ? 0 : Math.min(Math.max(x, -furthest), furthest))

/** Nobody turns the pages of a film in a picture, so it has no room for one, unless someone made it that large. */
const pictureHeight = ({ kind, height }: NonNullable<Face['picture']>, size: Point | undefined): number =>
  Math.min(height, size ? furthest : pictureSize(kind, false).height)

export function layOut(node: GraphNode, definition: NodeDefinition | undefined, ports: Ports): DrawnNode {
  const face = faceOf(node, definition, ports)
  const width = Math.min(face.width, furthest)
  const inner = width - 2 * padding
  const title = wrapped(titleOf(node, definition), inner, 14, 3, 'bold')
  const byname = bynameOf(node, definition)
  const last = textWidth(title.at(-1) ?? '', 14, 'bold') + 8 + textWidth(byname, 12)
  const header = (title.length + Number(byname !== '' && last > inner)) * titleLine + 16
  const rows = Math.max(inputRows(face, ports).length, ports.outputs.length)
  let y = header + 4
  const below = (height: number) => {
    const top = y
    y += height
    return { top, height }
  }
  const portsPart = { ...below(rows * face.ports.row + (rows > 0 ? 8 : 4)), row: face.ports.row }
  const params = face.params.map((each) => {
    const numbers = shownRows(each.param, each.value)
    return { ...each, ...below(row + (numbers ? numbers.length * numberRow + 4 : 0)) }
  })
  const beside = new Map(
    [...face.beside.keys()].map((name) => [
      name,
      (params.find((each) => each.name === name)?.top ?? header / 2) + row / 2,
    ]),
  )
  if (params.length > 0) y += 4
  const picture = face.picture && {
    ...{ ...face.picture, width: inner, ...below(pictureHeight(face.picture, node.size)) },
  }
  if (picture) y += padding
  return {
    ...{ node, definition, ports, title, at: [within(node.at[0]), within(node.at[1])] },
    face: { ...face, width, inner, header, ports: portsPart, beside, params, picture, height: y },
  }
}

function drawPort(port: Port, { face, ports }: DrawnNode, shape: Shape | undefined): Markup {
  const isInput = port.side === 'input'
  const [x, y] = socketAt(face, ports, port.side, port.name)
  const colour = light[port.side === 'output' || port.next ? port.role : 'value']
  const socket = element('circle', {
    cx: x,
    cy: y,
    r: 4,
    fill: light.surface,
    stroke: colour,
    'stroke-width': 2,
  })
  if (face.beside.has(port.name) && isInput) return socket
  const side = isInput ? 1 : -1
  const anchor = isInput ? 'start' : 'end'
  const name = `${portName(port)}${port.next ? ' ⟲' : ''}`
  const from = x + side * portIndent
  const after = from + side * (textWidth(name, 12) + 6)
  const size = shape
    ? [line(after, y + 4, describe(shape), { fill: light.inkFaint, 'text-anchor': anchor })]
    : []
  return element('g', {}, socket, line(from, y + 4, name, { 'text-anchor': anchor }), ...size)
}

function drawParams({ face: { params, inner, width } }: DrawnNode): Markup[] {
  return params.flatMap(({ label, param, value, top }) => {
    const text = fitted(valueText(param, value), inner - textWidth(label, 12) - 16, 12)
    const numbers = shownRows(param, value) ?? []
    const step = Math.min(inner / Math.max(1, numbers[0]?.length ?? 1), 64)
    return [
      line(padding, top + 16, label, { fill: light.inkSoft }),
      line(width - padding, top + 16, text, { 'text-anchor': 'end' }),
      ...numbers.flatMap((cells, r) =>
        cells.map((x, c) =>
          line(
            padding + (c + 1) * step - 6,
            top + row + r * numberRow + 12,
            fitted(number(x), step - 8, 12),
            {
              'text-anchor': 'end',
            },
          ),
        ),
      ),
    ]
  })
}

function drawTitle({ node, definition, title, face: { inner } }: DrawnNode): Markup[] {
  const byname = bynameOf(node, definition)
  const struck = node.bypass ? 'line-through' : null
  const bold = { 'font-size': 14, 'font-weight': 600, 'text-decoration': struck }
  const lines = title.map((text, i) => line(padding, 8 + titleLine * i + 15, text, bold))
  if (byname === '') return lines
  const last = textWidth(title.at(-1) ?? '', 14, 'bold')
  const beside = last + 8 + textWidth(byname, 12) <= inner
  const y = 8 + titleLine * (title.length - Number(beside)) + 15
  const quiet = { fill: light.inkFaint }
  return [...lines, line(padding + (beside ? last + 8 : 0), y, fitted(byname, inner, 12), quiet)]
}

/** The node at its place. */
export function drawNode(drawn: DrawnNode, shapeOf: (port: Port) => Shape | undefined, shown: Shown): Markup {
  const { node, definition, ports, face, at } = drawn
  const placeholder = isPlaceholder(node, definition)
  const box = element('rect', {
    ...{ width: face.width, height: face.height, rx: 8, fill: light.surface, stroke: light.lineStrong },
    'stroke-dasharray': placeholder ? '6 4' : null,
  })
  const { picture } = face
  const [pictured, curves] = [shown.pictures.get(node.id), shown.curves.get(node.id) ?? []]
  const inside = picture
    ? [
        element(
          'g',
          { transform: `translate(${padding} ${picture.top})` },
          still(pictured, curves, picture.kind, picture.scale, picture),
        ),
      ]
    : []
  return element(
    'g',
    { transform: `translate(${at[0]} ${at[1]})` },
    ...[box, ...drawTitle(drawn), ...drawParams(drawn), ...inside],
    ...[...ports.inputs, ...ports.outputs].map((port) => drawPort(port, drawn, shapeOf(port))),
  )
}
