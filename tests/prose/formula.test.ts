// The guard before KaTeX: what is refused, and that nothing which a text needs is.
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusal } from '../../src/prose/formula.ts'

test.each([
  ['\\def\\a{\\a\\a}\\a', 'it defines commands'],
  ['\\gdef\\a{b}', 'it defines commands'],
  ['\\let\\a=b', 'it defines commands'],
  ['\\renewcommand{\\a}{b}', 'it defines commands'],
  ['\\newcommand\\a{b}', 'it defines commands'],
  [`${'\\frac{1}{'.repeat(400)}x${'}'.repeat(400)}`, 'signs long'],
  [`${'\\frac{1}{'.repeat(40)}x${'}'.repeat(40)}`, 'nested 40 deep; at most 12 are typeset'],
  [`${'\\sqrt['.repeat(13)}x${']{y}'.repeat(13)}`, 'nested'],
  [`${'\\left('.repeat(13)}x${'\\right)'.repeat(13)}`, 'nested'],
  ['a&'.repeat(121), '121 commands, cells'],
  ['x'.repeat(1_601), '1,601 signs long; at most 600 are typeset'],
])('%s is refused with a reason', (tex, reason) => {
  expect(refusal(tex)).toContain(reason)
})

test.each([
  'e^{i\\pi} + 1 = 0',
  '\\default',
  '\\leftarrow \\letter',
  `\\begin{pmatrix}${Array.from({ length: 8 }, () => 'a & b & c & d & e').join(' \\\\ ')}\\end{pmatrix}`,
  '[0, 1) \\cup [2, 3)',
])('%s is let through', (tex) => {
  expect(refusal(tex)).toBeNull()
})

test('every formula of every node is let through', () => {
  const nodes = readdirSync('nodes', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const formulas = nodes.flatMap((file) =>
    [...readFileSync(`nodes/${file}`, 'utf8').matchAll(/formula:\s*'(.*)'/g)].map(([, tex = '']) =>
      tex.replaceAll('\\\\', '\\'),
    ),
  )
  expect(formulas.length).toBeGreaterThan(30)
  expect(formulas.filter((tex) => refusal(tex) !== null)).toEqual([])
})
