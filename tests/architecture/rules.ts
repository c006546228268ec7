// The rules of the house: each takes a file, or all of them, and answers with the offences as sentences.
import { Linter } from 'eslint'
import ts from 'typescript'
import { parser } from 'typescript-eslint'
import { importsOf, scriptsOf, target, walk, type Import, type Source } from './source.ts'
import { pureRooms, roomOf, table } from './table.ts'

const fits = (pattern: string, name: string) =>
  pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern || name.startsWith(`${pattern}/`)

function offenceOf(source: Source, room: string, each: Import): string | null {
  const row = table[room]
  if (!row) return `${source.path} lies in ${room}, a room that the table does not know`
  const path = target(source, each)
  if (path === undefined) {
    const isAllowed = row.packages?.some((pattern) => fits(pattern, each.specifier))
    return isAllowed
      ? null
      : `${source.path} imports the package ${each.specifier}, which ${room} may not use`
  }
  const other = roomOf(path)
  if (other === undefined) return `${source.path} imports ${path}, which is no room of the house`
  if (other === room) return room === 'nodes' ? `${source.path} imports another node, ${path}` : null
  if (row.rooms.includes(other) || (each.isType && row.types?.includes(other))) return null
  const only = row.types?.includes(other) ? `only types of ${other}` : `nothing of ${other}`
  return `${source.path} imports ${path}, but ${room} may import ${only}`
}

/** Imports that the table of rooms and packages does not allow. */
export function crossings(source: Source): string[] {
  const room = roomOf(source.path)
  if (room === undefined || !/^(src|nodes)\//.test(source.path)) return []
  return importsOf(source)
    .map((each) => offenceOf(source, room, each))
    .filter((offence) => offence !== null)
}

/** What each file names of the others. */
function needs(sources: readonly Source[], counts: (each: Import) => boolean): Map<string, string[]> {
  const all = new Set(sources.map(({ path }) => path))
  const needsOf = (source: Source) =>
    importsOf(source)
      .filter(counts)
      .map((each) => target(source, each))
      .filter((path) => path !== undefined && path !== source.path && all.has(path))
  return new Map(sources.map((source) => [source.path, needsOf(source) as string[]])) // undefined is not in all
}

/** A ring of imports, if there is one: each file of it waits for the others to have started. What is loaded on demand
 * does not count, nor do types, which are gone by then. */
export const rings = (sources: readonly Source[]): string[] =>
  ringIn(needs(sources, ({ isLazy, isType }) => !isLazy && !isType))

/** A ring of files of which each has to be read to understand the others: types count, and what is loaded on demand. */
export const knots = (sources: readonly Source[]): string[] => ringIn(needs(sources, () => true))

function ringIn(left: Map<string, string[]>): string[] {
  // Files that need nothing that is left are in no ring; what remains in the end is in one, or leads to one.
  for (let before = -1; before !== left.size;) {
    before = left.size
    for (const [path, paths] of left) if (!paths.some((each) => left.has(each))) left.delete(path)
  }
  const [first] = left.keys()
  if (first === undefined) return []
  for (const trail = [first]; ;) {
    const next = left.get(trail.at(-1) ?? first)?.find((each) => left.has(each)) ?? first
    const start = trail.indexOf(next)
    if (start >= 0) return [[...trail.slice(start), next].join(' → ')]
    trail.push(next)
  }
}

const codeLines = (source: Source): number => {
  const bare = source.text.replace(/\/\*[^]*?\*\/|<!--[^]*?-->/g, '')
  return bare.split('\n').filter((line) => line.trim() !== '' && !/^\s*\/\//.test(line)).length
}

/** Files of more than 250 lines, not counting blank ones and comments. */
export function lengths(source: Source): string[] {
  const count = codeLines(source)
  return count > 250 ? [`${source.path} has ${count} lines; 250 are the limit`] : []
}

/** Files whose first line does not say what they are for. */
export function openings({ path, text }: Source): string[] {
  const [first = '', second = ''] = text.split('\n')
  const line = first.startsWith('#!') || /^<script[^>]*>$/.test(first) ? second : first
  const says = /^\s*(\/\/|\/\*+|<!--|#|""")\s*\S+ \S/.test(line)
  return says ? [] : [`${path} does not say in its first line what it is for`]
}

/** Names that say nothing about what is in the file. */
export function emptyNames({ path }: Source): string[] {
  const isEmpty = /(^|\/)(utils?|helpers?|common|types|index|misc)(\.[a-z.]+|\/)/.test(path)
  return isEmpty ? [`${path}: name it after what is in it`] : []
}

const linter = new Linter()
const reason = 'the same input gives the same output here'
const pureRules: Linter.Config = {
  files: ['**/*.ts'],
  languageOptions: {
    // With the names of the language, and four that are as pure and everywhere, whatever else the page or Node
    // brings is a name that nobody defined.
    parser,
    parserOptions: { lib: ['es2023'] },
    globals: {
      TextDecoder: 'readonly',
      TextEncoder: 'readonly',
      WebAssembly: 'readonly',
      structuredClone: 'readonly',
    },
  },
  rules: {
    'no-undef': 'error',
    'no-restricted-globals': [
      'error',
      { name: 'Date', message: reason },
      { name: 'globalThis', message: reason },
    ],
    'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: reason }],
  },
}

/** What belongs to the page, the clock or chance in rooms that must not know them. */
export function impurities({ path, text }: Source): string[] {
  if (!pureRooms.includes(roomOf(path) ?? '') || !path.endsWith('.ts')) return []
  return linter
    .verify(text, pureRules, { filename: path })
    .map(({ line, message }) => `${path}:${line}: ${message}`)
}

const asksForType = (node: ts.Expression): boolean =>
  ts.isIdentifier(node)
    ? node.text === 'type'
    : ts.isPropertyAccessExpression(node) && node.name.text === 'type'

/** Questions which node it is, where only what a node can should be asked: `type === 'matmul'`, `case 'matmul'`. */
export function namings(source: Source, nodeTypes: ReadonlySet<string>): string[] {
  if (!source.path.startsWith('src/')) return []
  const offences: string[] = []
  const judge = (asked: ts.Expression, answer: ts.Expression) => {
    if (asksForType(asked) && ts.isStringLiteralLike(answer) && nodeTypes.has(answer.text))
      offences.push(`${source.path} asks whether a node is ${answer.text}`)
  }
  const equalities = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]
  for (const script of scriptsOf(source)) {
    walk(script, (node) => {
      if (ts.isBinaryExpression(node) && equalities.includes(node.operatorToken.kind)) {
        judge(node.left, node.right)
        judge(node.right, node.left)
      }
      if (ts.isSwitchStatement(node))
        for (const clause of node.caseBlock.clauses)
          if (ts.isCaseClause(clause)) judge(node.expression, clause.expression)
    })
  }
  return offences
}
