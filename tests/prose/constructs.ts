// One of every construct that a text may hold, and what hostile texts are made of: each to be repeated, nested and mixed.
import fc from 'fast-check'

const nested = (open: string, close: string, depth: number): string =>
  `${open.repeat(depth)}x${close.repeat(depth)}`

/** What may stand side by side any number of times. */
export const repeated: readonly string[] = [
  ...[
    'word ',
    'a',
    ' ',
    '\n',
    '\t',
    '\r',
    '\0',
    '\\',
    '\u{1f600}',
    '\u202eabc \u05d0',
    'a\u0301\u0301\u0301',
  ],
  ...['# a\n', 'a\n===\n', '- a\n', '- a\n\n', '1. a\n', '> a\n', '> a\n\n', '---\n', '    a\n'],
  ...[
    '```\na\n```\n',
    '```\n',
    '~~~ a\n',
    '| a | b |\n|---|:-:|\n| 1 | 2 |\n\n',
    '|a|\n|-|\n',
    'a\\\n',
    'a  \n',
  ],
  ...['*a* ', '**a ', '**_* ', '*a_ ', '~~a', '`a` ', '`a', '``a`', '***a_b__'],
  ...['[a](https://b.c) ', '[a](', '[', '](', '![', '![[]()', '![a](https://b.c/d.png) ', '[a]: b\n'],
  ...[
    'https://a.b ',
    'https://a.b/(',
    '<https://a.b> ',
    '<https://',
    '<a:',
    'a@b.c ',
    '&amp;',
    '&#',
    '<img src=x>',
  ],
  ...[
    '$a',
    '$a$ ',
    '$ a $',
    '$1 ',
    '$$a',
    '$',
    '$$ a $$\n',
    '$$\na\n$$\n',
    '$\\frac{1}{2}$ ',
    '$\\vec x$ ',
    '\\$',
  ],
  ...[
    '$\\def\\a{\\a\\a}\\a$ ',
    '$\\foo$ ',
    '$\\pmb a\\fcolorbox{red}{blue}{b}\\oiint$ ',
    '$\\href{javascript:1}{a}$ ',
  ],
]

/** What may lie in itself any number of times. */
const nesting: readonly (readonly [string, string])[] = [
  ['> ', ''],
  ['- ', ''],
  ['1. ', ''],
  ['*_', '_*'],
  ['**a', 'b**'],
  ['[', '](https://a.b)'],
  ['![', '](https://a.b)'],
]

/** What may lie in itself within a formula. */
const nestingFormulas: readonly (readonly [string, string])[] = [
  ['\\frac{1}{', '}'],
  ['\\sqrt{', '}'],
  ['\\hat{', '}'],
  ['x^{', '}'],
  ['\\left(', '\\right)'],
  ['\\begin{matrix}a&', '\\end{matrix}'],
]

const depth = fc.constantFrom(1, 5, 12, 13, 40, 400)

const part: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...repeated), fc.constantFrom(1, 3, 300, 3_000))
    .map(([text, times]) => text.repeat(times)),
  fc.tuple(fc.constantFrom(...nesting), depth).map(([[open, close], deep]) => nested(open, close, deep)),
  fc
    .tuple(fc.constantFrom(...nestingFormulas), depth)
    .map(([[open, close], deep]) => `$${nested(open, close, deep)}$`),
)

/** Texts of all these, side by side and in paragraphs. */
export const texts: fc.Arbitrary<string> = fc
  .array(fc.tuple(part, fc.constantFrom('', ' ', '\n', '\n\n', '\n- ', '\n> ')), { maxLength: 12 })
  .map((parts) => parts.flat().join(''))

/** A text that holds each of them once, a few thousand signs of every kind. */
export const everything: string = [
  ...repeated.map((text) => text.repeat(Math.ceil(2_000 / text.length))),
  ...nesting.flatMap(([open, close]) => [5, 40, 400].map((deep) => nested(open, close, deep))),
  ...nestingFormulas.flatMap(([open, close]) =>
    [12, 13, 400].map((deep) => `$${nested(open, close, deep)}$ `.repeat(8)),
  ),
  `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${'a\n'.repeat(300)}`,
].join('\n\n')
