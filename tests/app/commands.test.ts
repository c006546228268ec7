// The table of commands: each name and key once, and all of them in the list of shortcuts and found by their words.
import { expect, test } from 'vitest'
import { commands } from '../../src/app/commands/all.ts'
import { findCommands } from '../../src/app/commands/find.ts'
import { shortcutList } from '../../src/app/commands/shortcut-list.ts'
import type { Shown } from '../../src/app/desk.ts'

const twice = (all: readonly string[]): string[] => all.filter((each, place) => all.indexOf(each) !== place)

test('no name and no key means two commands', () => {
  expect(twice(commands.map(({ id }) => id))).toEqual([])
  expect(twice(commands.flatMap(({ keys = [] }) => keys))).toEqual([])
})

test('the list of shortcuts has every key of every command', () => {
  const listed = shortcutList(false).flatMap(({ entries }) => entries.flatMap(({ keys }) => keys))
  for (const { keys = [] } of commands)
    for (const key of keys) expect(listed).toContain(key.replace('Mod', 'Ctrl'))
  expect(twice(listed)).toEqual([])
})

const shown = (label: string, can = true): Shown => ({
  ...{ id: label, label, title: label, key: null, icon: null, can, isOn: null },
})

test('commands that begin with the word come first, those that cannot be given last', () => {
  const all = [shown('Zoom to fit'), shown('Go to fitting', false), shown('Fit'), shown('Outfit')]
  expect(findCommands(all, 'fit').map(({ label }) => label)).toEqual([
    ...['Fit', 'Zoom to fit', 'Outfit', 'Go to fitting'],
  ])
  expect(findCommands(all, 'fit zoom').map(({ label }) => label)).toEqual(['Zoom to fit'])
  expect(findCommands(all, 'nothing')).toEqual([])
  expect(findCommands(all, ' ')).toHaveLength(4)
})
