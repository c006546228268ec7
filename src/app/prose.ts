// A very small Markdown: read into plain data, drawn as elements. Markup of any other kind is plain text.

export type Span =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'code' | 'formula'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string }

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'formula'; readonly text: string }

/** Each alternative is one kind of span; none can be empty or go over a line. */
const marks =
  /\$(?<formula>[^$\s](?:[^$]*[^$\s\\])?)\$(?!\d)|`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|(?<![\w*])[*_](?<emphasis>[^*_\s](?:[^*_]*[^*_\s])?)[*_](?![\w*])|\[(?<text>[^\][]+)\]\((?<to>[^()\s]+)\)/g

/** Where a link may lead. */
const isSafe = (to: string): boolean => /^(https:\/\/|mailto:)/i.test(to)

function readSpan(found: RegExpMatchArray): Span {
  const { formula, code, strong, emphasis, text = '', to = '' } = found.groups ?? {}
  if (formula !== undefined) return { kind: 'formula', text: formula }
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', text: strong }
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis }
  return isSafe(to) ? { kind: 'link', text, to } : { kind: 'text', text: found[0] }
}

export function readSpans(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const found of text.matchAll(marks)) {
    if (found.index > end) spans.push({ kind: 'text', text: text.slice(end, found.index) })
    spans.push(readSpan(found))
    end = found.index + found[0].length
  }
  if (end < text.length) spans.push({ kind: 'text', text: text.slice(end) })
  return spans
}

const item = /^\s*(?:[-*+]|(?<number>\d+)[.)])\s+(?<text>.*)$/

function readBlock(text: string): Block {
  const lines = text.split('\n')
  const formula = /^\$\$([\s\S]+)\$\$$/.exec(text.trim())
  if (formula) return { kind: 'formula', text: formula[1]?.trim() ?? '' }
  const heading = /^#{1,6}\s+(.*)$/.exec(text)
  if (heading) return { kind: 'heading', spans: readSpans(heading[1] ?? '') }
  const first = item.exec(lines[0] ?? '')
  if (!first) return { kind: 'paragraph', spans: readSpans(lines.map((line) => line.trim()).join(' ')) }
  const items: string[] = []
  for (const line of lines) {
    const own = item.exec(line)?.groups?.['text']
    if (own !== undefined) items.push(own)
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return { kind: 'list', ordered: first.groups?.['number'] !== undefined, items: items.map(readSpans) }
}

/** Blocks are set apart by empty lines; a heading is one by itself. */
export function readProse(text: string): Block[] {
  const blocks: Block[] = []
  const source = text.replace(/\r\n?/g, '\n')
  for (const [place, part] of source.split(/^```.*$\n?/m).entries()) {
    if (place % 2 === 1) blocks.push({ kind: 'code', text: part.replace(/\n$/, '') })
    else {
      const apart = part.replace(/^(#{1,6}\s.*)$/gm, '\n$1\n').split(/\n\s*\n/)
      blocks.push(
        ...apart
          .map((each) => each.trim())
          .filter(Boolean)
          .map(readBlock),
      )
    }
  }
  return blocks
}
