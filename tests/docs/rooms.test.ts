// The table of rooms in the architecture page is the table that every import is held against.
import { expect, test } from 'vitest'
import { table } from '../architecture/table.ts'
import { read, rowsUnder } from './markdown.ts'

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ') || '—'

test('the architecture page has the table of rooms', () => {
  const expected = Object.entries(table).map(([room, { rooms, types = [], packages = [] }]) => [
    `\`${room}\``,
    listed(rooms),
    listed(types.filter((each) => each !== room && !rooms.includes(each))),
    listed(packages),
  ])
  const rows = rowsUnder(read('docs/architecture.md'), ['Room', 'May import', 'Types of', 'Packages'])
  expect(rows).toEqual(expected)
})
