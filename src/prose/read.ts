// Reads Markdown into plain data. Markup of any other kind is plain text, and nothing is ever loaded.
import MarkdownIt, { type Token } from 'markdown-it'
import { asWritten } from './as-written.ts'
import type { Block, Cell, Span } from './blocks.ts'
import { dollars } from './dollars.ts'
import { isSafe, spansOf } from './spans.ts'

const markdown = new MarkdownIt({ html: false, linkify: true }).use(asWritten).use(dollars)
// A definition would hold for its own piece of the text only.
markdown.block.ruler.disable('reference')
// Only whole addresses are links: "file.py" and "a@b.c" are words of a text.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
markdown.validateLink = isSafe

const alignments = ['left', 'center', 'right'] as const

const alignOf = (token: Token): Cell['align'] =>
  alignments.find((align) => token.attrGet('style') === `text-align:${align}`) ?? null

/** The lists, rows and blocks that are being filled while the parser's tokens go by. */
class Filling {
  readonly blocks: Block[] = []
  readonly #open: Block[][] = [this.blocks]
  readonly #lists: Block[][][] = []
  #rows: Cell[][] = []

  #put(block: Block): void {
    this.#open.at(-1)?.push(block)
  }

  #enter(blocks: Block[]): void {
    this.#open.push(blocks)
  }

  #list(start: number | null): void {
    const items: Block[][] = []
    this.#put({ kind: 'list', start, items })
    this.#lists.push(items)
  }

  /** Cells that the parser has filled up at the end of a short row need not be drawn. */
  #endTable(): void {
    const [head = [], ...rows] = this.#rows
    const trimmed = rows.map((row) => row.slice(0, row.findLastIndex(({ spans }) => spans.length > 0) + 1))
    this.#put({ kind: 'table', head, rows: trimmed })
    this.#rows = []
  }

  take(token: Token, spans: readonly Span[]): void {
    switch (token.type) {
      case 'paragraph_open':
        return this.#put({ kind: 'paragraph', tight: token.hidden, spans })
      case 'heading_open':
        return this.#put({ kind: 'heading', level: Number(token.tag.slice(1)), spans })
      case 'hr':
        return this.#put({ kind: 'rule' })
      case 'fence':
      case 'code_block':
        return this.#put({ kind: 'code', text: token.content.trimEnd() })
      case 'as_written':
        return this.#put({ kind: 'code', text: token.content.trimEnd(), reason: token.info })
      case 'formula_block':
        return this.#put({ kind: 'formula', tex: token.content })
      case 'blockquote_open': {
        const blocks: Block[] = []
        this.#put({ kind: 'quote', blocks })
        return this.#enter(blocks)
      }
      case 'bullet_list_open':
        return this.#list(null)
      case 'ordered_list_open':
        return this.#list(Number(token.attrGet('start') ?? 1))
      case 'list_item_open': {
        const item: Block[] = []
        this.#lists.at(-1)?.push(item)
        return this.#enter(item)
      }
      case 'blockquote_close':
      case 'list_item_close':
        return void this.#open.pop()
      case 'bullet_list_close':
      case 'ordered_list_close':
        return void this.#lists.pop()
      case 'tr_open':
        return void this.#rows.push([])
      case 'th_open':
      case 'td_open':
        return void this.#rows.at(-1)?.push({ align: alignOf(token), spans })
      case 'table_close':
        return this.#endTable()
    }
  }
}

/** The blocks of a text. Takes time in proportion to it, so a long one is read in pieces. */
export function read(text: string): readonly Block[] {
  const filling = new Filling()
  const tokens = markdown.parse(text, {})
  for (const [index, token] of tokens.entries())
    filling.take(token, token.nesting > 0 ? spansOf(tokens[index + 1]?.children ?? []) : [])
  return filling.blocks
}
