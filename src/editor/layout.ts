// Where everything on a node's face is, computed from its definition: nothing is read from the page.
import type { Graph, GraphNode, Point } from '../graph/document.ts'
import { resolve } from '../graph/resolve.ts'
import type { Library, NodeDefinition } from '../node.ts'
import type { Param, ParamValue } from '../param.ts'
import { choiceLayout, controlHeight, measures, rowsOf } from '../views/metrics.ts'
import { visible } from '../views/visible.ts'
import { formulaSize } from './formula-size.ts'
import { type Limits, limitsFor } from './limits.ts'
import { type PictureFace, pictureOf } from './node-picture.ts'
import { type Port, type Ports, type Side, isPlaceholder, portsOf } from './ports.ts'
import { textWidth } from './text-width.ts'
import { bynameOf, spaced, titleOf } from './words.ts'

export const padding = 12
const gap = 8
const titleType = 14
const quietType = 12
const titleLine = 20
/** The sign of a problem in the header. */
const signWidth = 24
const widestTitle = 320
const widestFormula = 300
const narrowest = 152
const narrowestControls = 220
/** Of a placeholder, which has to say why it is one. */
const narrowestReason = 216
/** From the edge of a node to the name of a port. */
export const portIndent = 16
/** Room for "128×128" or "optional". */
const shapeWidth = 52
const betweenPorts = 16
const leastPicture = { width: 160, heatmap: 96, lines: 96, table: 48, text: 28 } as const

interface Part {
  readonly top: number
  readonly height: number
}

export interface ParamFace extends Part {
  readonly name: string
  readonly label: string
  readonly param: Param
  readonly value: ParamValue
  readonly limits: Limits
}

export interface Face {
  readonly width: number
  /** Without what is wrong with the node, which is said below. */
  readonly height: number
  /** Of all that is left between the sides. */
  readonly inner: number
  readonly header: number
  readonly titleLines: number
  readonly formula: Part | null
  readonly ports: Part & { readonly row: number }
  /** Heights of the inputs that stand beside the control that they override, instead of in a row of ports. */
  readonly beside: ReadonlyMap<string, number>
  readonly params: readonly ParamFace[]
  readonly picture: (PictureFace & Part) | null
}

export interface Measured {
  readonly width: number
  readonly height: number
}

/** What a port takes from its edge to the middle of the node. */
export const portName = ({ name, variadic }: Port): string => visible(variadic ? `${name} …` : name)
const portWidth = (port: Port): number =>
  portIndent + textWidth(portName(port), quietType) + (port.next ? 16 : 0) + 8 + shapeWidth

function portsWidth({ inputs, outputs }: Ports): number {
  const rows = Math.max(inputs.length, outputs.length)
  const widest = Array.from({ length: rows }, (_, row) => {
    const [left, right] = [inputs[row], outputs[row]].map((port) => (port ? portWidth(port) : 0))
    return (left ?? 0) + (right ?? 0) + betweenPorts
  })
  return Math.max(0, ...widest)
}

/** The width that a control asks for, inside of the node's padding. */
function controlWidth(param: Param, label: string, value: ParamValue, cell: number): number {
  const wanted = Math.ceil(textWidth(label, quietType) / 0.45)
  const named = Math.min(Math.max(wanted, narrowestControls), 284)
  if (param.control === 'choice') {
    const beside = [named, 240, 264, 288].find((width) => choiceLayout(param.options, width) === 'beside')
    return beside ?? named
  }
  if (param.control !== 'matrix') return named
  const cols = Math.min(rowsOf(value)[0]?.length ?? 0, 8)
  return Math.max(named, cols * (cell + 4) - 4)
}

function paramsOf(definition: NodeDefinition, values: Record<string, ParamValue>) {
  const unused = definition.unused?.(values) ?? []
  const shown = Object.entries(definition.params).filter(([name]) => !unused.includes(name))
  return shown.map(([name, param]) => {
    const value = values[name] ?? param.default
    return { name, param, label: spaced(name), value, limits: limitsFor(definition, name, values) }
  })
}

const up = (pixels: number): number => Math.ceil(pixels / 4) * 4

