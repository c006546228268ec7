// Markdown: what is read as what, that nothing else gets through, and that no text takes longer than its length allows.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Span } from '../../src/prose/blocks.ts'
import { read } from '../../src/prose/read.ts'
import { repeated, texts } from './constructs.ts'

const text = (content: string): Span => ({ kind: 'text', text: content })
const paragraph = (...spans: Span[]): Block => ({ kind: 'paragraph', tight: false, spans })
const tight = (content: string): Block => ({ kind: 'paragraph', tight: true, spans: [text(content)] })
const formula = (tex: string, display = false): Span => ({ kind: 'formula', tex, display })

/** The spans of a text of one paragraph. */
function spans(source: string): readonly Span[] {
  const [block, ...more] = read(source)
  if (block?.kind !== 'paragraph' || more.length > 0) throw new Error(`${source} is not one paragraph`)
  return block.spans
}

test('paragraphs are set apart by empty lines, lines within them are joined', () => {
  expect(read('one\ntwo\r\n\r\nthree')).toEqual([paragraph(text('one two')), paragraph(text('three'))])
})

test('marks within a line are told apart, also within each other', () => {
  expect(
    spans('**a *b*** `c` ~~d~~ [e *f*](https://example.org)').filter(({ kind }) => kind !== 'text'),
  ).toEqual([
    { kind: 'strong', spans: [text('a '), { kind: 'emphasis', spans: [text('b')] }] },
    { kind: 'code', text: 'c' },
    { kind: 'struck', spans: [text('d')] },
    {
      kind: 'link',
      to: 'https://example.org',
      spans: [text('e '), { kind: 'emphasis', spans: [text('f')] }],
    },
  ])
})

test('a backslash or two spaces at the end of a line break it', () => {
  expect(spans('a\\\nb  \nc')).toEqual([
    text('a'),
    { kind: 'break' },
    text('b'),
    { kind: 'break' },
    text('c'),
  ])
})

test('signs that mark nothing stay', () => {
  for (const plain of ['2 * 3 * 4', 'snake_case_name', '5 < 6 & 7 > 6', 'a [b] (c)', 'main.py and a@b.c'])
    expect(spans(plain)).toEqual([text(plain)])
})

test('headings, rules, code and quotes are blocks', () => {
  expect(read('# One\n### Three\n---\n```js\na  b\n```\n> c\n> - d\n\n    e')).toEqual([
    { kind: 'heading', level: 1, spans: [text('One')] },
    { kind: 'heading', level: 3, spans: [text('Three')] },
    { kind: 'rule' },
    { kind: 'code', text: 'a  b' },
    { kind: 'quote', blocks: [paragraph(text('c')), { kind: 'list', start: null, items: [[tight('d')]] }] },
    { kind: 'code', text: 'e' },
  ])
})

test('lists lie in lists, and ordered ones know their first number', () => {
  expect(read('- one\n- two\n  1. three\n  2. four\n     more')).toEqual([
    {
      kind: 'list',
      start: null,
      items: [
        [tight('one')],
        [tight('two'), { kind: 'list', start: 1, items: [[tight('three')], [tight('four more')]] }],
      ],
    },
  ])
  expect(read('7. a\n\n8. b')).toEqual([
    { kind: 'list', start: 7, items: [[paragraph(text('a'))], [paragraph(text('b'))]] },
  ])
})

test('tables have a head, rows, and columns that are aligned', () => {
  const cell = (content: string, align: 'left' | 'center' | 'right' | null) => ({
    align,
    spans: [text(content)],
  })
  expect(read('| a | b | c |\n|---|:-:|--:|\n| 1 | *2* |\n| 3 | 4 | 5 |')).toEqual([
    {
      kind: 'table',
      head: [cell('a', null), cell('b', 'center'), cell('c', 'right')],
      rows: [
        [cell('1', null), { align: 'center', spans: [{ kind: 'emphasis', spans: [text('2')] }] }],
        [cell('3', null), cell('4', 'center'), cell('5', 'right')],
      ],
    },
  ])
})

test('addresses are links: written out, in angles, and for mail', () => {
  expect(
    spans('https://a.b/c <https://d.e> [f](mailto:g@h.i)').filter(({ kind }) => kind === 'link'),
  ).toEqual([
    { kind: 'link', to: 'https://a.b/c', spans: [text('https://a.b/c')] },
    { kind: 'link', to: 'https://d.e', spans: [text('https://d.e')] },
    { kind: 'link', to: 'mailto:g@h.i', spans: [text('f')] },
  ])
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  'http://plain.example',
  'file:///etc',
  '#x',
])('a link or picture to %s stays text', (to) => {
  for (const source of [`[x](${to})`, `![x](${to})`]) {
    expect(spans(source)).toEqual([text(source)])
  }
})

test('a picture is a link named by what it shows', () => {
  const to = 'https://example.org/a.png'
  expect(spans(`![A *cat*](${to}) ![](${to})`)).toEqual([
    { kind: 'link', to, spans: [text('A cat')] },
    text(' '),
    { kind: 'link', to, spans: [text(to)] },
  ])
})

