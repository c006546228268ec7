// The graph that a picture holds: pictures of graphs, as PNG and SVG, carry the text of their file.
import { type Problem, problem } from '../graph/problem.ts'
import * as png from './png.ts'
import * as svg from './svg.ts'

const isSvg = (text: string): boolean => /^\s*<(?:svg\b|\?xml[^]{0,1000}<svg\b)/i.test(text.slice(0, 2000))

const without = (kind: string): Problem =>
  problem(
    {},
    {
      code: 'NOT_OUR_FORMAT',
      wrong: `it is ${kind} without a graph inside`,
      right: 'only pictures that “Share…” made hold the graph that they show',
      hint: 'Chat programs and image editors often drop it: ask for the file, or for the picture sent as a file.',
    },
  )

const damaged = (kind: string): Problem =>
  problem(
    {},
    {
      code: 'LINK_CUT',
      wrong: `it is ${kind}, and the graph inside was cut or changed: its checksum does not fit`,
      right: 'it must arrive as it was made',
      hint: 'Ask for it again, sent as a file, or for the file of the graph.',
    },
  )

/** The bytes of the file in a picture, or why there are none; null for what is no picture of these kinds. */
export function fileIn(content: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | Problem | null {
  const isPng = typeof content !== 'string' && png.isPng(content)
  const text = typeof content === 'string' ? content : isPng ? '' : new TextDecoder().decode(content)
  if (!isPng && !isSvg(text)) return null
  const kind = isPng ? 'a PNG picture' : 'an SVG picture'
  const found = isPng ? png.textIn(content) : svg.textIn(text)
  if (found === null) return without(kind)
  return found === 'damaged' ? damaged(kind) : found
}
