// Cuts a text of any length into pieces that are read and drawn one at a time, between blocks wherever there is a place.
import { longest } from './formula.ts'

/** Characters of a piece. Whatever a text does, reading and drawing so many fits into a frame. */
export const pieceLength = 4_000
/** What a piece may be longer by, for a formula that would be cut. */
export const leeway = 8_000

/** Signs that may each become elements, roughly by how many. No text that is written to be read is full of them. */
const weights = new Map(
  Object.entries({
    '\n': 4,
    '*': 2,
    '~': 2,
    '>': 2,
    '`': 2,
    '[': 2,
    '|': 1,
    _: 2,
    '^': 2,
    '&': 2,
    '{': 2,
    '\\': 2,
    $: 24,
  }),
)
const mostWeight = 1_000

/** Where the next piece begins, and the line that opened the code block in which it does. */
export interface Place {
  readonly from: number
  readonly fence: string
}

export const start: Place = { from: 0, fence: '' }

interface Cut extends Place {
  /** The better of two kinds of places, and of the same kind the later one. */
  readonly merit: number
}

const merits = { letter: 0, space: 1, line: 2, inList: 3, block: 4 } as const

const fenceOf = (line: string): string => /^ {0,3}(`{3,32}|~{3,32})/.exec(line)?.[1] ?? ''

/** Whether a line ends the code block that `fence` opened: the same marks, no fewer of them, and nothing else. */
const isEndOf = (fence: string, line: string): boolean => {
  const marks = fenceOf(line)
  return marks.startsWith(fence) && line.trim() === marks
}

/** The best place to cut among the ends of lines. */
function cutAtLine(lines: string, place: Place): Cut | null {
  let { fence } = place
  let best: Cut | null = null
  let isAfterBlank = false
  for (const { 0: whole, index } of lines.matchAll(/[^\r\n]*(?:\r\n?|\n|$)/g)) {
    const line = whole.trimEnd()
    if (index > 0 && whole !== '') {
      const isApart = isAfterBlank && fence === '' && line !== ''
      const merit = !isApart ? merits.line : /^\s/.test(whole) ? merits.inList : merits.block
      if (!best || merit >= best.merit) best = { from: place.from + index, fence, merit }
    }
    if (fence !== '') fence = isEndOf(fence, line) ? '' : fence
    else fence = fenceOf(line)
    isAfterBlank = line === ''
  }
  return best
}

/** A place within a line, where there is no end of one: after a space, or else anywhere but within a character. */
function cutWithin(window: string, place: Place): Place {
  const space = window.endsWith('$') ? 0 : window.lastIndexOf(' ') + 1
  const isHalf = /[\ud800-\udbff]$/.test(window)
  const length = space > 1 ? space : window.length - (isHalf ? 1 : 0)
  return { from: place.from + length, fence: place.fence }
}

/** A formula that is too long to be typeset costs nothing; uncut, it is shown with the reason. */
const longFormula = new RegExp(
  String.raw`\$\$?[^\s$][^$\r\n]{${longest},${leeway - 8}}[^\s$]\$\$?(?!\d)`,
  'y',
)

function endOfLongFormula(text: string, at: number): number {
  longFormula.lastIndex = at
  return longFormula.test(text) ? longFormula.lastIndex : at
}

/** Where a piece must end at the latest. */
function latestEnd(text: string, from: number): number {
  const end = Math.min(from + pieceLength, text.length)
  let weight = 0
  for (let at = from; at < end; at++) {
    if (text.charAt(at) === '$') {
      const formulaEnd = endOfLongFormula(text, at)
      if (formulaEnd >= end) return formulaEnd
      if (formulaEnd > at) at = formulaEnd
    }
    weight += weights.get(text.charAt(at)) ?? 0
    if (weight > mostWeight) return at
  }
  return end
}

/** The piece of a text that begins at a place, and where the next one does. */
export function pieceAt(text: string, place: Place): { readonly piece: string; readonly next: Place } {
  const opening = place.fence === '' ? '' : `${place.fence}\n`
  const end = latestEnd(text, place.from)
  if (end === text.length) return { piece: opening + text.slice(place.from), next: { from: end, fence: '' } }
  // The next character tells whether a line ends at the very end.
  const next =
    cutAtLine(text.slice(place.from, end + 1), place) ?? cutWithin(text.slice(place.from, end), place)
  return { piece: opening + text.slice(place.from, next.from), next }
}
