// Searching nodes: what comes first for the words that people type.
import { expect, test } from 'vitest'
import { searchKinds, shelves } from '../../src/app/search.ts'
import { library } from '../../src/library.ts'

const kinds = shelves(library).flatMap((shelf) => shelf.kinds)
const found = (query: string): string[] => searchKinds(kinds, query).map(({ type }) => type)

test('every kind of node is on exactly one shelf', () => {
  expect(kinds.map(({ type }) => type).toSorted()).toEqual([...library.keys()].toSorted())
})

test('every node comes first when its title is typed', () => {
  for (const { type, definition } of kinds) expect(found(definition.title)[0], definition.title).toBe(type)
})

test('every node comes first when its type is typed', () => {
  for (const { type } of kinds) expect(found(type)[0], type).toBe(type)
})

test.each([
  ['momentum', 'sgd'],
  ['dot', 'matmul'],
  ['HEAT', 'heatmap'],
  ['loss plot', 'lossplot'],
])('%s finds %s first', (query, type) => {
  expect(found(query)[0]).toBe(type)
})

test('all words must be found somewhere', () => {
  expect(found('heatmap zebra')).toEqual([])
})

test('an empty search shows everything by shelf', () => {
  expect(found('  ')).toEqual(kinds.map(({ type }) => type))
})

test('characters that mean something in patterns are plain text', () => {
  expect(found('a(')).toEqual([])
  expect(found('.*')).toEqual([])
})