test('markup of another kind is plain text', () => {
  const source = '<img src=x onerror=alert(1)> <b>x</b> <!-- y -->'
  expect(read(source)).toEqual([paragraph(text(source))])
  expect(read('<script>alert(1)</script>')).toEqual([paragraph(text('<script>alert(1)</script>'))])
})

test('definitions for links are text, as they would hold for a part of it only', () => {
  expect(spans('[a]: /b')).toEqual([text('[a]: /b')])
})

test('formulas stand between dollars', () => {
  expect(spans('$e^2$, $a$b and $\\text{a \\$}$')).toEqual([
    formula('e^2'),
    text(', '),
    formula('a'),
    text('b and '),
    formula('\\text{a \\$}'),
  ])
  expect(spans('a $$b *c* d$$ e')).toEqual([text('a '), formula('b *c* d', true), text(' e')])
  expect(read('before\n$$\na\n+ b\n$$\n- $$c$$\n\n$$d$$\nafter')).toEqual([
    paragraph(text('before')),
    { kind: 'formula', tex: 'a\n+ b' },
    { kind: 'list', start: null, items: [[{ kind: 'formula', tex: 'c' }]] },
    { kind: 'formula', tex: 'd' },
    paragraph(text('after')),
  ])
})

test('dollars that enclose no formula are text', () => {
  for (const plain of ['$5 and $6', '$ a $', 'a$', '$', '$$', '$$$a$$$', '$a$5', '$$ a', '$$$$'])
    expect(spans(plain)).toEqual([text(plain)])
  expect(spans('\\$a$')).toEqual([text('$a$')])
  expect(read('$$\n\na\n\n$$')).toEqual([paragraph(text('$$')), paragraph(text('a')), paragraph(text('$$'))])
  expect(spans('`$a$`')).toEqual([{ kind: 'code', text: '$a$' }])
})

const isNesting = (value: object): value is Block | Span => 'kind' in value

/** How deep blocks and spans lie in each other, and how many there are. */
function measure(blocks: readonly Block[]): { depth: number; count: number } {
  const stack: { value: unknown; depth: number }[] = [{ value: blocks, depth: 0 }]
  let [depth, count] = [0, 0]
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (typeof top.value !== 'object' || top.value === null) continue
    const here = top.depth + (isNesting(top.value) ? 1 : 0)
    depth = Math.max(depth, here)
    if (isNesting(top.value)) count++
    for (const value of Object.values(top.value)) stack.push({ value, depth: here })
  }
  return { depth, count }
}

test('what is nested deeper than can be drawn stays as it was written', () => {
  const deep = read(`${'- '.repeat(12)}x\n\nafter`)
  expect(JSON.stringify(deep)).toContain('"text":"- - - - x","reason":"nested deeper')
  expect(deep.at(-1)).toEqual(paragraph(text('after')))
  expect(JSON.stringify(read(`${'> '.repeat(400)}x`))).toContain('> > x","reason":"nested deeper')
  expect(JSON.stringify(read(`${'**a '.repeat(20)}${'b** '.repeat(20)}`))).toContain('**a')
})

test('a table that would be filled up to thousands of cells stays as it was written', () => {
  const source = `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${'a\n'.repeat(10)}`
  expect(read(`${source}\nafter`)).toEqual([
    { kind: 'code', text: source.trimEnd(), reason: 'a table of more than 2000 cells' },
    paragraph(text('after')),
  ])
})

test('no text becomes deep, or more blocks and spans than it has signs', () => {
  fc.assert(
    fc.property(texts, (source) => {
      const { depth, count } = measure(read(source.slice(0, 4_000)))
      expect(depth).toBeLessThanOrEqual(30)
      expect(count).toBeLessThanOrEqual(Math.min(source.length, 4_000) + 1)
    }),
    { seed: 11, numRuns: 100 },
  )
})

test('four times the text takes about four times as long', () => {
  const timeOf = (source: string): number => {
    const start = performance.now()
    read(source)
    return performance.now() - start
  }
  // A quadratic reader takes sixteen times as long, however often it tries; a busy machine takes any time, now and then.
  const isSlow = (unit: string): boolean => {
    const [short = '', long = ''] = [4_000, 16_000].map((length) => unit.repeat(length / unit.length))
    let [shortest, best] = [Infinity, Infinity]
    for (let tries = 0; tries < 20 && !(best < 12 * Math.max(1, shortest)); tries++) {
      shortest = Math.min(shortest, timeOf(short))
      best = Math.min(best, timeOf(long))
    }
    return best >= 12 * Math.max(1, shortest)
  }
  expect(repeated.filter(isSlow)).toEqual([])
})

test('100,000 dollars without an end are read as text', () => {
  const source = '$a '.repeat(100_000).trimEnd()
  expect(spans(source)).toEqual([text(source)])
})
