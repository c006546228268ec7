// Keystrokes: the same command on Mac and PC, nothing by accident, and no key with two meanings.
import { expect, test } from 'vitest'
import { type Stroke, keyOf, keyText } from '../../src/app/commands/keys.ts'

const press = (key: string, held: Partial<Stroke> = {}) =>
  keyOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })

test.each(['ctrlKey', 'metaKey'] as const)('%s is Mod', (control) => {
  expect(press('z', { [control]: true })).toBe('Mod+Z')
  expect(press('Z', { [control]: true, shiftKey: true })).toBe('Mod+Shift+Z')
  expect(press('Enter', { [control]: true })).toBe('Mod+Enter')
})

test('letters alone are written large, and a sign is what was meant whatever it took to type it', () => {
  expect(['a', 'A', ' ', '.', 'Home'].map((key) => press(key))).toEqual(['A', 'A', 'Space', '.', 'Home'])
  expect(press('?', { shiftKey: true })).toBe('?')
})

test('other modifiers make another key of it', () => {
  expect(press('a', { altKey: true })).toBe('Alt+A')
  expect(press('A', { shiftKey: true })).toBe('Shift+A')
  expect(press(' ', { shiftKey: true })).toBe('Shift+Space')
})

test('keys are written as each machine writes them', () => {
  expect(keyText('Mod+Shift+Z', true)).toBe('⌘⇧Z')
  expect(keyText('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
  expect(keyText('Alt++', false)).toBe('Alt++')
})
