// Each rule of the house catches a made-up offender, and leaves its innocent neighbour alone.
import { describe, expect, it } from 'vitest'
import * as rules from './rules.ts'
import type { Source } from './source.ts'

const at = (path: string, text: string): Source => ({ path, text })
const component = (script: string) =>
  `<!-- A face. -->\n<script lang="ts">\n${script}\n</script>\n<p>Hello</p>\n`

describe('the table of imports', () => {
  it.each([
    ['src/numeric/a.ts', "import { b } from '../node.ts'"],
    ['src/numeric/a.ts', "import type { B } from '../node.ts'"],
    ['src/engine/a.ts', "import { b } from '../views/b.ts'"],
    ['src/engine/a.ts', "export * from '../views/b.ts'"],
    ['src/engine/a.ts', "const b = await import('../worker/client.ts')"],
    ['src/engine/a.ts', "type B = import('../worker/client.ts').B"],
    ['src/engine/a.ts', "const all = import.meta.glob(['../../nodes/*/*.ts'])"],
    ['src/engine/a.ts', "import { something } from '../picture.ts'"],
    ['src/graph/a.ts', "import { matrix, type Matrix } from '../numeric/matrix.ts'"],
    ['src/editor/a.ts', "import { state } from '../app/state.ts'"],
    ['src/editor/A.svelte', component("import { state } from '../app/state.ts'")],
    ['src/attic/a.ts', "import { b } from '../node.ts'"],
    ['src/app/a.ts', "import { b } from '../../tests/b.ts'"],
    ['nodes/algebra/a.ts', "import { b } from './b.ts'"],
    ['nodes/algebra/a.ts', "import { b } from '../../src/graph/document.ts'"],
    ['src/app/a.ts', "import { NodeEditor } from 'rete'"],
    ['src/app/a.ts', "import { AreaPlugin } from 'rete-area-plugin'"],
    ['src/editor/a.ts', "import { line } from 'd3'"],
    ['src/editor/a.ts', "import type { Line } from 'd3'"],
    ['src/graph/a.ts', "import { flushSync } from 'svelte'"],
    ['src/worker/a.ts', "import { readFileSync } from 'node:fs'"],
    ['src/cli/a.ts', "import { readFileSync } from 'fs'"],
    ['src/app/a.ts', "import { new as one } from 'never-heard-of'"],
  ])('stops %s: %s', (path, text) => {
    expect(rules.crossings(at(path, text))).toHaveLength(1)
  })

  it.each([
    ['src/engine/a.ts', "import { matrix } from '../numeric/matrix.ts'"],
    ['src/engine/a.ts', "import { type Picture } from '../picture.ts'"],
    ['src/editor/a.ts', "const faces = import.meta.glob('../../nodes/*/*.svelte')"],
    ['src/views/A.svelte', component("import { line } from 'd3'\nimport { tick } from 'svelte'")],
    ['src/views/a.svelte.ts', "import { SvelteMap } from 'svelte/reactivity'"],
    ['src/app/a.ts', "import './theme.css'\nimport url from './picture.png?url'"],
    ['src/engine/a.ts', "// import { b } from '../views/b.ts'\nconst text = \"import '../views/b.ts'\""],
    ['tests/app/a.test.ts', "import { b } from '../../src/app/b.ts'"],
  ])('lets pass %s: %s', (path, text) => {
    expect(rules.crossings(at(path, text))).toEqual([])
  })
})

describe('the search for rings', () => {
  it('names the files of a ring, and not those that lead to it', () => {
    const sources = [
      at('src/graph/a.ts', "import './b.ts'"),
      at('src/graph/b.ts', "export { c } from './c.ts'"),
      at('src/graph/c.ts', "import './b.ts'"),
    ]
    expect(rules.rings(sources)).toEqual(['src/graph/b.ts → src/graph/c.ts → src/graph/b.ts'])
  })

  it('lets a file name the types of what needs it, and load that on demand', () => {
    const sources = [
      at('src/cli/a.ts', "import type { B } from './b.ts'\nconst b = () => import('./b.ts')"),
      at('src/cli/b.ts', "import './a.ts'"),
    ]
    expect(rules.rings(sources)).toEqual([])
  })

  it('finds two files that need each other for a type only, if asked for', () => {
    const sources = [
      at('src/editor/a.ts', "import type { B } from './b.ts'"),
      at('src/editor/b.ts', "import { a } from './a.ts'"),
    ]
    expect(rules.knots(sources)).toEqual(['src/editor/a.ts → src/editor/b.ts → src/editor/a.ts'])
    expect(rules.knots(sources.slice(1))).toEqual([])
  })

  it('finds none where two ways lead to the same file', () => {
    const sources = [
      at('src/graph/a.ts', "import './b.ts'\nimport './c.ts'"),
      at('src/graph/b.ts', "import './c.ts'"),
      at('src/graph/c.ts', ''),
    ]
    expect(rules.rings(sources)).toEqual([])
  })
})

