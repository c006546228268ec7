// Formulas in Markdown: $…$ and $$…$$ within a line, and $$ on lines of their own. Each looks no further than the next dollars.
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'

const dollar = 0x24

const isSpaceOrEnd = (text: string, at: number): boolean => at >= text.length || /\s/.test(text.charAt(at))
const isDigit = (text: string, at: number): boolean => /\d/.test(text.charAt(at))

/** The next dollar that no backslash takes away, or −1. */
function nextDollar(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (text.charCodeAt(at) === dollar) return at
    if (text.charAt(at) === '\\') at++
  }
  return -1
}

/** Where the formula ends that begins after one dollar: "$5 and $6" is none. */
function endOfShort(text: string, from: number, end: number): number {
  if (isSpaceOrEnd(text, from)) return -1
  const close = nextDollar(text, from, end)
  return close < 0 || isSpaceOrEnd(text, close - 1) || isDigit(text, close + 1) ? -1 : close
}

function endOfLong(text: string, from: number, end: number): number {
  const close = nextDollar(text, from, end)
  const isClosed = close >= 0 && close + 1 < end && text.charCodeAt(close + 1) === dollar
  return isClosed && text.slice(from, close).trim() !== '' ? close : -1
}

function inLine(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state
  if (src.charCodeAt(pos) !== dollar) return false
  let open = pos
  while (open < posMax && src.charCodeAt(open) === dollar) open++
  const marks = open - pos
  const close = marks === 1 ? endOfShort(src, open, posMax) : marks === 2 ? endOfLong(src, open, posMax) : -1
  if (close < 0) {
    // All of a run of dollars is text at once: its parts would only be looked at again.
    if (!silent) state.pending += src.slice(pos, open)
    state.pos = open
    return true
  }
  if (!silent) {
    const token = state.push('formula', 'span', 0)
    token.content = src.slice(open, close).trim()
    token.markup = src.slice(pos, open)
  }
  state.pos = close + marks
  return true
}

const isIndentedAsCode = (state: StateBlock, line: number): boolean =>
  (state.sCount[line] ?? 0) - state.blkIndent >= 4

const textOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd()

/** `$$` begins a line and the next `$$` ends one; an empty line between them would end the formula. */
function ofLines(state: StateBlock, from: number, end: number, silent: boolean): boolean {
  if (isIndentedAsCode(state, from) || !textOf(state, from).startsWith('$$')) return false
  let close = from
  for (let text = textOf(state, from).slice(2); !text.includes('$$'); text = textOf(state, close))
    if (++close >= end || state.isEmpty(close) || (state.sCount[close] ?? 0) < state.blkIndent) return false
  const source = state.getLines(from, close + 1, state.blkIndent, false).trim()
  const tex = source.slice(2, -2).trim()
  if (!source.endsWith('$$') || tex === '' || tex.includes('$')) return false
  if (silent) return true
  const token = state.push('formula_block', 'div', 0)
  token.content = tex
  token.map = [from, close + 1]
  state.line = close + 1
  return true
}

export function dollars(markdown: MarkdownIt): void {
  markdown.inline.ruler.after('escape', 'formula', inLine)
  markdown.block.ruler.before('fence', 'formula', ofLines, { alt: ['paragraph', 'blockquote', 'list'] })
}
