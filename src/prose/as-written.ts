// Blocks that stay as they were written, and why: what would grow out of all proportion to the text that asks for it.
import type { MarkdownIt, StateBlock } from 'markdown-it'

/** Lists and quotes within each other. A list counts twice in the parser's levels, for itself and for its item. */
const deepestLevel = 16
/** The parser fills up short rows of a table: a few thousand signs would make tens of thousands of cells. */
const mostCells = 2_000

const tooDeep = 'nested deeper than lists and quotes are drawn'
const tooWide = `a table of more than ${mostCells} cells`

function leave(state: StateBlock, from: number, to: number, reason: string): true {
  const token = state.push('as_written', 'code', 0)
  token.content = state.getLines(from, to, state.blkIndent, false)
  token.info = reason
  token.map = [from, to]
  state.line = to
  return true
}

/** The first line that is not of the paragraph, item or quote that a line is in. */
function endOf(state: StateBlock, from: number, to: number, isOver: (line: number) => boolean): number {
  let line = from
  while (line < to && !isOver(line) && (state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent))
    line++
  return line
}

function deep(state: StateBlock, from: number, to: number): boolean {
  if (state.level < deepestLevel) return false
  return leave(
    state,
    from,
    Math.max(
      from + 1,
      endOf(state, from, to, () => false),
    ),
    tooDeep,
  )
}

const divider = /^[\s|:-]*\|[\s|:-]*$/

function wide(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  if (from + 2 > to || state.isEmpty(from + 1)) return false
  const line = state.src.slice(state.bMarks[from + 1], state.eMarks[from + 1])
  if (!divider.test(line)) return false
  const end = endOf(state, from, to, (each) => state.isEmpty(each))
  if (line.split('|').length * (end - from) <= mostCells) return false
  return silent || leave(state, from, Math.max(from + 1, end), tooWide)
}

export function asWritten(markdown: MarkdownIt): void {
  markdown.block.ruler.before('table', 'wide', wide, { alt: ['paragraph'] })
  markdown.block.ruler.before('wide', 'deep', deep)
}