describe('the rule of purity', () => {
  it.each([
    'const when = Date.now()',
    'const when = performance.now()',
    'const chance = Math.random()',
    'const { random } = Math',
    'const title = document.title',
    'const later = setTimeout(() => 1, 10)',
    'const width = globalThis.innerWidth',
    'const words = process.argv',
    'export const of = (element: HTMLElement) => element',
  ])('stops %s', (text) => {
    expect(rules.impurities(at('src/engine/a.ts', text))).toHaveLength(1)
  })

  it.each([
    'export const titleOf = (document: { title: string }) => document.title',
    'export const later = { performance: 1, Date: 2 }.Date',
    'export const root = Math.sqrt(2)',
    'export const all: ReadonlyMap<string, Readonly<Float32Array>> = new Map()',
  ])('lets pass %s', (text) => {
    expect(rules.impurities(at('src/engine/a.ts', text))).toEqual([])
  })

  it('leaves the rooms at the rim alone', () => {
    expect(rules.impurities(at('src/app/a.ts', 'const when = Date.now()'))).toEqual([])
  })
})

describe('the rule against naming nodes', () => {
  const nodeTypes = new Set(['matmul', 'number'])

  it.each([
    "if (node.type === 'matmul') go()",
    "if ('matmul' !== type) go()",
    "switch (operation.kind.type) { case 'matmul': go() }",
  ])('stops %s', (text) => {
    expect(rules.namings(at('src/engine/a.ts', text), nodeTypes)).toHaveLength(1)
  })

  it.each([
    "if (typeof value === 'number') go()",
    "if (param.control === 'number') go()",
    "if (message.type === 'frame') go()",
    "const title = 'matmul'",
  ])('lets pass %s', (text) => {
    expect(rules.namings(at('src/engine/a.ts', text), nodeTypes)).toEqual([])
  })
})

describe('the rules for files', () => {
  it.each(['', 'const a = 1\n// Says it too late.', '//', '// eslint-disable', 'import a from "a"'])(
    'want a first line that says what the file is for, unlike "%s"',
    (text) => {
      expect(rules.openings(at('src/graph/a.ts', text))).toHaveLength(1)
    },
  )

  it.each([
    ['src/a.ts', '// What a says.\n'],
    ['src/A.svelte', component('let a = 1')],
    ['src/A.svelte', '<script lang="ts">\n  // What a shows.\n</script>'],
    ['src/a.css', '/* The colours of a. */'],
    ['scripts/a.mjs', '#!/usr/bin/env node\n// Does what a says.'],
    ['tests/a.py', '"""Records what a says."""'],
  ])('take the first line of %s: %j', (path, text) => {
    expect(rules.openings(at(path, text))).toEqual([])
  })

  it('want at most 250 lines, blank lines and comments apart', () => {
    const lines = (count: number) => 'go()\n'.repeat(count)
    expect(rules.lengths(at('src/graph/a.ts', lines(251)))).toHaveLength(1)
    expect(
      rules.lengths(at('src/graph/a.ts', '/* One\ntwo */\n' + '// Three\n\n'.repeat(90) + lines(250))),
    ).toEqual([])
  })

  it.each([
    'src/graph/utils.ts',
    'src/common/a.ts',
    'src/views/helper.ts',
    'src/index.ts',
    'src/node/types.ts',
  ])('want a better name than %s', (path) => {
    expect(rules.emptyNames(at(path, ''))).toHaveLength(1)
  })

  it.each(['src/graph/index-of-wires.ts', 'src/views/typeset.ts'])('take the name %s', (path) => {
    expect(rules.emptyNames(at(path, ''))).toEqual([])
  })
})
