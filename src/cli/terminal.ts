// The terminal: text for people, coloured where the stream shows colours, and plain in pipes.
import type { WriteStream } from 'node:tty'

type Paint = (text: string) => string

export interface Colours {
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
}

const painter =
  (isColoured: boolean, start: number, end: number): Paint =>
  (text) =>
    isColoured && text !== '' ? `\x1b[${start}m${text}\x1b[${end}m` : text

/** `hasColors` minds NO_COLOR and terminals that know none. */
export function coloursOf(stream: Pick<WriteStream, 'isTTY' | 'hasColors'>): Colours {
  const isColoured = stream.isTTY && stream.hasColors()
  const paint = (start: number, end: number) => painter(isColoured, start, end)
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  }
}

/** How wide text may be: as the terminal is, but never so wide that a line is hard to follow. */
export const widthOf = ({ columns }: { readonly columns?: number }): number =>
  Math.max(40, Math.min(columns || 80, 120))

const steering = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200B\uFEFF]/gu
const written = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * Text that somebody else wrote, as one line: what would steer the terminal, begin a line of its own or turn what
 * stands around it is shown as JSON writes it, "\u202e". Whatever comes from a file or an argument goes through here.
 */
export const visible = (text: string): string =>
  text.replace(steering, (character) => (character === '\n' ? '\\n' : written(character)))

/** JSON for a terminal or a pipe: the same characters, within its texts, as escapes that mean the very same. */
export const visibleJson = (json: string): string =>
  json.replace(steering, (character) => (character === '\n' ? character : written(character)))

export const print = (text: string): void => void process.stdout.write(text)
export const say = (text: string): void => void process.stderr.write(text)
