// Finding commands by words: those that begin with them first.
import type { Shown } from '../desk.ts'

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** 0: begins with it; 1: a word begins with it; 2: it is within; null: it is not there. */
function rank(label: string, word: string): number | null {
  const place = label.indexOf(word)
  if (place <= 0) return place === 0 ? 0 : null
  return /[\p{L}\p{N}]/u.test(label.charAt(place - 1)) ? 2 : 1
}

/** The commands in whose labels every word stands, the best first; what cannot be done now comes last. */
export function findCommands(commands: readonly Shown[], query: string): Shown[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const ranked = commands.flatMap((command, place) => {
    const ranks = words.map((word) => rank(plain(command.label), word))
    if (ranks.includes(null)) return []
    const sum = ranks.reduce<number>((total, each) => total + (each ?? 0), 0)
    return [{ command, place, sum: sum + (command.can ? 0 : 100) }]
  })
  return ranked.sort((a, b) => a.sum - b.sum || a.place - b.place).map(({ command }) => command)
}
