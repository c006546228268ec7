// Links in the pages lead somewhere: to files that are there, and to headings that they have.
import { existsSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { expect, test } from 'vitest'
import { anchorsOf, linksOf, pages, read } from './markdown.ts'

/** Pictures that a run of the program makes. */
const made = ['docs/flagship.png']

const isWeb = (to: string): boolean => /^(https:|mailto:)/.test(to)

test('there are pages to read', () => {
  const expected = [
    'CHANGELOG.md',
    'README.md',
    ...['architecture', 'decisions', 'format', 'numerics'].map((name) => `docs/${name}.md`),
  ]
  expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(expected))
})

test.each(pages)('links of $path lead somewhere', (page) => {
  const wrong = linksOf(page).filter((to) => {
    if (isWeb(to)) return false
    const [file = '', anchor] = to.split('#')
    const path = file === '' ? page.path : posix.join(dirname(page.path), file)
    if (made.includes(path)) return false
    return !existsSync(path) || (anchor !== undefined && !anchorsOf(read(path)).has(anchor))
  })
  expect(wrong).toEqual([])
})
