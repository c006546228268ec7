// How wide a text will be, so that nodes are wide enough before anything is drawn.

/** Widths of characters in thousandths of the type size, as in Helvetica and the many faces of its proportions. */
const groups: readonly (readonly [number, string])[] = [
  [222, "ijl'|"],
  [290, ' !,.:;/\\[]ftI`'],
  [340, '()-r{}"'],
  [390, '*'],
  [500, 'cksvxyzJ'],
  [556, 'abdeghnopqu0123456789#$?_L^·₀₁₂₃₄₅₆₇₈₉'],
  [590, '+<>=~×−'],
  [667, 'ABEKPSVXY&FTZ'],
  [725, 'CDHNRUw'],
  [780, 'GOQ'],
  [840, 'mM'],
  [950, 'W%@…→'],
]
const widths = new Map(groups.flatMap(([width, characters]) => [...characters].map((each) => [each, width])))

/** Faces differ: some of those that stand for the system's are this much wider. */
const allowance = 1.16
const firstWide = 0x2e80

function widthOf(character: string): number {
  const known = widths.get(character)
  if (known !== undefined) return known
  return (character.codePointAt(0) ?? 0) >= firstWide ? 1000 : 700
}

/** Pixels that a line of text takes at most, in the page's sans. */
export function textWidth(text: string, size: number, weight: 'normal' | 'bold' = 'normal'): number {
  let thousandths = 0
  for (const character of text) thousandths += widthOf(character)
  return Math.ceil((thousandths / 1000) * size * allowance * (weight === 'bold' ? 1.06 : 1))
}
