// Reads a source file as its compiler does: its scripts, and what they import.
import { posix } from 'node:path'
import { parse } from 'svelte/compiler'
import ts from 'typescript'

export interface Source {
  /** From the root of the project, with slashes. */
  readonly path: string
  readonly text: string
}

export interface Import {
  readonly specifier: string
  readonly isType: boolean
  /** Loaded on demand. */
  readonly isLazy?: boolean
}

/** The scripts of a file as a syntax tree each: two at most in a component, one in a module, none in a style sheet. */
export function scriptsOf({ path, text }: Source): ts.SourceFile[] {
  const read = (script: string) =>
    ts.createSourceFile(path, script, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS)
  if (/\.(ts|mjs|js)$/.test(path)) return [read(text)]
  if (!path.endsWith('.svelte')) return []
  const { module, instance } = parse(text, { modern: true })
  const ranges = [module, instance].filter((script) => !!script)
  return ranges.map(({ start, end }) =>
    read(text.slice(start, end).replace(/^<script[^>]*>|<\/script>$/g, '')),
  )
}

/** Visits a node and everything below it. */
export function walk(start: ts.Node, visit: (node: ts.Node) => void): void {
  const open = [start]
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node)
    ts.forEachChild(node, (child) => void open.push(child))
  }
}

export const importsOf = (source: Source): Import[] =>
  scriptsOf(source).flatMap((script) => {
    const found: Import[] = []
    walk(script, (node) => found.push(...importsAt(node)))
    return found
  })

const strings = (nodes: readonly ts.Node[]): string[] =>
  nodes.flatMap((node) => {
    if (ts.isStringLiteralLike(node)) return [node.text]
    return ts.isArrayLiteralExpression(node) ? strings(node.elements) : []
  })

const allTypes = (elements: readonly { readonly isTypeOnly: boolean }[]) =>
  elements.length > 0 && elements.every(({ isTypeOnly }) => isTypeOnly)

function isTypeImport({ importClause: clause }: ts.ImportDeclaration): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const names = clause.namedBindings
  return !clause.name && names !== undefined && ts.isNamedImports(names) && allTypes(names.elements)
}

function isTypeExport({ isTypeOnly, exportClause: names }: ts.ExportDeclaration): boolean {
  return isTypeOnly || (names !== undefined && ts.isNamedExports(names) && allTypes(names.elements))
}

const isMeta = (node: ts.Node) => ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword

const isGlob = ({ expression }: ts.CallExpression) =>
  ts.isPropertyAccessExpression(expression) &&
  isMeta(expression.expression) &&
  expression.name.text === 'glob'

function importsAt(node: ts.Node): Import[] {
  const as = (isType: boolean, ...nodes: readonly ts.Node[]) =>
    strings(nodes).map((specifier) => ({ specifier, isType }))
  if (ts.isImportDeclaration(node)) return as(isTypeImport(node), node.moduleSpecifier)
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return as(isTypeExport(node), node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return as(true, node.argument.literal)
  if (!ts.isCallExpression(node)) return []
  const isLazy = node.expression.kind === ts.SyntaxKind.ImportKeyword
  if (!isLazy && !isGlob(node)) return []
  return as(false, ...node.arguments.slice(0, 1)).map((each) => ({ ...each, isLazy }))
}

/** The file that a relative specifier means, without what Vite is told behind a question mark; nothing for a package. */
export function target({ path }: Source, { specifier }: Import): string | undefined {
  if (specifier.startsWith('/')) return specifier.slice(1).replace(/\?.*/, '')
  if (!specifier.startsWith('.')) return undefined
  return posix.join(posix.dirname(path), specifier.replace(/\?.*/, ''))
}
