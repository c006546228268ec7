// Shortcuts: the same command on Mac and PC, and nothing by accident.
import { expect, test } from 'vitest'
import { type Stroke, commandOf } from '../../src/app/shortcuts.ts'

const press = (key: string, held: Partial<Stroke> = {}) =>
  commandOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })

test.each(['ctrlKey', 'metaKey'] as const)('commands with %s', (control) => {
  expect(press('z', { [control]: true })).toBe('undo')
  expect(press('Z', { [control]: true, shiftKey: true })).toBe('redo')
  expect(press('y', { [control]: true })).toBe('redo')
  expect(press('s', { [control]: true })).toBe('save')
  expect(press('o', { [control]: true })).toBe('open')
  expect(press('Enter', { [control]: true })).toBe('run')
  expect(press('r', { [control]: true })).toBe(null)
})

test('letters alone', () => {
  expect(['a', 'A', ' ', 'r', '.', 'Home', '?'].map((key) => press(key))).toEqual([
    ...['add', 'add', 'add', 'run', 'step', 'fit', 'help'],
  ])
  expect(press('?', { shiftKey: true })).toBe('help')
})

test('other keys and other modifiers mean nothing', () => {
  expect(press('a', { altKey: true })).toBe(null)
  expect(press('A', { shiftKey: true })).toBe(null)
  expect(press('Tab')).toBe(null)
  expect(press('S', { ctrlKey: true, shiftKey: true })).toBe(null)
})
