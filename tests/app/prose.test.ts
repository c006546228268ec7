// The small Markdown: what is read as what, and that nothing else gets through.
import { expect, test } from 'vitest'
import { readProse, readSpans } from '../../src/app/prose.ts'

test('paragraphs are set apart by empty lines, lines within them are joined', () => {
  expect(readProse('one\ntwo\n\nthree')).toEqual([
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'one two' }] },
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'three' }] },
  ])
})

test('strong, emphasis, code, formulas and links are told apart', () => {
  expect(
    readSpans('a **b** *c* `d` $e^2$ [f](https://example.org)').filter(({ kind }) => kind !== 'text'),
  ).toEqual([
    { kind: 'strong', text: 'b' },
    { kind: 'emphasis', text: 'c' },
    { kind: 'code', text: 'd' },
    { kind: 'formula', text: 'e^2' },
    { kind: 'link', text: 'f', to: 'https://example.org' },
  ])
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  'http://plain.example',
  ' https://x',
])('a link to %s stays plain text', (to) => {
  const text = `[x](${to})`
  expect(readSpans(text)).toEqual([{ kind: 'text', text }])
})

test('markup of another kind is plain text', () => {
  const text = '<img src=x onerror=alert(1)>'
  expect(readProse(text)).toEqual([{ kind: 'paragraph', spans: [{ kind: 'text', text }] }])
})

test('stars and dollars that mark nothing stay', () => {
  expect(readSpans('2 * 3 * 4, $5 and $6')).toEqual([{ kind: 'text', text: '2 * 3 * 4, $5 and $6' }])
  expect(readSpans('snake_case_name')).toEqual([{ kind: 'text', text: 'snake_case_name' }])
})

test('lists, headings, formulas and code are blocks', () => {
  const blocks = readProse('# Title\n- one\n- two\n  more\n\n1. first\n\n$$\nx\n$$\n\n```\na  b\n```\nend')
  expect(blocks).toEqual([
    { kind: 'heading', spans: [{ kind: 'text', text: 'Title' }] },
    {
      kind: 'list',
      ordered: false,
      items: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two more' }]],
    },
    { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'first' }]] },
    { kind: 'formula', text: 'x' },
    { kind: 'code', text: 'a  b' },
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'end' }] },
  ])
})

test('long hostile text is read in no time', () => {
  const start = performance.now()
  for (const text of ['*'.repeat(50_000), '['.repeat(50_000), '$a'.repeat(25_000), '`'.repeat(50_001)])
    readProse(text)
  expect(performance.now() - start).toBeLessThan(1000)
})
