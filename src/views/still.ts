// Pictures of nodes as they are now, as SVG that stands for itself: in light colours, without a legend to switch.
import type { Curve, Picture, TablePicture, TextPicture } from '../picture.ts'
import { along, extentOf, iterationAxis, valueAxis } from './axes.ts'
import { blockFor, labelsFor } from './cells.ts'
import { type Plane, draw, tenths } from './curves.ts'
import { coloursFor, measure, position, scaleFor } from './diverging.ts'
import { light, line } from './light.ts'
import { showFixed, showSignificant } from './numbers.ts'
import { seriesStyle } from './palette.ts'
import { type Markup, element } from './svg.ts'

export interface Space {
  readonly width: number
  readonly height: number
}

/** More cells than this in a row or column cannot be told apart: every so-manieth is drawn. */
const mostCells = 96
const legend = 28
const lineHeight = 20
/** Rough, but there is room beside. */
const characterWidth = 7

const fitted = (text: string, width: number): string => {
  const most = Math.max(1, Math.floor(width / characterWidth))
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

function heatmap({ matrix, range, decimals }: Extract<Picture, { kind: 'heatmap' }>, space: Space): Markup {
  const colours = coloursFor(false)
  const scale = scaleFor(range, measure(matrix).most)
  const colourOf = (x: number): string =>
    Number.isFinite(x) ? (colours.css[position(x, scale)] ?? '') : colours.odd.css
  const rows = Math.min(matrix.rows, mostCells)
  const cols = Math.min(matrix.cols, mostCells)
  const block = blockFor({ rows, cols }, space.width, space.height - legend)
  const { left, top, cellWidth, cellHeight } = block
  const whole = rows === matrix.rows && cols === matrix.cols
  const labels = whole ? labelsFor(matrix, decimals, block) : null
  const cells: Markup[] = []
  for (let row = 0; row < rows; row += 1)
    for (let col = 0; col < cols; col += 1) {
      const at = Math.floor((row * matrix.rows) / rows) * matrix.cols + Math.floor((col * matrix.cols) / cols)
      const value = matrix.data[at] ?? NaN
      const [x, y] = [left + col * cellWidth, top + row * cellHeight]
      cells.push(element('rect', { x, y, width: cellWidth, height: cellHeight, fill: colourOf(value) }))
      if (!labels) continue
      const black = !Number.isFinite(value) ? false : (colours.inkIsBlack[position(value, scale)] ?? true)
      const [middle, base] = [x + cellWidth / 2, y + cellHeight / 2 + labels.fontSize * 0.36]
      const look = {
        'font-size': labels.fontSize,
        'text-anchor': 'middle',
        fill: black ? '#000000' : '#ffffff',
      }
      cells.push(line(middle, base, labels.texts[at] ?? '', look))
    }
  const outline = {
    x: left,
    y: top,
    width: block.width,
    height: block.height,
    fill: 'none',
    stroke: light.lineStrong,
  }
  return element(
    'g',
    { 'shape-rendering': 'crispEdges' },
    ...cells,
    element('rect', outline),
    colourBar(scale, colourOf, space),
  )
}

function colourBar(
  scale: { low: number; high: number },
  colourOf: (x: number) => string,
  space: Space,
): Markup {
  const steps = 32
  const [top, step] = [space.height - legend + 8, space.width / steps]
  const parts = Array.from({ length: steps }, (_, i) => {
    const value = scale.low + ((scale.high - scale.low) * (i + 0.5)) / steps
    return element('rect', { x: i * step, y: top, width: step + 0.2, height: 6, fill: colourOf(value) })
  })
  const quiet = { fill: light.inkSoft, 'font-size': 11 }
  return element(
    'g',
    {},
    ...parts,
    line(0, space.height - 2, showSignificant(scale.low, 3), quiet),
    line(space.width, space.height - 2, showSignificant(scale.high, 3), { ...quiet, 'text-anchor': 'end' }),
  )
}

const margin = { left: 48, right: 24, top: 12, bottom: 24 }

function lines(curves: readonly Curve[], scale: 'log' | 'linear', { width, height }: Space): Markup {
  const log = scale === 'log'
  const head = curves.length === 0 ? 0 : lineHeight * Math.min(curves.length, 3)
  const inner = {
    width: Math.max(width - margin.left - margin.right, 40),
    height: Math.max(height - head - margin.top - margin.bottom, 40),
  }
  const last = curves.reduce((most, { x }) => Math.max(most, x.at(-1) ?? 0), 0)
  const plane: Plane = {
    x: iterationAxis(last, inner.width),
    y: valueAxis(extentOf(curves, log), log, inner.height),
    ...inner,
  }
  const names = curves.slice(0, 3).map(({ label }, i) => {
    const { colour } = seriesStyle(i, false)
    const more = i === 2 && curves.length > 3 ? ` and ${curves.length - 3} more` : ''
    const y = lineHeight * i + 10
    const dash = element('path', { d: `M0 ${y}h20`, stroke: colour, 'stroke-width': 2 })
    return element('g', {}, dash, line(28, y + 4, fitted(label, width - 28) + more))
  })
  const paths = curves.map((curve, i) => {
    const { colour, dash } = seriesStyle(i, false)
    const look = { fill: 'none', stroke: colour, 'stroke-width': 1.6 * tenths, 'stroke-linejoin': 'round' }
    const dashes = dash.length > 0 ? dash.map((each) => each * tenths).join(' ') : null
    return element('path', { d: draw(curve, plane).path, ...look, 'stroke-dasharray': dashes })
  })
  const at = `translate(${margin.left} ${head + margin.top})`
  const drawn = element('g', { transform: `scale(${1 / tenths})` }, ...paths)
  return element('g', {}, ...names, element('g', { transform: at }, axes(plane), drawn))
}

function axes({ x, y, width, height }: Plane): Markup {
  const quiet = { fill: light.inkSoft, 'font-size': 11 }
  const down = (value: number) => Math.round(height * (1 - along(y, value))) + 0.5
  const across = (value: number) => Math.round(along(x, value) * width) + 0.5
  const stroke = { stroke: light.line, fill: 'none' }
  return element(
    'g',
    {},
    ...y.ticks.flatMap(({ value, text }) => [
      element('path', { d: `M0 ${down(value)}h${width}`, ...stroke }),
      line(-8, down(value) + 4, text, { ...quiet, 'text-anchor': 'end' }),
    ]),
    ...x.ticks.flatMap(({ value, text }) => [
      element('path', { d: `M${across(value)} 0v${height}`, ...stroke }),
      line(across(value), height + 16, text, { ...quiet, 'text-anchor': 'middle' }),
    ]),
    element('path', { d: `M0.5 0V${height + 0.5}H${width}`, fill: 'none', stroke: light.lineStrong }),
  )
}

function table({ matrix, decimals }: TablePicture, { width, height }: Space): Markup {
  const across = Math.max(1, Math.min(matrix.cols, Math.floor(width / ((decimals + 4) * characterWidth))))
  const down = Math.max(1, Math.min(matrix.rows, Math.floor(height / lineHeight)))
  const step = Math.min(width / across, (decimals + 5) * characterWidth + 8)
  const [left, top] = [(width - across * step) / 2, (height - down * lineHeight) / 2]
  const cells: Markup[] = []
  for (let row = 0; row < down; row += 1)
    for (let col = 0; col < across; col += 1) {
      const hidden = (row === down - 1 && down < matrix.rows) || (col === across - 1 && across < matrix.cols)
      const text = hidden ? '…' : showFixed(matrix.data[row * matrix.cols + col] ?? NaN, decimals)
      const place = [left + (col + 1) * step - 8, top + row * lineHeight + 14] as const
      cells.push(line(...place, text, { 'text-anchor': 'end' }))
    }
  const [right, bottom] = [left + across * step, top + down * lineHeight]
  const brackets = `M${left + 5} ${top}H${left}V${bottom}h5M${right - 5} ${top}H${right}V${bottom}h-5`
  return element('g', {}, ...cells, element('path', { d: brackets, fill: 'none', stroke: light.inkSoft }))
}

const tones = { plain: light.ink, good: light.memory, bad: light.error } as const

const sentence = ({ text, tone }: TextPicture, { width, height }: Space): Markup =>
  line(0, height / 2 + 4, fitted(text, width), { fill: tones[tone] })

/** What a node shows, from the upper left corner of its space. */
export function still(
  picture: Picture | undefined,
  curves: readonly Curve[],
  kind: Picture['kind'],
  scale: 'log' | 'linear',
  space: Space,
): Markup {
  if (kind === 'lines') return lines(curves, picture?.kind === 'lines' ? picture.scale : scale, space)
  switch (picture?.kind) {
    case 'heatmap':
      return heatmap(picture, space)
    case 'table':
      return table(picture, space)
    case 'text':
      return sentence(picture, space)
    case 'lines':
    case undefined:
      return line(space.width / 2, space.height / 2, 'Nothing to show yet', {
        fill: light.inkSoft,
        'text-anchor': 'middle',
      })
    default:
      return picture satisfies never
  }
}
