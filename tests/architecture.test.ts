// The rules of the house, held against every file of ours.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, posix, sep } from 'node:path'
import { expect, it } from 'vitest'
import * as rules from './architecture/rules.ts'
import type { Source } from './architecture/source.ts'
import { roomOf, table } from './architecture/table.ts'

const root = join(import.meta.dirname, '..')
const extensions = /\.(ts|mjs|js|svelte|css|py)$/

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    posix.join(folder, file.split(sep).join('/')),
  )

const paths = [
  ...['src', 'nodes', 'tests', 'scripts', 'bench'].flatMap(filesIn),
  ...readdirSync(root).filter((name) => /\.config\.(ts|js)$/.test(name)),
]
const ours: readonly Source[] = paths
  .filter((path) => extensions.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const house = ours.filter(({ path }) => /^(src|nodes)\//.test(path))
const nodeTypes = new Set(
  filesIn('nodes').flatMap((path) => (path.endsWith('.ts') ? [basename(path, '.ts')] : [])),
)

it('lets each room look only at the rooms and packages of its row', () => {
  expect(house.flatMap(rules.crossings)).toEqual([])
})

it('has no ring of imports', () => {
  expect(rules.rings(house)).toEqual([])
})

it.each(Object.keys(table))('has no two files in %s that need each other, not even for a type', (room) => {
  expect(rules.knots(house.filter(({ path }) => roomOf(path) === room))).toEqual([])
})

it('keeps page, clock and dice out of the rooms that compute', () => {
  expect(house.flatMap(rules.impurities)).toEqual([])
})

it('asks what a node can, never which it is', () => {
  expect(house.flatMap((source) => rules.namings(source, nodeTypes))).toEqual([])
})

it('says in the first line of each file what it is for', () => {
  expect(ours.flatMap(rules.openings)).toEqual([])
})

it('has no file longer than 250 lines', () => {
  const programs = ours.filter(({ path }) => !path.startsWith('tests/'))
  expect(programs.flatMap(rules.lengths)).toEqual([])
})

it('names each file after what is in it', () => {
  expect(ours.flatMap(rules.emptyNames)).toEqual([])
})
