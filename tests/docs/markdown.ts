// Markdown as these tests need it: files, headings, links, blocks of code and tables.
import { existsSync, readFileSync, readdirSync } from 'node:fs'

export interface Page {
  /** From the root of the project, with slashes. */
  readonly path: string
  readonly text: string
}

export interface Block {
  readonly path: string
  /** Counted from 1, where the block opens. */
  readonly line: number
  readonly language: string
  readonly text: string
}

export const read = (path: string): Page => ({
  path,
  text: readFileSync(path, 'utf8').replaceAll('\r\n', '\n'),
})

const inFolder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name.replaceAll('\\', '/')}`,
      )
    : []

/** Every page of Markdown that is ours. */
export const pages: readonly Page[] = [
  ...readdirSync('.'),
  ...['docs', 'graphs', 'nodes', 'src', 'tests', 'scripts', 'bench'].flatMap(inFolder),
]
  .filter((path) => path.endsWith('.md'))
  .sort()
  .map(read)

const fence = /^(?<mark>```+)(?<language>\w*)[^\n]*\n(?<text>[^]*?)^\k<mark>$/gm

export const blocksOf = ({ path, text }: Page): Block[] =>
  [...text.matchAll(fence)].map(({ index, groups }) => ({
    path,
    line: text.slice(0, index).split('\n').length,
    language: groups?.['language'] ?? '',
    text: groups?.['text'] ?? '',
  }))

export const withoutBlocks = ({ text }: Page): string => text.replace(fence, '')

/** The names that links to the headings of a page use, as GitHub makes them. */
export function anchorsOf(page: Page): Set<string> {
  const counts = new Map<string, number>()
  const anchors = [...withoutBlocks(page).matchAll(/^#{1,6} +(?<title>.+)$/gm)].map(({ groups }) => {
    const title = (groups?.['title'] ?? '').replace(/\[(?<words>[^\]]*)\]\([^)]*\)/g, '$<words>')
    const name = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-')
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return count === 0 ? name : `${name}-${count}`
  })
  return new Set(anchors)
}

export const linksOf = (page: Page): string[] => {
  const text = withoutBlocks(page).replace(/`[^`\n]+`/g, 'code')
  return [...text.matchAll(/\]\((?<to>[^()\s]+)(?: "[^"]*")?\)/g)].map(({ groups }) => groups?.['to'] ?? '')
}

/** The rows of all tables with this heading, cell by cell. */
export function rowsUnder({ text }: Page, heading: readonly string[]): string[][] {
  const found: string[][] = []
  let isInside = false
  for (const line of text.split('\n')) {
    const cells = line.startsWith('|') ? cellsOf(line) : []
    if (cells.length === 0) isInside = false
    else if (cells.join('|') === heading.join('|')) isInside = true
    else if (isInside && !/^[-:]+$/.test(cells[0] ?? '')) found.push(cells)
  }
  return found
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
