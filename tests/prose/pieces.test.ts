// Cutting a long text: nothing is lost, no piece is too long, and blocks stay whole where they can.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leeway, pieceAt, pieceLength, start } from '../../src/prose/pieces.ts'
import { texts } from './constructs.ts'

function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let place = start; place.from < text.length;) {
    const { piece, next } = pieceAt(text, place)
    expect(next.from).toBeGreaterThan(place.from)
    pieces.push(piece)
    place = next
  }
  return pieces
}

test('a short text is one piece', () => {
  expect(piecesOf('# a\n\nb')).toEqual(['# a\n\nb'])
  expect(piecesOf('')).toEqual([])
})

test('a long text is cut between blocks, and within none that is short enough', () => {
  const blocks = Array.from({ length: 100 }, (_, index) => `${index} ${'word '.repeat(40).trimEnd()}\n\n`)
  const pieces = piecesOf(blocks.join(''))
  expect(pieces.length).toBeLessThan(10)
  for (const piece of pieces) expect(piece).toMatch(/^\d+ word[^]*word\n\n$/)
})

test('items of a list are not cut off from their further paragraphs', () => {
  const items = Array.from({ length: 40 }, () => `- ${'a '.repeat(50)}\n\n      ${'b '.repeat(50)}\n\n`)
  for (const piece of piecesOf(items.join(''))) expect(piece).toMatch(/^- /)
})

test('code that goes over a cut is code on both sides', () => {
  const pieces = piecesOf(`before\n\n~~~~\n${'line\n\n'.repeat(2_000)}~~~~\nafter`)
  expect(pieces.length).toBeGreaterThan(2)
  for (const piece of pieces.slice(2)) expect(piece).toMatch(/^~~~~\n\n?line\n/)
  expect(pieces.at(-1)).toMatch(/~~~~\nafter$/)
})

test('a paragraph without an end is cut at a space, a word anywhere but within a character', () => {
  for (const piece of piecesOf('word '.repeat(5_000))) expect(piece).toMatch(/^word.*word $/)
  for (const piece of piecesOf(`a${'\u{1f600}'.repeat(5_000)}`)) expect(piece).not.toMatch(/\p{Surrogate}/u)
})

test('a formula that is too long to be typeset is whole in its piece', () => {
  const formula = `$${'\\frac{1}{'.repeat(400)}x${'}'.repeat(400)}$`
  expect(piecesOf(`${formula}\n\nafter`)[0]).toContain(formula)
  expect(piecesOf(`${'word '.repeat(600)}${formula} after`)[0]).toContain(formula)
})

test('the pieces of any text together are the text, and each is short', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let joined = ''
      for (let place = start; place.from < text.length;) {
        const { piece, next } = pieceAt(text, place)
        const own = text.slice(place.from, next.from)
        expect(piece.endsWith(own)).toBe(true)
        expect(own.length).toBeLessThanOrEqual(pieceLength + leeway)
        expect(piece.length - own.length).toBe(place.fence === '' ? 0 : place.fence.length + 1)
        joined += own
        place = next
      }
      expect(joined).toBe(text)
    }),
    { seed: 12, numRuns: 100 },
  )
})
