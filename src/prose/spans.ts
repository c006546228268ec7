// From the parser's marks within a block to spans: bounded in depth, with links only where links may lead.
import type { Token } from 'markdown-it'
import type { Span } from './blocks.ts'

/** Marks within each other. Whatever is deeper is drawn without a mark of its own, its signs as text. */
const deepest = 8

/** Where a link may lead. */
export const isSafe = (to: string): boolean => /^(https:\/\/|mailto:)/i.test(to)

type Open = (spans: readonly Span[], token: Token) => Span

const marks: Readonly<Record<string, Open>> = {
  strong_open: (spans) => ({ kind: 'strong', spans }),
  em_open: (spans) => ({ kind: 'emphasis', spans }),
  s_open: (spans) => ({ kind: 'struck', spans }),
  link_open: (spans, token) => ({ kind: 'link', to: String(token.attrGet('href') ?? ''), spans }),
}

/** A picture is never loaded: it is a link to where it lies, named by what it shows. */
function picture(token: Token): Span {
  const to = String(token.attrGet('src') ?? '')
  const shows = (token.children ?? []).map(({ content }) => content).join('')
  return { kind: 'link', to, spans: [{ kind: 'text', text: shows.trim() || to }] }
}

function leaf(token: Token): Span | null {
  switch (token.type) {
    case 'text':
      return token.content === '' ? null : { kind: 'text', text: token.content }
    case 'code_inline':
      return { kind: 'code', text: token.content }
    case 'formula':
      return { kind: 'formula', tex: token.content, display: token.markup === '$$' }
    case 'hardbreak':
      return { kind: 'break' }
    case 'softbreak':
      return { kind: 'text', text: ' ' }
    case 'image':
      return picture(token)
    default:
      return token.markup === '' ? null : { kind: 'text', text: token.markup }
  }
}

function put(spans: Span[], span: Span): void {
  const last = spans.at(-1)
  if (span.kind === 'text' && last?.kind === 'text')
    spans[spans.length - 1] = { kind: 'text', text: last.text + span.text }
  else spans.push(span)
}

/** The spans of what the parser found within one block. */
export function spansOf(tokens: readonly Token[]): Span[] {
  const stack: Span[][] = [[]]
  let beyond = 0
  for (const token of tokens) {
    const here = stack.at(-1) ?? []
    const open = marks[token.type]
    if (open && stack.length <= deepest) {
      const spans: Span[] = []
      here.push(open(spans, token))
      stack.push(spans)
    } else if (token.nesting < 0 && beyond === 0) stack.pop()
    else {
      beyond += token.nesting
      const span = leaf(token)
      if (span) put(here, span)
    }
  }
  return stack[0] ?? []
}
