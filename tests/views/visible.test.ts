// Text that somebody else wrote, as it may be drawn.
import { expect, test } from 'vitest'
import { visible } from '../../src/views/visible.ts'

test('characters that turn what stands around them are shown as escapes', () => {
  expect(visible('a\u202Eb\u2066c\u2069\u0000\u009B')).toBe('a\\u202eb\\u2066c\\u2069\\u0000\\u009b')
})

test('texts from right to left, their marks, joined emoji and new lines stay as they are', () => {
  for (const text of ['שלום\u200F!', 'می\u200Cخواهم', '👩\u200D🔬', 'W₀ = Ŷ\n\t∂'])
    expect(visible(text)).toBe(text)
})