/** Everything about a node's face, in pixels from its upper left corner. */
export function faceOf(node: GraphNode, definition: NodeDefinition | undefined, ports: Ports): Face {
  const { cell, target: row } = measures
  const placeholder = isPlaceholder(node, definition)
  const own = placeholder ? undefined : definition
  const values = own ? resolve(own, node.params).values : {}
  const formula = own?.formula === undefined ? null : formulaSize(own.formula)
  const params = own ? paramsOf(own, values) : []
  const picture = own ? pictureOf(own, values) : null
  const title = textWidth(titleOf(node, definition), titleType, 'bold')
  const byname = textWidth(bynameOf(node, definition), quietType)

  const overriding = (name: string): boolean => params.some((each) => each.name === name)
  const inRows = { ...ports, inputs: ports.inputs.filter(({ name }) => !overriding(name)) }

  const needed = Math.max(
    (placeholder ? narrowestReason : narrowest) - 2 * padding,
    Math.min(title + gap + byname + signWidth, widestTitle),
    formula ? Math.min(formula.width, widestFormula) : 0,
    portsWidth(inRows) - 2 * padding,
    ...params.map(({ param, label, value }) => controlWidth(param, label, value, cell)),
  )
  const least = up(needed + 2 * padding)
  const resized = picture?.resizable ? node.size : undefined
  const width = resized
    ? Math.max(Math.round(resized[0]), least, leastPicture.width + 2 * padding)
    : Math.max(least, up((picture?.width ?? 0) + 2 * padding))
  const inner = width - 2 * padding

  const titleLines = Math.min(3, Math.ceil((title + gap + byname + signWidth) / inner))
  const header = titleLines * titleLine + 2 * gap
  let y = header
  const part = (height: number, after: number): Part => {
    const top = y
    y += height + after
    return { top, height }
  }
  const formulaPart = formula && part(formula.height + gap, 0)
  const rows = Math.max(inRows.inputs.length, inRows.outputs.length)
  y += gap / 2
  const portsPart = { ...part(rows * row, rows > 0 ? gap : gap / 2), row }
  const controls = params.map((each) => ({
    ...each,
    ...part(controlHeight(each.param, each.value, inner, each.limits), 0),
  }))
  const beside = new Map(
    controls
      .filter(({ name }) => ports.inputs.some((port) => port.name === name))
      .map(({ name, top }) => [name, top + row / 2]),
  )
  if (controls.length > 0) y += gap / 2
  const pictureHeight = resized
    ? Math.max(Math.round(resized[1]) - y - padding, leastPicture[picture?.kind ?? 'table'])
    : (picture?.height ?? 0)
  const picturePart = picture && { ...picture, width: inner, ...part(pictureHeight, padding) }
  return {
    ...{ width, height: y, inner, header, titleLines, formula: formulaPart, ports: portsPart },
    ...{ beside, params: controls, picture: picturePart },
  }
}

/** The inputs that have a row to themselves, or share one with an output. */
export const inputRows = (face: Face, { inputs }: Ports): readonly Port[] =>
  inputs.filter(({ name }) => !face.beside.has(name))

/** Where the wire of a port ends, from the node's upper left corner. Beside the header if there is no such port. */
export function socketAt(face: Face, ports: Ports, side: Side, name: string): Point {
  const x = side === 'input' ? 0 : face.width
  const beside = side === 'input' ? face.beside.get(name) : undefined
  if (beside !== undefined) return [x, beside]
  const rows = side === 'input' ? inputRows(face, ports) : ports.outputs
  const index = rows.findIndex((port) => port.name === name)
  return index < 0 ? [x, face.header / 2] : [x, face.ports.top + (index + 0.5) * face.ports.row]
}

/** The size of a node, without what may be wrong with it. */
export function faceSize(
  node: GraphNode,
  definition: NodeDefinition | undefined,
  wires: Graph['wires'] = [],
): Measured {
  const { width, height } = faceOf(node, definition, portsOf(node, definition, wires))
  return { width, height }
}

/** Pairs of nodes that lie on each other. */
export function overlaps(graph: Graph, library: Library): [string, string][] {
  const boxes = graph.nodes
    .map((node) => {
      const { width, height } = faceSize(node, library.get(node.type)?.definition, graph.wires)
      const [left, top] = node.at
      return { id: node.id, left, top, right: left + width, bottom: top + height }
    })
    .sort((a, b) => a.left - b.left)
  return boxes.flatMap((a, i) => {
    const pairs: [string, string][] = []
    for (const b of boxes.slice(i + 1)) {
      if (b.left >= a.right) break
      if (b.top < a.bottom && a.top < b.bottom) pairs.push([a.id, b.id])
    }
    return pairs
  })
}
